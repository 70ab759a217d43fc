/** A stretch of time that is looked at, in milliseconds. */
export interface View {
  readonly from: number;
  readonly to: number;
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const SHORTEST = 10 * SECOND;
export const LONGEST = 30 * DAY;

const LENGTHS: Readonly<Record<string, number>> = {
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': DAY,
  '7d': 7 * DAY,
  '30d': 30 * DAY,
};

const STEPS = [
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
];

const TICK_PIXELS = 84;

/** How long the ranges of the buttons are, by their words. */
export function lengthOf(word: string): number | null {
  return LENGTHS[word] ?? null;
}

/** Longer or shorter by a factor; what is at a time stays where it is. */
export function zoom(view: View, factor: number, at: number): View {
  const length = view.to - view.from;
  const next = Math.min(LONGEST, Math.max(SHORTEST, length * factor));
  const share = (at - view.from) / length;
  return { from: at - share * next, to: at + (1 - share) * next };
}

/** Earlier or later by a share of its length. */
export function pan(view: View, share: number): View {
  const step = (view.to - view.from) * share;
  return { from: view.from + step, to: view.to + step };
}

/** The same length, but nothing after now: nobody has seen that. */
export function upTo(view: View, now: number): View {
  return view.to <= now ? view : { from: now - (view.to - view.from), to: now };
}

/** A view of whole milliseconds that the server takes. */
export function proper(one: number, other: number): View {
  const from = Math.round(Math.min(one, other));
  const to = Math.round(Math.max(one, other));
  const length = Math.min(LONGEST, Math.max(SHORTEST, to - from));
  return { from, to: from + length };
}

export function isSame(one: View, other: View): boolean {
  return one.from === other.from && one.to === other.to;
}

/** Where ticks are, in the browser's own zone, and what they say. */
export function ticks(view: View, width: number): Tick[] {
  const most = Math.max(1, Math.floor(width / TICK_PIXELS));
  const step = STEPS.find((one) => (view.to - view.from) / one <= most) ?? 14 * DAY;
  const offset = new Date(view.from).getTimezoneOffset() * MINUTE;
  const found: Tick[] = [];
  const first = Math.ceil((view.from - offset) / step) * step + offset;
  for (let at = first; at <= view.to; at += step) {
    found.push({ at, text: tickText(new Date(at), step) });
  }
  return found;
}

function tickText(at: Date, step: number): string {
  const midnight = at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0;
  if (step >= DAY || midnight) {
    return `${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  }
  const minutes = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return step < MINUTE ? `${minutes}:${two(at.getSeconds())}` : minutes;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
