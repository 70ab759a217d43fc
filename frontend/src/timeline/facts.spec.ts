import { describe, expect, it } from 'vitest';
import { factsOf, hrefOf, wordsOf } from './facts';
import { at, FROM, lane, replacement, restart, rollout, TO, wire } from './fixture';
import type { Hit } from './hit';
import { type Lane, modelOf, type Rollout } from './model';
import type { WireLane } from './wire';

const page = document.createElement('div');
page.innerHTML = `<ul><li data-key="cause.liveness">liveness probe</li><li data-key="cause.oom">out of memory</li>
<li data-key="number">restart no. {0}</li><li data-key="exit">exit code {0}</li><li data-key="down">down for {0}</li>
<li data-key="ready">ready {0} after the start</li><li data-key="restarts">{0} restarts</li><li data-key="times">{0} times</li><li data-key="exactly">exactly {0} times</li>
<li data-key="rollout">Rollout of {0} to revision {1}</li><li data-key="rollout.undone">undone after {0}</li>
<li data-key="ended.scaled">ended: scaled down</li><li data-key="instead.none">{0}, and no other</li>
<li data-key="rollout.replaced">{0} pods replaced</li><li data-key="failed.liveness">liveness probe failed</li><li data-key="summed">summed up</li></ul>`;
const say = wordsOf(page);

function laneOf(more: Partial<WireLane>): Lane {
  const made = modelOf(wire([lane('web-1', more)])).rows[0]?.lane;
  if (!made) {
    throw new Error('no lane');
  }
  return made;
}

function rolledOut(one: Rollout): Hit {
  return { kind: 'rollout', rollout: one };
}

function marks(made: Lane): Hit {
  return { kind: 'marks', lane: made, cluster: { x: 0, first: 0, end: made.marks.length, count: 0, mark: '' } };
}

describe('factsOf', () => {
  it('tells of a restart what is known', () => {
    expect(factsOf(marks(laneOf({ restarts: [restart(60)] })), say, 'en', TO)).toEqual([
      'liveness probe · restart no. 1',
      '2026-11-24 21:01:00 GMT+9',
      'test web-1 web',
      'exit code 137 · Error',
      'down for 2 sec',
      'ready 3 sec after the start',
      'the probe failed 3 times',
    ]);
  });

  it('leaves out what is not known', () => {
    const bare = restart(60, { exitCode: null, reason: null, endedAt: null, readyAt: null, evidence: '' });
    expect(factsOf(marks(laneOf({ restarts: [bare] })), say, 'en', TO)).toHaveLength(3);
  });

  it('counts several by cause', () => {
    const sums = [{ from: at(0), to: at(60), cause: 'oom', count: 7 }];
    expect(factsOf(marks(laneOf({ restarts: [restart(90)], sums })), say, 'en', TO)).toEqual([
      '8 restarts',
      expect.stringContaining('–'),
      'test web-1 web',
      'out of memory × 7',
      'liveness probe × 1',
      'summed up',
    ]);
  });

  it('says "at least" of failures that are', () => {
    const probeFailures = [
      { probe: 'liveness', from: at(0), to: at(9), count: 3, exact: false, message: '<b>timeout</b>' },
    ];
    const failing = laneOf({ probeFailures });
    const failures = failing.failures[0];
    expect(failures && factsOf({ kind: 'failures', lane: failing, failures }, say, 'en', TO)).toEqual([
      'liveness probe failed, ≥ 3 times',
      expect.any(String),
      '<b>timeout</b>',
    ]);
  });

  it('says "exactly" of failures that are', () => {
    const failing = laneOf({ probeFailures: [{ probe: 'liveness', from: at(0), to: at(9), count: 3, exact: true, message: '' }] });
    const failures = failing.failures[0];
    expect(failures && factsOf({ kind: 'failures', lane: failing, failures }, say, 'en', TO)).toContain(
      'liveness probe failed, exactly 3 times',
    );
  });

  it('tells when the kubelet spoke by the clock of the reader', () => {
    const evidence = 'The kubelet said so at 2026-11-24T12:01:00Z.';
    expect(factsOf(marks(laneOf({ restarts: [restart(60, { evidence })] })), say, 'en', TO).at(-1)).toBe(
      'The kubelet said so at 2026-11-24 21:01:00 GMT+9.',
    );
  });

  it('tells of a pod that none replaced that it ended', () => {
    const wire = { ...replacement(60, 'scaled'), began: null };
    expect(factsOf({ kind: 'replacement', replacement: { at: FROM + 60_000, wire } }, say, 'en', TO)).toEqual([
      'ended: scaled down',
      '2026-11-24 21:01:00 GMT+9',
      'web-1, and no other',
    ]);
  });

  it('tells of a rollout what became of it', () => {
    const wire = rollout(60, { state: 'undone' });
    expect(factsOf(rolledOut({ from: FROM + 60_000, to: FROM + 84_000, replaced: 3, wire }), say, 'en', TO)).toEqual([
      'Rollout of web to revision 7d9f',
      '2026-11-24 21:01:00 GMT+9',
      'undone after 24 sec',
      '3 pods replaced',
    ]);
  });
});

describe('hrefOf', () => {
  it('leads from a rollout to the timeline of its workload around it', () => {
    const wire = rollout(600, { to: null });
    expect(hrefOf(rolledOut({ from: FROM + 600_000, to: null, replaced: 0, wire }))).toBe(
      '/timeline?namespace=test&workload=Deployment%2Fweb&from=2026-11-24T12%3A05%3A00.000Z&to=2026-11-24T12%3A20%3A00.000Z',
    );
  });

  it('leads to the experiment that did it', () => {
    expect(hrefOf(marks(laneOf({ restarts: [restart(1, { experimentId: 'a/b' })] })))).toBe('/experiments/a%2Fb');
  });

  it('leads to the container, and where its pod is gone to its restarts', () => {
    const restarts = [restart(1)];
    expect(hrefOf(marks(laneOf({ restarts })))).toBe('/pods/test/web-1/web');
    expect(hrefOf(marks(laneOf({ restarts, endedAt: at(9) })))).toBe(
      '/restarts?namespace=test&workload=Deployment%2Fweb',
    );
  });

  it('never leaves the site, whatever names say', () => {
    const hostile = laneOf({ restarts: [restart(1)], namespace: '//evil', pod: '../..', container: '?x#y' });
    expect(hrefOf(marks(hostile))).toBe('/pods/%2F%2Fevil/..%2F../%3Fx%23y');
  });
});
