import { describe, expect, it } from 'vitest';
import { FROM, TO } from './fixture';
import { LONGEST, pan, proper, SHORTEST, ticks, upTo, zoom } from './view';

const HOUR = { from: FROM, to: TO };
const MINUTE = 60_000;

describe('zoom', () => {
  it('keeps what is pointed at in place', () => {
    const at = FROM + 15 * MINUTE;
    const near = zoom(HOUR, 0.5, at);
    expect(near.to - near.from).toBe(30 * MINUTE);
    expect((at - near.from) / (near.to - near.from)).toBe(0.25);
  });

  it('stops at ten seconds and at thirty days', () => {
    const nearest = zoom(HOUR, 1e-9, FROM);
    expect(nearest.to - nearest.from).toBe(SHORTEST);
    const farthest = zoom(HOUR, 1e9, FROM);
    expect(farthest.to - farthest.from).toBe(LONGEST);
  });
});

describe('a view', () => {
  it('moves by a share of its length', () => {
    expect(pan(HOUR, 0.5)).toEqual({ from: FROM + 30 * MINUTE, to: TO + 30 * MINUTE });
  });

  it('never shows what is yet to come', () => {
    expect(upTo(pan(HOUR, 1), TO)).toEqual(HOUR);
    expect(upTo(pan(HOUR, -1), TO)).toEqual(pan(HOUR, -1));
  });

  it('can be chosen from right to left', () => {
    expect(proper(TO, FROM)).toEqual(HOUR);
    expect(proper(FROM, FROM + 1)).toEqual({ from: FROM, to: FROM + SHORTEST });
  });
});

describe('ticks', () => {
  it('lie on whole units of the browser’s zone', () => {
    expect(ticks(HOUR, 600).map((tick) => tick.text)).toEqual([
      '21:00',
      '21:10',
      '21:20',
      '21:30',
      '21:40',
      '21:50',
      '22:00',
    ]);
  });

  it('name the day at midnight and on long ranges', () => {
    const night = { from: Date.parse('2026-11-24T14:00:00Z'), to: Date.parse('2026-11-24T16:00:00Z') };
    expect(ticks(night, 360).map((tick) => tick.text)).toEqual(['23:00', '23:30', '11-25', '00:30', '01:00']);
    const month = { from: FROM, to: FROM + LONGEST };
    expect(ticks(month, 1000).every((tick) => /^\d\d-\d\d$/.test(tick.text))).toBe(true);
  });

  it('are few where there is little room', () => {
    expect(ticks(HOUR, 60).length).toBeLessThanOrEqual(2);
    expect(ticks({ from: FROM, to: FROM + LONGEST }, 240).length).toBeLessThanOrEqual(3);
  });

  it('have seconds where minutes are not enough', () => {
    expect(ticks({ from: FROM, to: FROM + 10_000 }, 500)[0]?.text).toBe('21:00:00');
  });
});
