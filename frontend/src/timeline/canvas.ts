const LARGEST = 12_000;

/** Makes a canvas as large as it is shown, in the screen's own pixels. */
export function fit(canvas: HTMLCanvasElement, width: number, height: number): void {
  const ratio = devicePixelRatio || 1;
  const wide = Math.round(width * ratio);
  const high = Math.round(height * ratio);
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
}

/** Lets something be drawn by a canvas, in CSS pixels. */
export function drawOn(
  canvas: HTMLCanvasElement,
  width: number,
  draw: (context: CanvasRenderingContext2D) => void,
): void {
  const context = canvas.getContext('2d');
  if (context) {
    const ratio = canvas.width / width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context);
  }
}

/** Draws on a canvas of its own, and has it saved as a file. */
export function savePicture(
  name: string,
  width: number,
  whole: number,
  draw: (context: CanvasRenderingContext2D, height: number) => void,
): void {
  const height = Math.min(whole, LARGEST / (devicePixelRatio || 1));
  const canvas = document.createElement('canvas');
  fit(canvas, width, height);
  drawOn(canvas, width, (context) => {
    draw(context, height);
  });
  canvas.toBlob((blob) => {
    if (blob) {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => {
        URL.revokeObjectURL(link.href);
      }, 5000);
    }
  });
}

export function canvasIn(root: ParentNode): HTMLCanvasElement {
  const canvas = root.querySelector('canvas');
  if (!canvas) {
    throw new Error('canvas');
  }
  return canvas;
}

export function find(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) {
    throw new Error(selector);
  }
  return found;
}
