import { AXIS, clusters, type Cluster, type Frame, rowAt, timeAt, xOf, yOf } from './layout';
import type { Experiment, Failures, Gap, Lane, Model, Replacement, Rollout, Row, Run } from './model';

/** What is at a point. */
export type Hit =
  | { readonly kind: 'experiment'; readonly experiment: Experiment }
  | { readonly kind: 'marks'; readonly lane: Lane; readonly cluster: Cluster }
  | { readonly kind: 'rollout'; readonly rollout: Rollout }
  | { readonly kind: 'replacement'; readonly replacement: Replacement }
  | { readonly kind: 'failures'; readonly lane: Lane; readonly failures: Failures }
  | { readonly kind: 'gap'; readonly gap: Gap }
  | { readonly kind: 'run'; readonly lane: Lane; readonly run: Run }
  | { readonly kind: 'held'; readonly lane: Lane; readonly run: Run }
  | { readonly kind: 'row'; readonly row: Row };

const NEAR = 9;
/** From here on down a heading has the lines of its rollouts. */
const BAND = 17;

/** The most telling thing at a point; null where there is nothing at all. */
export function hitAt(frame: Frame, model: Model, x: number, y: number, now: number): Hit | null {
  if (y < AXIS) {
    return experimentAt(frame, model, x);
  }
  const index = rowAt(frame, model, y);
  const row = model.rows[index];
  if (!row) {
    return null;
  }
  if (x < frame.gutter) {
    return { kind: 'row', row };
  }
  const inRow = y - yOf(frame, index);
  return (
    onHeading(frame, model, row, index, { x, y: inRow }, now) ??
    (row.lane && onLane(frame, row.lane, x, inRow, now)) ??
    rolloutAt(frame, row, x, 3) ??
    experimentAt(frame, model, x, 3) ??
    gapAt(frame, model, row, x) ?? { kind: 'row', row }
  );
}

function experimentAt(frame: Frame, model: Model, x: number, near = NEAR): Hit | null {
  const experiment = nearest(model.experiments, (one) => xOf(frame, one.at), x, near);
  return experiment && { kind: 'experiment', experiment };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function onHeading(
  frame: Frame,
  model: Model,
  row: Row,
  index: number,
  { x, y }: Point,
  now: number,
): Hit | null {
  const [first] = model.places.get(row.group.key) ?? [-1];
  if (first !== index) {
    return null;
  }
  const rollout = rolloutAt(frame, row, x, NEAR);
  if (rollout) {
    return rollout;
  }
  const replacement = nearest(row.group.replacements, (one) => xOf(frame, one.at), x, NEAR);
  if (replacement) {
    return { kind: 'replacement', replacement };
  }
  return row.lane && y < BAND ? null : during(row, timeAt(frame, x), now);
}

function rolloutAt(frame: Frame, row: Row, x: number, near: number): Hit | null {
  const rollout = nearest(row.group.rollouts, (one) => xOf(frame, one.from), x, near);
  return rollout && { kind: 'rollout', rollout };
}

function during(row: Row, at: number, now: number): Hit | null {
  const rollout = row.group.rollouts.findLast((one) => at >= one.from && at <= (one.to ?? now));
  return rollout ? { kind: 'rollout', rollout } : null;
}

function onLane(frame: Frame, lane: Lane, x: number, y: number, now: number): Hit | null {
  const at = timeAt(frame, x);
  const failures = failuresAt(frame, lane, x);
  if (failures && y > 14) {
    return { kind: 'failures', lane, failures };
  }
  const cluster = clusters(frame, lane).find(
    (one) => x >= one.x - NEAR && x <= one.x + (one.count > 1 ? 2 * NEAR : NEAR),
  );
  if (cluster) {
    return { kind: 'marks', lane, cluster };
  }
  if (failures) {
    return { kind: 'failures', lane, failures };
  }
  const gap = lane.gaps.find((one) => at >= one.from && at <= one.to);
  if (gap) {
    return { kind: 'gap', gap };
  }
  return runAt(lane, at, now);
}

function failuresAt(frame: Frame, lane: Lane, x: number): Failures | null {
  return (
    lane.failures.find((one) => x >= xOf(frame, one.from) - 3 && x <= xOf(frame, one.to) + 3) ?? null
  );
}

function runAt(lane: Lane, at: number, now: number): Hit | null {
  const index = lane.runs.findLastIndex((run) => run.from <= at);
  const run = lane.runs[index];
  const end = lane.runs[index + 1]?.from ?? lane.to ?? now;
  if (!run || at > end) {
    return null;
  }
  return { kind: run.to !== null && at > run.to ? 'held' : 'run', lane, run };
}

function gapAt(frame: Frame, model: Model, row: Row, x: number): Hit | null {
  const at = timeAt(frame, x);
  const namespace = row.group.lanes[0]?.wire.namespace;
  const gap = model.gaps.find(
    (one) =>
      at >= one.from &&
      at <= one.to &&
      (one.wire.namespace === null || one.wire.namespace === namespace),
  );
  return gap ? { kind: 'gap', gap } : null;
}

function nearest<T>(all: readonly T[], place: (one: T) => number, x: number, near: number): T | null {
  let found: T | null = null;
  let distance = near;
  for (const one of all) {
    const away = Math.abs(place(one) - x);
    if (away <= distance) {
      distance = away;
      found = one;
    }
  }
  return found;
}
