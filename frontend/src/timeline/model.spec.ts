import { describe, expect, it } from 'vitest';
import { at, FROM, lane, replacement, restart, rollout, wire } from './fixture';
import { firstFrom, markOf, modelOf, shortPod } from './model';

describe('modelOf', () => {
  it('gives a workload of one container one row', () => {
    const { rows } = modelOf(wire([lane('web-1')]));
    expect(rows.map((row) => [row.label, row.note, row.indented])).toEqual([['web', 'test', false]]);
  });

  it('gives one that was rolled out a heading for it', () => {
    const { rows } = modelOf(wire([lane('web-1')], { rollouts: [rollout(60)] }));
    expect(rows.map((row) => [row.label, row.lane === null])).toEqual([
      ['web', true],
      ['…-1', false],
    ]);
  });

  it('puts a pod that none replaced where it ended', () => {
    const { rows } = modelOf(wire([lane('web-1')], { replacements: [{ ...replacement(60, 'scaled'), began: null }] }));
    expect(rows[0]?.group.replacements.map((one) => one.at)).toEqual([FROM + 60_000]);
  });

  it('puts several containers under a heading', () => {
    const model = modelOf(wire([lane('web-a1'), lane('web-b2'), lane('x', { workload: { kind: 'Job', name: 'x' } })]));
    expect(model.rows.map((row) => row.label)).toEqual(['web', '…-a1', '…-b2', 'x']);
    expect(model.rows[0]?.lane).toBeNull();
    expect(model.places.get('test/Deployment/web')).toEqual([0, 3]);
    expect(model.places.get('test/Job/x')).toEqual([3, 4]);
  });

  it('names containers where pods have several', () => {
    const { rows } = modelOf(wire([lane('web-a1'), lane('web-a1', { container: 'envoy' })]));
    expect(rows.map((row) => [row.label, row.note])).toEqual([
      ['web', 'test'],
      ['web', '…-a1'],
      ['envoy', '…-a1'],
    ]);
  });

  it('keeps marks in the order of time, sums in the middle of their stretch', () => {
    const sums = [{ from: at(0), to: at(60), cause: 'oom', count: 7 }];
    const { rows } = modelOf(wire([lane('web-1', { restarts: [restart(90), restart(10)], sums })]));
    expect([...(rows[0]?.lane?.times ?? [])].map((time) => (time - FROM) / 1000)).toEqual([10, 30, 90]);
    expect(rows[0]?.lane?.marks.map((mark) => mark.count)).toEqual([1, 7, 1]);
  });

  it('puts a gap where it belongs', () => {
    const gap = { from: at(0), to: at(9), namespace: 'test', podUid: null, container: null, missed: 1, text: '' };
    const model = modelOf(
      wire([lane('web-1'), lane('web-2')], { gaps: [gap, { ...gap, podUid: 'uid-web-2' }] }),
    );
    expect(model.gaps).toHaveLength(1);
    expect(model.rows.map((row) => row.lane?.gaps.length)).toEqual([undefined, 0, 1]);
  });
});

describe('firstFrom', () => {
  it('finds the first that is not before', () => {
    expect([0, 1, 2, 5, 6].map((time) => firstFrom([1, 2, 2, 5], time))).toEqual([0, 0, 1, 3, 4]);
  });
});

describe('markOf', () => {
  it.each([
    ['injected', 'injected'],
    ['startup', 'kill'],
    ['oom', 'oom'],
    ['crash', 'bad'],
    ['restart-all', 'rollout'],
    ['sandbox-changed', 'unknown'],
    ['what a later server says', 'unknown'],
  ])('%s is drawn as %s', (cause, mark) => {
    expect(markOf(cause)).toBe(mark);
  });
});

describe('shortPod', () => {
  it('leaves out what all pods of a workload have in common', () => {
    expect(shortPod('web-7d9-x', 'web')).toBe('…-7d9-x');
    expect(shortPod('other', 'web')).toBe('other');
  });
});
