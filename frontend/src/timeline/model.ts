import type {
  Wire,
  WireExperiment,
  WireFailures,
  WireGap,
  WireLane,
  WireLife,
  WireReplacement,
  WireRestart,
  WireRollout,
  WireWorkload,
} from './wire';

/** One restart, or the sum of several that the server could not tell apart. */
export interface Mark {
  readonly at: number;
  readonly cause: string;
  readonly count: number;
  /** Null where it is a sum. */
  readonly restart: WireRestart | null;
}

export interface Run {
  readonly from: number;
  /** Null where it was not seen to be ready. */
  readonly ready: number | null;
  /** Null while it runs, and where its end was not seen. */
  readonly to: number | null;
  readonly wire: WireLife;
}

export interface Failures {
  readonly from: number;
  readonly to: number;
  readonly wire: WireFailures;
}

export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly wire: WireGap;
}

export interface Experiment {
  readonly at: number;
  readonly wire: WireExperiment;
}

export interface Replacement {
  readonly at: number;
  readonly wire: WireReplacement;
}

export interface Rollout {
  readonly from: number;
  /** Null while it is not over. */
  readonly to: number | null;
  /** How many pods it replaced, as far as the model goes. */
  readonly replaced: number;
  readonly wire: WireRollout;
}

/** A container of a pod. Marks, runs and failures are in the order of time. */
export interface Lane {
  readonly wire: WireLane;
  readonly from: number;
  /** When its pod ended; null while it lives. */
  readonly to: number | null;
  readonly marks: readonly Mark[];
  /** Of the marks, to be searched. */
  readonly times: Float64Array;
  readonly runs: readonly Run[];
  readonly failures: readonly Failures[];
  readonly gaps: readonly Gap[];
}

/** A line of the picture: a workload's heading, or a lane. */
export interface Row {
  readonly label: string;
  /** Beside the label, softer. */
  readonly note: string;
  readonly indented: boolean;
  /** Null for a heading. */
  readonly lane: Lane | null;
  readonly group: Group;
}

export interface Group {
  readonly key: string;
  readonly lanes: readonly Lane[];
  readonly replacements: readonly Replacement[];
  readonly rollouts: readonly Rollout[];
}

export interface Model {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly Row[];
  /** The rows of each group by its key: the first and the one after the last. */
  readonly places: ReadonlyMap<string, readonly [number, number]>;
  /** Of all or of a whole namespace. */
  readonly gaps: readonly Gap[];
  readonly experiments: readonly Experiment[];
}

/** The mark that stands for a cause, by the name of its symbol. */
export function markOf(cause: string): string {
  switch (cause) {
    case 'injected':
      return 'injected';
    case 'liveness':
    case 'startup':
      return 'kill';
    case 'oom':
      return 'oom';
    case 'crash':
    case 'evicted':
    case 'preempted':
    case 'node-pressure':
    case 'node-lost':
      return 'bad';
    case 'completed':
    case 'deleted':
      return 'completed';
    case 'resize':
    case 'definition-changed':
    case 'restart-all':
    case 'rollout':
    case 'scaled':
      return 'rollout';
    default:
      return 'unknown';
  }
}

