/** What `GET /api/timeline` answers, as far as the picture needs it. */

export interface WireLife {
  readonly at: string;
  readonly startedAt: string | null;
  readonly readyAt: string | null;
  readonly finishedAt: string | null;
  readonly exitCode: number | null;
  readonly reason: string | null;
}

export interface WireRestart {
  readonly id: string;
  readonly at: string;
  readonly cause: string;
  readonly evidence: string;
  readonly restartCount: number;
  readonly exitCode: number | null;
  readonly reason: string | null;
  readonly endedAt: string | null;
  readonly readyAt: string | null;
  readonly experimentId: string | null;
}

export interface WireSum {
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  readonly count: number;
}

export interface WireFailures {
  readonly probe: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly exact: boolean;
  readonly message: string | null;
}

export interface WireWorkload {
  readonly kind: string;
  readonly name: string;
}

export interface WireLane {
  readonly namespace: string;
  readonly workload: WireWorkload;
  readonly pod: string;
  readonly podUid: string;
  readonly container: string;
  readonly createdAt: string | null;
  readonly endedAt: string | null;
  readonly total: number;
  readonly runs: readonly WireLife[];
  readonly restarts: readonly WireRestart[];
  readonly sums: readonly WireSum[];
  readonly probeFailures: readonly WireFailures[];
}

export interface WireReplacement {
  readonly namespace: string;
  readonly workload: WireWorkload;
  readonly cause: string;
  readonly ended: { readonly pod: string; readonly at: string };
  /** Null where there were to be fewer. */
  readonly began: { readonly pod: string; readonly createdAt: string; readonly readyAt: string | null } | null;
  readonly experimentId: string | null;
}

export interface WireRollout {
  readonly namespace: string;
  readonly workload: WireWorkload;
  readonly revision: string;
  readonly from: string;
  readonly to: string | null;
  readonly state: string;
}

export interface WireGap {
  readonly from: string;
  readonly to: string;
  readonly namespace: string | null;
  readonly podUid: string | null;
  readonly container: string | null;
  readonly missed: number | null;
  readonly text: string;
}

export interface WireExperiment {
  readonly id: string;
  readonly at: string;
  readonly namespace: string;
  readonly workload: WireWorkload;
  readonly pod: string;
  readonly container: string | null;
  readonly label: string;
  readonly outcome: string | null;
}

export interface Wire {
  readonly now: string;
  readonly from: string;
  readonly to: string;
  readonly more: boolean;
  readonly lanes: readonly WireLane[];
  readonly replacements: readonly WireReplacement[];
  readonly rollouts: readonly WireRollout[];
  readonly gaps: readonly WireGap[];
  readonly experiments: readonly WireExperiment[];
}
