import { describe, expect, it } from 'vitest';
import { at, FRAME, FROM, lane, replacement, restart, rollout, wire } from './fixture';
import { Focus } from './focus';
import { modelOf } from './model';

const model = modelOf(
  wire([lane('web-1', { restarts: [restart(100), restart(900)] }), lane('web-2')], {
    rollouts: [rollout(600)],
    replacements: [replacement(600, 'rollout'), replacement(700, 'rollout')],
  }),
);

describe('Focus', () => {
  it('stays within the rows', () => {
    const focus = new Focus();
    focus.toRow(model, -1);
    expect(focus.row).toBe(0);
    for (let i = 0; i < 5; i++) {
      focus.toRow(model, 1);
    }
    expect(focus.row).toBe(2);
  });

  it('goes from restart to restart, and stays at the last', () => {
    const focus = new Focus();
    focus.row = 1;
    focus.toMark(model, FRAME.view, -1);
    expect(focus.at).toBe(FROM + 900_000);
    focus.toMark(model, FRAME.view, 1);
    expect(focus.at).toBe(FROM + 900_000);
    expect(focus.hit(FRAME, model)?.kind).toBe('marks');
  });

  it('stops at a rollout and at what it replaced later, on the heading', () => {
    const focus = new Focus();
    focus.toRow(model, 1);
    const kinds = [1, 2].map(() => {
      focus.toMark(model, FRAME.view, 1);
      return focus.hit(FRAME, model)?.kind;
    });
    expect(kinds).toEqual(['rollout', 'replacement']);
  });

  it('is on the row where nothing lies on it', () => {
    const focus = new Focus();
    focus.row = 2;
    focus.toMark(model, FRAME.view, 1);
    expect(focus.hit(FRAME, model)?.kind).toBe('row');
  });

  it('follows its lane, and leaves it when it is gone', () => {
    const focus = new Focus();
    focus.row = 1;
    focus.follow(model, modelOf(wire([lane('web-0'), lane('web-3'), lane('web-1')])));
    expect(focus.row).toBe(3);
    focus.row = 1;
    focus.follow(model, modelOf(wire([lane('other', { createdAt: at(0) })])));
    expect(focus.row).toBe(-1);
  });

  it('scrolls no further than its row needs', () => {
    const focus = new Focus();
    focus.row = 10;
    expect(focus.scrolled(0, 1000)).toBe(0);
    expect(focus.scrolled(500, 1000)).toBe(240);
    expect(focus.scrolled(0, 150)).toBe(144);
  });
});
