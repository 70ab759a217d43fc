import { drawGlyph } from './glyphs';
import { halo, label } from './lane';
import { GLYPH, ROW, visibleRows, xOf, yOf } from './layout';
import { type Group, markOf } from './model';
import type { Scene } from './scene';

const BAND = 18;
const THICK = 3;
/** So far from the middle of a mark its words begin. */
const BESIDE = 9;

/** What happens to workloads as a whole: their pods' replacements and their rollouts. */
export function drawRollouts(context: CanvasRenderingContext2D, scene: Scene): void {
  const { model, frame } = scene;
  const [first, end] = visibleRows(frame, model);
  const seen = new Set<string>();
  for (let row = first; row < end; row++) {
    const group = model.rows[row]?.group;
    if (group && !seen.has(group.key)) {
      seen.add(group.key);
      const [top, bottom] = model.places.get(group.key) ?? [0, 0];
      rollouts(context, scene, group, top, bottom);
      replacements(context, scene, group, top);
      labels(context, scene, group, top);
    }
  }
}

/** A dashed rule through the pods where it begins; how long it took is a line under the heading. */
function rollouts(
  context: CanvasRenderingContext2D,
  scene: Scene,
  group: Group,
  top: number,
  bottom: number,
): void {
  const { frame, theme } = scene;
  context.fillStyle = theme.colour('rollout');
  context.strokeStyle = theme.colour('rollout');
  for (const one of group.rollouts) {
    const x = Math.round(xOf(frame, one.from));
    const to = Math.min(frame.width, xOf(frame, one.to ?? scene.now));
    const y = yOf(frame, top);
    if (to < frame.gutter || x > frame.width) {
      continue;
    }
    const from = Math.max(frame.gutter, x);
    context.lineWidth = THICK;
    context.setLineDash(one.wire.state === 'complete' ? [] : [3, 3]);
    stroke(context, from, y + BAND + THICK / 2, Math.max(to, from + THICK), y + BAND + THICK / 2);
    if (x >= frame.gutter) {
      context.lineWidth = 2;
      context.setLineDash([5, 3]);
      stroke(context, x, y, x, y + (bottom - top) * ROW);
    }
  }
  context.setLineDash([]);
}

function stroke(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}

/** Those of a rollout that lie on its beginning are told by its own mark. */
function replacements(context: CanvasRenderingContext2D, scene: Scene, group: Group, top: number): void {
  const { frame } = scene;
  const begun = group.rollouts.map((one) => xOf(frame, one.from));
  for (const one of group.replacements) {
    const x = xOf(frame, one.at);
    const told = one.wire.cause === 'rollout' && begun.some((at) => Math.abs(at - x) < GLYPH);
    if (!told) {
      glyph(context, scene, markOf(one.wire.cause), x, yOf(frame, top) + 9.5);
    }
  }
  for (const x of begun) {
    glyph(context, scene, 'rollout', x, yOf(frame, top) + 9.5);
  }
}

function glyph(context: CanvasRenderingContext2D, scene: Scene, name: string, x: number, y: number): void {
  const { frame, theme, glyphs } = scene;
  if (x < frame.gutter - GLYPH || x > frame.width + GLYPH) {
    return;
  }
  halo(context, theme, x, y);
  context.fillStyle = theme.colour(name);
  context.strokeStyle = theme.colour(name);
  drawGlyph(context, glyphs, name, x, y);
}

/** Right of their marks in the heading, where need be without the word, else left of them, where there is room. */
function labels(context: CanvasRenderingContext2D, scene: Scene, group: Group, top: number): void {
  const { frame, theme } = scene;
  context.font = `11px ${theme.sans}`;
  const places = [...group.rollouts.map((one) => one.from), ...group.replacements.map((one) => one.at)]
    .map((at) => xOf(frame, at))
    .sort((one, other) => one - other);
  let said = frame.gutter;
  for (const one of [...group.rollouts].sort((a, b) => a.from - b.from)) {
    const x = xOf(frame, one.from);
    if (x > frame.gutter && x < frame.width) {
      const before = Math.max(said, places.findLast((place) => place < x - BESIDE) ?? said);
      const after = places.find((place) => place > x + BESIDE) ?? frame.width + GLYPH;
      const found = placed(context, [scene.rolloutText(one.wire.revision), one.wire.revision], x, before, after);
      if (found) {
        label(context, theme, found.text, found.at, yOf(frame, top) + 9.5);
        said = found.at + found.width;
      }
    }
  }
}

/** Which of several texts has room beside a mark, and where it begins; null where none has. */
function placed(
  context: CanvasRenderingContext2D,
  choice: readonly string[],
  x: number,
  before: number,
  after: number,
): { readonly text: string; readonly at: number; readonly width: number } | null {
  const texts = choice.map((text) => ({ text, width: context.measureText(text).width }));
  const right = texts.find(({ width }) => x + BESIDE + width + GLYPH < after);
  if (right) {
    return { ...right, at: x + BESIDE };
  }
  const left = texts.find(({ width }) => x - BESIDE - width - GLYPH > before);
  return left ? { ...left, at: x - BESIDE - left.width } : null;
}