/** The index of the first of sorted times that is not before another. */
export function firstFrom(times: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

export function modelOf(wire: Wire): Model {
  const gaps = wire.gaps.map((gap) => ({ from: time(gap.from), to: time(gap.to), wire: gap }));
  const byWorkload = new Map<string, WireLane[]>();
  for (const lane of wire.lanes) {
    const key = workloadKey(lane.namespace, lane.workload.kind, lane.workload.name);
    byWorkload.set(key, [...(byWorkload.get(key) ?? []), lane]);
  }
  const rows: Row[] = [];
  const places = new Map<string, readonly [number, number]>();
  for (const [key, lanes] of byWorkload) {
    const own = rowsOf(groupOf(key, lanes, wire, gaps));
    places.set(key, [rows.length, rows.length + own.length]);
    rows.push(...own);
  }
  return {
    from: time(wire.from),
    to: time(wire.to),
    rows,
    places,
    gaps: gaps.filter((gap) => gap.wire.podUid === null),
    experiments: wire.experiments.map((one) => ({ at: time(one.at), wire: one })),
  };
}

export function workloadKey(namespace: string, kind: string, name: string): string {
  return `${namespace}/${kind}/${name}`;
}

function groupOf(key: string, lanes: readonly WireLane[], wire: Wire, gaps: readonly Gap[]): Group {
  const isOwn = (one: { namespace: string; workload: WireWorkload }): boolean =>
    workloadKey(one.namespace, one.workload.kind, one.workload.name) === key;
  const replacements = wire.replacements
    .filter(isOwn)
    .map((one) => ({ at: time(one.began?.createdAt ?? one.ended.at), wire: one }));
  return {
    key,
    lanes: lanes.map((lane) => laneOf(lane, gaps)),
    replacements,
    rollouts: wire.rollouts.filter(isOwn).map((one) => rolloutOf(one, replacements)),
  };
}

function rolloutOf(wire: WireRollout, replacements: readonly Replacement[]): Rollout {
  const from = time(wire.from);
  const to = wire.to === null ? null : time(wire.to);
  const replaced = replacements.filter(
    (one) => one.wire.cause === 'rollout' && one.at >= from && one.at <= (to ?? Infinity),
  ).length;
  return { from, to, replaced, wire };
}

/** A workload of one container needs no heading of its own, but for its rollouts: these are not the container's. */
function rowsOf(group: Group): Row[] {
  const first = group.lanes[0];
  if (!first) {
    return [];
  }
  const { workload, namespace } = first.wire;
  if (group.lanes.length === 1 && group.rollouts.length === 0) {
    const more = first.wire.container === workload.name ? '' : `${first.wire.container} · `;
    return [{ label: workload.name, note: more + namespace, indented: false, lane: first, group }];
  }
  const several = group.lanes.some((lane) => lane.wire.container !== first.wire.container);
  const heading = { label: workload.name, note: namespace, indented: false, lane: null, group };
  return [
    heading,
    ...group.lanes.map((lane) => ({
      label: several ? lane.wire.container : shortPod(lane.wire.pod, workload.name),
      note: several ? shortPod(lane.wire.pod, workload.name) : '',
      indented: true,
      lane,
      group,
    })),
  ];
}

/** What tells a pod from the others of its workload. */
export function shortPod(pod: string, workload: string): string {
  return pod.startsWith(`${workload}-`) ? `…${pod.slice(workload.length)}` : pod;
}

function laneOf(wire: WireLane, gaps: readonly Gap[]): Lane {
  const marks = [
    ...wire.restarts.map((one) => ({ at: time(one.at), cause: one.cause, count: 1, restart: one })),
    ...wire.sums.map((one) => ({
      at: (time(one.from) + time(one.to)) / 2,
      cause: one.cause,
      count: one.count,
      restart: null,
    })),
  ].sort((one, other) => one.at - other.at);
  const runs = wire.runs.map((run) => ({
    from: time(run.startedAt ?? run.at),
    ready: run.readyAt === null ? null : time(run.readyAt),
    to: run.finishedAt === null ? null : time(run.finishedAt),
    wire: run,
  }));
  return {
    wire,
    from: wire.createdAt === null ? (runs[0]?.from ?? marks[0]?.at ?? 0) : time(wire.createdAt),
    to: wire.endedAt === null ? null : time(wire.endedAt),
    marks,
    times: Float64Array.from(marks, (mark) => mark.at),
    runs,
    failures: wire.probeFailures.map((one) => ({ from: time(one.from), to: time(one.to), wire: one })),
    gaps: gaps.filter(
      (gap) =>
        gap.wire.podUid === wire.podUid &&
        (gap.wire.container === null || gap.wire.container === wire.container),
    ),
  };
}

function time(text: string): number {
  return Date.parse(text);
}
