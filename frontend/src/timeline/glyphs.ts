import { GLYPH } from './layout';

/** A part of a mark: filled, or stroked as wide as it says. */
export interface Part {
  readonly path: Path2D;
  readonly stroke: number | null;
}

export type Glyphs = ReadonlyMap<string, readonly Part[]>;

/** The marks as the page's own symbols draw them, so that both are always the same. */
export function glyphsOf(root: ParentNode): Glyphs {
  const found = new Map<string, Part[]>();
  for (const symbol of root.querySelectorAll<SVGSymbolElement>('symbol[id^="m-"]')) {
    found.set(symbol.id.slice(2), [...symbol.children].map(partOf));
  }
  return found;
}

function partOf(shape: Element): Part {
  const path = new Path2D(shape.getAttribute('d') ?? '');
  if (shape.tagName === 'circle') {
    const number = (name: string): number => Number(shape.getAttribute(name));
    path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
  }
  const width = Number(shape.getAttribute('stroke-width') ?? 1);
  return { path, stroke: shape.getAttribute('fill') === 'none' ? width : null };
}

/** Draws a mark with its middle at a point, in the colour that fill and stroke have. */
export function drawGlyph(
  context: CanvasRenderingContext2D,
  glyphs: Glyphs,
  name: string,
  x: number,
  y: number,
): void {
  context.translate(x - GLYPH / 2, y - GLYPH / 2);
  for (const part of glyphs.get(name) ?? []) {
    if (part.stroke === null) {
      context.fill(part.path);
    } else {
      context.lineWidth = part.stroke;
      context.stroke(part.path);
    }
  }
  context.translate(GLYPH / 2 - x, GLYPH / 2 - y);
}
