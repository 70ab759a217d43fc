import { describe, expect, it } from 'vitest';
import { FROM, TO } from './fixture';
import { Stretch } from './stretch';

const HOUR = { from: FROM, to: TO };
const MINUTE = 60_000;

/** Asked for the last hour at a time that can be set. */
function stretch(last: string | null = '1h'): { it: Stretch; clock: { now: number } } {
  const clock = { now: TO };
  return { it: new Stretch({ last, view: HOUR }, () => clock.now), clock };
}

describe('a stretch', () => {
  it('is live where it was asked for by its length', () => {
    expect(stretch('1h').it.isLive).toBe(true);
    expect(stretch(null).it.isLive).toBe(false);
  });

  it('goes on with the time, a pixel at least', () => {
    const { it: live, clock } = stretch();
    clock.now += 900;
    expect(live.advance(3600)).toBe(false);
    clock.now += 100;
    expect(live.advance(3600)).toBe(true);
    expect(live.asked).toEqual({ last: '1h', view: { from: FROM + 1000, to: TO + 1000 } });
  });

  it('stays where it is once it was moved away from now', () => {
    const { it: moved, clock } = stretch();
    moved.show({ from: FROM - MINUTE, to: TO - MINUTE });
    clock.now += MINUTE;
    expect(moved.isLive).toBe(false);
    expect(moved.advance(10)).toBe(false);
  });

  it('is live again where it is moved up to now', () => {
    const { it: moved } = stretch(null);
    moved.show({ from: FROM + MINUTE, to: TO + MINUTE });
    expect([moved.isLive, moved.view]).toEqual([true, HOUR]);
  });

  it('stops and goes on by its button', () => {
    const { it: toggled } = stretch();
    toggled.toggleLive();
    expect(toggled.isLive).toBe(false);
    toggled.toggleLive();
    expect(toggled.isLive).toBe(true);
  });

  it('goes by the clock of the server', () => {
    const { it: other } = stretch();
    other.itIs(TO + 5 * MINUTE);
    expect(other.showLast('15m')).toBe(true);
    expect(other.view).toEqual({ from: TO - 10 * MINUTE, to: TO + 5 * MINUTE });
    expect(other.showLast('for ever')).toBe(false);
  });

  it('goes back to what was asked for, by the time that it is now', () => {
    const { it: last, clock } = stretch();
    last.show({ from: FROM, to: FROM + MINUTE });
    clock.now += MINUTE;
    last.reset();
    expect(last.asked).toEqual({ last: '1h', view: { from: FROM + MINUTE, to: TO + MINUTE } });
    const { it: fixed } = stretch(null);
    fixed.show({ from: FROM, to: FROM + MINUTE });
    fixed.reset();
    expect(fixed.asked).toEqual({ last: null, view: HOUR });
  });

  it('keeps its live edge in place, else its middle', () => {
    expect(stretch('1h').it.anchor).toBe(TO);
    expect(stretch(null).it.anchor).toBe((FROM + TO) / 2);
  });
});
