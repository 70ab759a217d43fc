import type { Hit } from './hit';
import { AXIS, clusters, type Frame, ROW, xOf } from './layout';
import { firstFrom, type Group, type Lane, type Model, type Row } from './model';
import type { View } from './view';

/** What the keyboard is on: a row, and something that lies on it. */
export class Focus {
  /** -1 for none. */
  row = -1;
  /** When that is which lies on the row; null for the row itself. */
  at: number | null = null;

  leave(): void {
    this.row = -1;
    this.at = null;
  }

  toRow(model: Model, step: 1 | -1): void {
    const last = model.rows.length - 1;
    this.row = Math.max(0, Math.min(last, this.row < 0 ? 0 : this.row + step));
    this.at = null;
  }

  /** To the next of a row; from nowhere, to the first or the last that can be seen. */
  toMark(model: Model, view: View, step: 1 | -1): void {
    const times = stops(model.rows[Math.max(0, this.row)]);
    if (times.length === 0) {
      return;
    }
    this.row = Math.max(0, this.row);
    const here = this.at ?? (step === 1 ? view.from - 1 : view.to + 1);
    const next = step === 1 ? firstFrom(times, here + 1) : firstFrom(times, here) - 1;
    this.at = times[Math.max(0, Math.min(times.length - 1, next))] ?? here;
  }

  /** The same lane where it is in another model. */
  follow(before: Model, after: Model): void {
    const focused = before.rows[this.row]?.lane?.wire;
    if (focused) {
      this.row = after.rows.findIndex(
        (row) => row.lane?.wire.podUid === focused.podUid && row.lane.wire.container === focused.container,
      );
    }
  }

  /** How far to scroll so that its row is seen, as little as possible. */
  scrolled(scroll: number, height: number): number {
    const top = this.row * ROW;
    return Math.min(top, Math.max(scroll, top - (height - AXIS - ROW)));
  }

  hit(frame: Frame, model: Model): Hit | null {
    const row = model.rows[this.row];
    if (!row) {
      return null;
    }
    const { at } = this;
    if (at === null) {
      return { kind: 'row', row };
    }
    return (row.lane ? onLane(frame, row.lane, at) : onHeading(row.group, at)) ?? { kind: 'row', row };
  }

  /** The point that its facts are shown beside. */
  place(frame: Frame): { readonly x: number; readonly y: number } {
    const x = this.at === null ? frame.gutter : xOf(frame, this.at);
    return { x, y: AXIS + (this.row + 1) * ROW - frame.scroll };
  }
}

function stops(row: Row | undefined): ArrayLike<number> {
  if (!row) {
    return [];
  }
  return row.lane ? row.lane.times : headingTimes(row.group);
}

/** A rollout and the replacement that it begins with are one stop. */
function headingTimes({ rollouts, replacements }: Group): number[] {
  const times = [...rollouts.map((one) => one.from), ...replacements.map((one) => one.at)];
  return [...new Set(times)].sort((one, other) => one - other);
}

function onLane(frame: Frame, lane: Lane, at: number): Hit | null {
  const index = firstFrom(lane.times, at);
  const cluster = clusters(frame, lane).find((one) => index >= one.first && index < one.end);
  return cluster ? { kind: 'marks', lane, cluster } : null;
}

function onHeading(group: Group, at: number): Hit | null {
  const rollout = group.rollouts.find((one) => one.from === at);
  if (rollout) {
    return { kind: 'rollout', rollout };
  }
  const replacement = group.replacements.find((one) => one.at === at);
  return replacement ? { kind: 'replacement', replacement } : null;
}
