const BESIDE = 14;

/** Shows facts beside a point of the plot; names and messages are other people's, so they stay text. */
export function showTip(tip: HTMLElement, facts: readonly string[], x: number, y: number): void {
  tip.replaceChildren(
    ...facts.map((fact, index) => {
      const line = document.createElement(index === 0 ? 'strong' : 'span');
      line.textContent = fact;
      return line;
    }),
  );
  tip.hidden = false;
  const room = tip.parentElement?.clientWidth ?? 0;
  const left = placeOf(x, tip.offsetWidth, room);
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(y + BESIDE)}px)`;
}

/** Right of the point, else left of it, and never beyond the edges. */
export function placeOf(x: number, width: number, room: number): number {
  const beside = x + BESIDE + width > room ? x - BESIDE - width : x + BESIDE;
  return Math.max(0, Math.min(room - width, beside));
}
