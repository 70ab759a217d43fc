import { drawGlyph } from './glyphs';
import { clusters, GLYPH, xOf } from './layout';
import type { Gap, Lane } from './model';
import type { Scene } from './scene';
import type { Theme } from './theme';

const BAR = 5;
const STRIP = 5;
const WHOLE = 2 * Math.PI;

export function hatch(
  context: CanvasRenderingContext2D,
  { frame, theme }: Scene,
  gap: Gap,
  y: number,
  height: number,
): void {
  const from = Math.max(frame.gutter, xOf(frame, gap.from));
  const to = Math.min(frame.width, Math.max(xOf(frame, gap.to), xOf(frame, gap.from) + 3));
  if (to <= from) {
    return;
  }
  context.save();
  context.beginPath();
  context.rect(from, y, to - from, height);
  context.clip();
  context.strokeStyle = theme.colour('unknown');
  context.lineWidth = 1;
  context.beginPath();
  // The lines hang together from row to row, and do not swim when it is moved.
  const step = 6;
  const shift = (xOf(frame, gap.from) - y) % step;
  for (let x = from - height - step + (shift - ((from - height) % step)); x < to + step; x += step) {
    context.moveTo(x, y + height);
    context.lineTo(x + height, y);
  }
  context.globalAlpha = 0.55;
  context.stroke();
  context.restore();
}

/** A container: how long its pod lives, its runs, failures, gaps and marks. */
export function drawLane(context: CanvasRenderingContext2D, scene: Scene, lane: Lane, y: number): void {
  life(context, scene, lane, y);
  runs(context, scene, lane, y);
  failures(context, scene, lane, y);
  for (const gap of lane.gaps) {
    hatch(context, scene, gap, y + 5, BAR + 3);
  }
  marks(context, scene, lane, y);
}

/** As long as the pod lives, a thin line; where it ended, an end. */
function life(context: CanvasRenderingContext2D, scene: Scene, lane: Lane, y: number): void {
  const { frame, theme } = scene;
  const from = Math.max(frame.gutter, xOf(frame, lane.from));
  const to = Math.min(frame.width, xOf(frame, lane.to ?? scene.now));
  if (to <= from) {
    return;
  }
  context.fillStyle = theme.colour('rule-strong');
  context.fillRect(from, y + 9, to - from, 1);
  if (lane.to !== null) {
    context.fillRect(to - 1, y + 5, 2, 9);
  }
}

function runs(context: CanvasRenderingContext2D, scene: Scene, lane: Lane, y: number): void {
  const { frame, theme } = scene;
  const end = lane.to ?? scene.now;
  lane.runs.forEach((run, index) => {
    const next = lane.runs[index + 1]?.from ?? end;
    const over = run.to ?? next;
    if (next < frame.view.from || run.from > frame.view.to) {
      return;
    }
    const x = (at: number): number => Math.max(frame.gutter - 2, Math.min(frame.width + 2, xOf(frame, at)));
    bar(context, theme.colour('waiting'), x(run.from), x(run.ready ?? over), y + 8, 3);
    if (run.ready !== null) {
      bar(context, theme.colour('good'), x(run.ready), x(over), y + 7, BAR);
    } else if (run.to === null || run.wire.exitCode !== null) {
      // It ran, but nobody saw it ready.
      bar(context, theme.colour('good'), x(run.from), x(over), y + 8, 3);
    }
    if (run.to !== null && x(next) - x(run.to) > 4) {
      dotted(context, theme.colour('waiting'), x(run.to) + 2, x(next), y + 9.5);
    }
  });
}

function bar(
  context: CanvasRenderingContext2D,
  colour: string,
  from: number,
  to: number,
  y: number,
  height: number,
): void {
  if (to > from) {
    context.fillStyle = colour;
    context.fillRect(from, y, to - from, height);
  }
}

function dotted(
  context: CanvasRenderingContext2D,
  colour: string,
  from: number,
  to: number,
  y: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(from, y);
  context.lineTo(to, y);
  context.stroke();
  context.setLineDash([]);
}

/** As many ticks as failures, as long as these can be told apart; then as dense as it gets. */
function failures(context: CanvasRenderingContext2D, scene: Scene, lane: Lane, y: number): void {
  const { frame, theme } = scene;
  context.fillStyle = theme.colour('waiting');
  for (const one of lane.failures) {
    if (one.to < frame.view.from || one.from > frame.view.to) {
      continue;
    }
    const from = xOf(frame, one.from);
    const width = Math.max(xOf(frame, one.to) - from, 1);
    const number = Math.min(one.wire.count, Math.max(1, Math.floor(width / 2)));
    if (number * 2 > width) {
      context.fillRect(from, y + 16, Math.max(1, width), STRIP);
      continue;
    }
    for (let i = 0; i < number; i++) {
      const at = number === 1 ? from : from + (i * width) / (number - 1);
      if (at >= frame.gutter - 1 && at <= frame.width) {
        context.fillRect(at, y + 16, 1, STRIP);
      }
    }
  }
}

function marks(context: CanvasRenderingContext2D, scene: Scene, lane: Lane, y: number): void {
  const { frame, theme, glyphs } = scene;
  context.font = `11px ${theme.sans}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const cluster of clusters(frame, lane)) {
    const colour = theme.colour(cluster.mark);
    halo(context, theme, cluster.x, y + 9.5);
    context.fillStyle = colour;
    context.strokeStyle = colour;
    drawGlyph(context, glyphs, cluster.mark, cluster.x, y + 9.5);
    if (cluster.count > 1) {
      const text = String(cluster.count);
      context.fillStyle = theme.colour('ground');
      context.fillRect(cluster.x + 7, y + 3, context.measureText(text).width + 2, 12);
      context.fillStyle = theme.colour('ink');
      context.fillText(text, cluster.x + 8, y + 9.5);
    }
  }
}

/** So that a mark stands off its bar. */
export function halo(context: CanvasRenderingContext2D, theme: Theme, x: number, y: number): void {
  context.fillStyle = theme.colour('ground');
  context.beginPath();
  context.arc(x, y, GLYPH / 2 + 1.5, 0, WHOLE);
  context.fill();
}

/** A few words on a ground of their own. */
export function label(
  context: CanvasRenderingContext2D,
  theme: Theme,
  text: string,
  x: number,
  y: number,
): void {
  context.font = `11px ${theme.sans}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = theme.colour('ground');
  context.fillRect(x - 1, y - 7, context.measureText(text).width + 2, 14);
  context.fillStyle = theme.colour('ink-soft');
  context.fillText(text, x, y);
}
