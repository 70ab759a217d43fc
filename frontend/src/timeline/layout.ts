import { firstFrom, type Lane, markOf, type Model } from './model';
import type { View } from './view';

export const AXIS = 30;
export const ROW = 24;

/** A glyph is so wide. */
export const GLYPH = 12;
/** Marks that are nearer to each other than this are shown as one, with their number. */
const APART = 11;
/** As wide as such a one with its number is; a number of one digit needs less. */
const WIDEST = 34;
const NUMBERED = 26;

/** Where things are on the canvas, in CSS pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The names are left of it. */
  readonly gutter: number;
  readonly scroll: number;
  readonly view: View;
}

/** One mark, or several that would lie on each other. */
export interface Cluster {
  readonly x: number;
  /** The first and the one after the last of the lane's marks. */
  readonly first: number;
  readonly end: number;
  readonly count: number;
  /** The symbol of most of them. */
  readonly mark: string;
}

/** How wide the names may be. */
export function gutterOf(width: number): number {
  return Math.round(Math.min(300, Math.max(96, width * 0.24)));
}

export function xOf(frame: Frame, at: number): number {
  const share = (at - frame.view.from) / (frame.view.to - frame.view.from);
  return frame.gutter + share * (frame.width - frame.gutter);
}

export function timeAt(frame: Frame, x: number): number {
  const share = (x - frame.gutter) / (frame.width - frame.gutter);
  return frame.view.from + share * (frame.view.to - frame.view.from);
}

export function yOf(frame: Frame, row: number): number {
  return AXIS + row * ROW - frame.scroll;
}

/** The row at a height; -1 where there is none. */
export function rowAt(frame: Frame, model: Model, y: number): number {
  const row = Math.floor((y - AXIS + frame.scroll) / ROW);
  return y >= AXIS && row < model.rows.length ? row : -1;
}

/** The first row that can be seen, and the one after the last. */
export function visibleRows(frame: Frame, model: Model): readonly [number, number] {
  const first = Math.max(0, Math.floor(frame.scroll / ROW));
  const end = Math.ceil((frame.scroll + frame.height - AXIS) / ROW);
  return [first, Math.min(model.rows.length, end)];
}

/** How high all rows together are, with the axis. */
export function wholeHeight(model: Model): number {
  return AXIS + model.rows.length * ROW + 4;
}

/** How far a frame can be scrolled. */
export function clampScroll(scroll: number, height: number, model: Model): number {
  return Math.max(0, Math.min(scroll, wholeHeight(model) - height));
}

/** What of a lane's marks can be seen, put together where they would lie on each other. */
export function clusters(frame: Frame, lane: Lane): Cluster[] {
  const perPixel = (frame.view.to - frame.view.from) / (frame.width - frame.gutter);
  const from = firstFrom(lane.times, frame.view.from - GLYPH * perPixel);
  const end = firstFrom(lane.times, frame.view.to + GLYPH * perPixel);
  const found: Cluster[] = [];
  let first = from;
  while (first < end) {
    const begin = lane.times[first] ?? 0;
    let last = begin;
    let next = first + 1;
    while (next < end) {
      const at = lane.times[next] ?? 0;
      const numbered = next > first + 1 || (lane.marks[first]?.count ?? 1) > 1;
      const apart = at - last >= APART * perPixel && (!numbered || at - begin >= NUMBERED * perPixel);
      if (apart || at - begin >= WIDEST * perPixel) {
        break;
      }
      last = at;
      next++;
    }
    found.push(clusterOf(frame, lane, first, next));
    first = next;
  }
  return found;
}

function clusterOf(frame: Frame, lane: Lane, first: number, end: number): Cluster {
  const alone = lane.marks[first];
  const x = xOf(frame, lane.times[first] ?? 0);
  if (alone && end === first + 1) {
    return { x, first, end, count: alone.count, mark: markOf(alone.cause) };
  }
  const counts = new Map<string, number>();
  let count = 0;
  for (let i = first; i < end; i++) {
    const mark = lane.marks[i];
    if (mark) {
      count += mark.count;
      const name = markOf(mark.cause);
      counts.set(name, (counts.get(name) ?? 0) + mark.count);
    }
  }
  let most = 'unknown';
  for (const [name, number] of counts) {
    if (number > (counts.get(most) ?? 0)) {
      most = name;
    }
  }
  return { x, first, end, count, mark: most };
}

/** A name that has to fit: its end tells it from others, so its middle is left out. */
export function shorten(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) {
    return text;
  }
  let low = 0;
  let high = text.length;
  while (low < high) {
    const kept = (low + high + 1) >>> 1;
    if (fits(cut(text, kept))) {
      low = kept;
    } else {
      high = kept - 1;
    }
  }
  return cut(text, low);
}

function cut(text: string, kept: number): string {
  const head = Math.floor(kept / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (kept - head))}`;
}
