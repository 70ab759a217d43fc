import type { Frame } from './layout';
import type { Wire, WireLane, WireReplacement, WireRestart, WireRollout } from './wire';

/** What the specs of the picture are about: the hour from 12:00 UTC. */
export const FROM = Date.parse('2026-11-24T12:00:00Z');
export const TO = Date.parse('2026-11-24T13:00:00Z');

export const at = (second: number): string => new Date(FROM + second * 1000).toISOString();

export function restart(second: number, more: Partial<WireRestart> = {}): WireRestart {
  return {
    id: String(second),
    at: at(second),
    cause: 'liveness',
    evidence: 'the probe failed 3 times',
    restartCount: 1,
    exitCode: 137,
    reason: 'Error',
    endedAt: at(second - 2),
    readyAt: at(second + 3),
    experimentId: null,
    ...more,
  };
}

export function lane(pod: string, more: Partial<WireLane> = {}): WireLane {
  return {
    namespace: 'test',
    workload: { kind: 'Deployment', name: 'web' },
    pod,
    podUid: `uid-${pod}`,
    container: 'web',
    createdAt: at(-600),
    endedAt: null,
    total: more.restarts?.length ?? 0,
    runs: [],
    restarts: [],
    sums: [],
    probeFailures: [],
    ...more,
  };
}

/** Of the workload that lanes have. */
export function rollout(second: number, more: Partial<WireRollout> = {}): WireRollout {
  return {
    namespace: 'test',
    workload: { kind: 'Deployment', name: 'web' },
    revision: '7d9f',
    from: at(second),
    to: at(second + 24),
    state: 'complete',
    ...more,
  };
}

export function replacement(second: number, cause: string): WireReplacement {
  return {
    namespace: 'test',
    workload: { kind: 'Deployment', name: 'web' },
    cause,
    ended: { pod: 'web-1', at: at(second) },
    began: { pod: 'web-2', createdAt: at(second), readyAt: null },
    experimentId: null,
  };
}

export function wire(lanes: readonly WireLane[], more: Partial<Wire> = {}): Wire {
  return {
    now: at(3600),
    from: at(0),
    to: at(3600),
    more: false,
    lanes,
    replacements: [],
    rollouts: [],
    gaps: [],
    experiments: [],
    ...more,
  };
}

/** 3600 px for an hour, beside names of 200 px. */
export const FRAME: Frame = {
  width: 3800,
  height: 400,
  gutter: 200,
  scroll: 0,
  view: { from: FROM, to: TO },
};
