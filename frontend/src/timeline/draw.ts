import { drawGlyph } from './glyphs';
import { drawLane, hatch, label } from './lane';
import { AXIS, ROW, shorten, visibleRows, xOf, yOf } from './layout';
import { type Gap, type Row, workloadKey } from './model';
import { drawRollouts } from './rollouts';
import type { Scene } from './scene';
import { ticks } from './view';

/** Draws only what can be seen. */
export function draw(context: CanvasRenderingContext2D, scene: Scene): void {
  const { frame, theme, model } = scene;
  context.fillStyle = theme.colour('ground');
  context.fillRect(0, 0, frame.width, frame.height);
  context.save();
  context.beginPath();
  context.rect(frame.gutter, AXIS, frame.width - frame.gutter, frame.height - AXIS);
  context.clip();
  grid(context, scene);
  wideGaps(context, scene);
  const [first, end] = visibleRows(frame, model);
  for (let row = first; row < end; row++) {
    const lane = model.rows[row]?.lane;
    if (lane) {
      drawLane(context, scene, lane, yOf(frame, row));
    }
  }
  drawRollouts(context, scene);
  experiments(context, scene);
  chosen(context, scene);
  context.restore();
  names(context, scene, first, end);
  axis(context, scene);
  brush(context, scene);
}

function grid(context: CanvasRenderingContext2D, { frame, theme, model, row }: Scene): void {
  context.fillStyle = theme.colour('rule');
  for (const tick of ticks(frame.view, frame.width - frame.gutter)) {
    context.fillRect(Math.round(xOf(frame, tick.at)), AXIS, 1, frame.height - AXIS);
  }
  if (row >= 0) {
    context.fillStyle = theme.colour('accent-ground');
    context.fillRect(frame.gutter, yOf(frame, row), frame.width, ROW);
  }
  context.fillStyle = theme.colour('rule');
  const [first, end] = visibleRows(frame, model);
  for (let i = first; i < end; i++) {
    if (!model.rows[i]?.indented) {
      context.fillRect(frame.gutter, Math.round(yOf(frame, i)), frame.width, 1);
    }
  }
}

/** A gap of everything, or of a namespace, over all its rows. */
function wideGaps(context: CanvasRenderingContext2D, scene: Scene): void {
  const { frame, model } = scene;
  const [first, end] = visibleRows(frame, model);
  for (const gap of model.gaps) {
    for (let row = first; row < end; row++) {
      if (concerns(gap, model.rows[row])) {
        hatch(context, scene, gap, yOf(frame, row), ROW);
      }
    }
  }
}

export function concerns(gap: Gap, row: Row | undefined): boolean {
  const namespace = row?.group.lanes[0]?.wire.namespace;
  return gap.wire.namespace === null || gap.wire.namespace === namespace;
}

/** Through the rows of their workload; the axis has their labels. */
function experiments(context: CanvasRenderingContext2D, scene: Scene): void {
  const { frame, theme, model } = scene;
  for (const one of model.experiments) {
    const x = Math.round(xOf(frame, one.at));
    if (x < frame.gutter || x > frame.width) {
      continue;
    }
    context.fillStyle = theme.colour('injected');
    context.globalAlpha = 0.35;
    context.fillRect(x, AXIS, 1, frame.height - AXIS);
    context.globalAlpha = 1;
    const { namespace, workload } = one.wire;
    const key = workloadKey(namespace, workload.kind, workload.name);
    const [top, bottom] = model.places.get(key) ?? [0, 0];
    if (bottom > top) {
      context.fillRect(x - 0.5, yOf(frame, top), 2, (bottom - top) * ROW);
    }
  }
}

function chosen(context: CanvasRenderingContext2D, { frame, theme, row, at }: Scene): void {
  if (row < 0 || at === null) {
    return;
  }
  context.strokeStyle = theme.colour('accent');
  context.lineWidth = 2;
  context.strokeRect(xOf(frame, at) - 9, yOf(frame, row) + 1, 18, ROW - 3);
}

function names(
  context: CanvasRenderingContext2D,
  { frame, theme, model, row: focused }: Scene,
  first: number,
  end: number,
): void {
  context.fillStyle = theme.colour('ground');
  context.fillRect(0, 0, frame.gutter, frame.height);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (let row = first; row < end; row++) {
    const it = model.rows[row];
    if (!it) {
      continue;
    }
    const y = yOf(frame, row);
    if (row === focused) {
      context.fillStyle = theme.colour('accent-ground');
      context.fillRect(0, y, frame.gutter, ROW);
    }
    if (!it.indented) {
      context.fillStyle = theme.colour('rule');
      context.fillRect(0, Math.round(y), frame.gutter, 1);
    }
    const left = it.indented ? 14 : 2;
    const room = frame.gutter - left - 8;
    context.font = it.indented ? `12px ${theme.mono}` : `600 13px ${theme.sans}`;
    const text = shorten(it.label, (short) => context.measureText(short).width <= room);
    context.fillStyle = theme.colour('ink');
    context.fillText(text, left, y + 10);
    const used = context.measureText(text).width + 8;
    context.font = `11px ${it.indented ? theme.mono : theme.sans}`;
    const note = shorten(it.note, (short) => context.measureText(short).width <= room - used);
    if (note === it.note || note.length > 9) {
      context.fillStyle = theme.colour('ink-soft');
      context.fillText(note, left + used, y + 10);
    }
  }
}

function axis(context: CanvasRenderingContext2D, { frame, theme, model, glyphs }: Scene): void {
  context.fillStyle = theme.colour('ground');
  context.fillRect(frame.gutter, 0, frame.width, AXIS);
  context.fillStyle = theme.colour('rule-strong');
  context.fillRect(0, AXIS - 1, frame.width, 1);
  context.font = `11px ${theme.sans}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const tick of ticks(frame.view, frame.width - frame.gutter)) {
    const x = Math.round(xOf(frame, tick.at));
    context.fillStyle = theme.colour('rule-strong');
    context.fillRect(x, AXIS - 6, 1, 5);
    context.fillStyle = theme.colour('ink-soft');
    // Right of its tick; where the edge is too near, left of it.
    const width = context.measureText(tick.text).width + 3;
    const left = x + width < frame.width ? x + 3 : x - width;
    if (left > frame.gutter) {
      context.fillText(tick.text, left, AXIS - 9);
    }
  }
  let said = -Infinity;
  for (const one of model.experiments) {
    const x = xOf(frame, one.at);
    if (x < frame.gutter || x > frame.width) {
      continue;
    }
    context.fillStyle = theme.colour('injected');
    context.save();
    context.translate(x, 7);
    context.scale(0.8, 0.8);
    drawGlyph(context, glyphs, 'injected', 0, 0);
    context.restore();
    const width = context.measureText(one.wire.label).width;
    if (x > said && x + width + 8 < frame.width) {
      label(context, theme, one.wire.label, x + 8, 7);
      said = x + width + 14;
    }
  }
}

function brush(context: CanvasRenderingContext2D, { frame, theme, brush: range }: Scene): void {
  if (!range) {
    return;
  }
  const from = Math.max(frame.gutter, Math.min(...range));
  const to = Math.min(frame.width, Math.max(...range));
  context.fillStyle = theme.colour('accent');
  context.globalAlpha = 0.18;
  context.fillRect(from, 0, to - from, frame.height);
  context.globalAlpha = 1;
  context.fillRect(from, 0, 1, frame.height);
  context.fillRect(to, 0, 1, frame.height);
}
