import { describe, expect, it } from 'vitest';
import { at, FRAME, lane, replacement, restart, rollout, TO, wire } from './fixture';
import { hitAt } from './hit';
import { AXIS } from './layout';
import { modelOf } from './model';

const run = (from: number, to: number | null) => ({
  at: at(from),
  startedAt: at(from),
  readyAt: null,
  finishedAt: to === null ? null : at(to),
  exitCode: null,
  reason: null,
});
const gap = { from: at(2000), to: at(2100), namespace: null, podUid: null, container: null, missed: null, text: '' };
const model = modelOf(
  wire(
    [
      lane('web-1', {
        restarts: [restart(100)],
        runs: [run(0, 90), run(100, 500), run(800, null)],
        probeFailures: [{ probe: 'liveness', from: at(300), to: at(320), count: 3, exact: false, message: '' }],
      }),
      lane('old-1', { workload: { kind: 'Job', name: 'old' }, endedAt: at(0) }),
    ],
    {
      gaps: [gap],
      experiments: [
        {
          id: '1',
          at: at(98),
          namespace: 'test',
          workload: { kind: 'Deployment', name: 'web' },
          pod: 'web-1',
          container: 'web',
          label: 'SIGTERM',
          outcome: null,
        },
      ],
    },
  ),
);
const kindAt = (second: number, y = AXIS + 10): string | undefined =>
  hitAt(FRAME, model, 200 + second, y, TO)?.kind;

describe('hitAt', () => {
  it.each([
    ['a restart before the experiment that is near it', 100, AXIS + 10, 'marks'],
    ['the experiment on the axis', 100, 8, 'experiment'],
    ['a failed probe', 310, AXIS + 18, 'failures'],
    ['a run', 400, AXIS + 10, 'run'],
    ['a container that is held back', 600, AXIS + 10, 'held'],
    ['the run that goes on', 3500, AXIS + 10, 'run'],
    ['a gap of everything, where nothing else is', 2050, AXIS + 24 + 10, 'gap'],
    ['the lane, where nothing is known', 1500, AXIS + 24 + 10, 'row'],
    ['the lane, by its name', -100, AXIS + 10, 'row'],
  ])('finds %s', (_, second, y, kind) => {
    expect(kindAt(second, y)).toBe(kind);
  });

  it('finds nothing where nothing is', () => {
    expect(kindAt(1500, 8)).toBeUndefined();
    expect(kindAt(100, AXIS + 300)).toBeUndefined();
  });
});

describe('hitAt, of rollouts', () => {
  const rolling = modelOf(
    wire([lane('web-1', { runs: [run(0, null)] }), lane('web-2')], {
      rollouts: [rollout(600), rollout(2000, { to: null, state: 'progressing' })],
      replacements: [replacement(604, 'rollout'), replacement(900, 'evicted')],
    }),
  );
  it.each([
    ['its mark before the replacement that is on it', 604, AXIS + 10, 'rollout'],
    ['what it lasts', 615, AXIS + 10, 'rollout'],
    ['what goes on', 3000, AXIS + 20, 'rollout'],
    ['another replacement', 900, AXIS + 10, 'replacement'],
    ['a run before its rule', 601, AXIS + 24 + 10, 'run'],
    ['its rule where nothing else is', 601, AXIS + 48 + 10, 'rollout'],
    ['nothing beside it', 800, AXIS + 10, 'row'],
  ])('finds %s', (_, second, y, kind) => {
    expect(hitAt(FRAME, rolling, 200 + second, y, TO)?.kind).toBe(kind);
  });
});
