import { describe, expect, it } from 'vitest';
import { FRAME, FROM, lane, restart, TO, wire } from './fixture';
import { AXIS, clampScroll, clusters, gutterOf, ROW, rowAt, shorten, timeAt, visibleRows, xOf } from './layout';
import { type Lane, modelOf } from './model';

function laneWith(...seconds: readonly number[]): Lane {
  const restarts = seconds.map((second) => restart(second));
  const made = modelOf(wire([lane('web-1', { restarts })])).rows[0]?.lane;
  if (!made) {
    throw new Error('no lane');
  }
  return made;
}

const many = modelOf(
  wire(Array.from({ length: 100 }, (_, n) => lane('p', { workload: { kind: 'Job', name: `job-${n}` } }))),
);

describe('a frame', () => {
  it('has its times right of the names', () => {
    expect(xOf(FRAME, FROM)).toBe(200);
    expect(xOf(FRAME, TO)).toBe(3800);
    expect(timeAt(FRAME, 2000)).toBe((FROM + TO) / 2);
  });

  it('has rows below its axis', () => {
    expect(rowAt(FRAME, many, AXIS - 1)).toBe(-1);
    expect(rowAt(FRAME, many, AXIS)).toBe(0);
    expect(rowAt({ ...FRAME, scroll: ROW }, many, AXIS + ROW)).toBe(2);
    expect(rowAt(FRAME, many, AXIS + 100 * ROW)).toBe(-1);
  });

  it('shows only the rows that fit', () => {
    expect(visibleRows(FRAME, many)).toEqual([0, 16]);
    expect(visibleRows({ ...FRAME, scroll: 10 * ROW + 1 }, many)).toEqual([10, 26]);
  });

  it('scrolls no farther than there is something', () => {
    expect(clampScroll(-5, 400, many)).toBe(0);
    expect(clampScroll(1e6, 400, many)).toBe(AXIS + 100 * ROW + 4 - 400);
    expect(clampScroll(50, 1e6, many)).toBe(0);
  });

  it('gives names a part of the width', () => {
    expect([360, 1000, 3840].map(gutterOf)).toEqual([96, 240, 300]);
  });
});

describe('clusters', () => {
  it('are single marks where these have room', () => {
    expect(clusters(FRAME, laneWith(10, 30, 100)).map((one) => [one.x, one.count])).toEqual([
      [210, 1],
      [230, 1],
      [300, 1],
    ]);
  });

  it('put marks together that would lie on each other', () => {
    expect(clusters(FRAME, laneWith(10, 15, 20, 100)).map((one) => one.count)).toEqual([3, 1]);
  });

  it('are not wider than a mark with its number', () => {
    const lanes = laneWith(...Array.from({ length: 100 }, (_, n) => n * 10));
    expect(clusters(FRAME, lanes).map((one) => one.count)).toEqual(Array.from({ length: 25 }, () => 4));
  });

  it('leave a number its room', () => {
    expect(clusters(FRAME, laneWith(10, 12, 25, 50)).map((one) => one.count)).toEqual([3, 1]);
    expect(clusters(FRAME, laneWith(10, 25, 27)).map((one) => one.count)).toEqual([1, 2]);
  });

  it('leave out what cannot be seen', () => {
    const lanes = laneWith(-100, 10, 3599, 3700);
    expect(clusters(FRAME, lanes).map((one) => one.first)).toEqual([1, 2]);
  });

  it('are at most as many as fit, however many marks there are', () => {
    const lanes = laneWith(...Array.from({ length: 10_000 }, (_, n) => n * 0.36));
    const found = clusters({ ...FRAME, width: 1280 }, lanes);
    expect(found.length).toBeLessThan(1280 / 10);
    expect(found.reduce((sum, one) => sum + one.count, 0)).toBe(10_000);
  });

  it('look like most of them', () => {
    const restarts = [restart(1, { cause: 'oom' }), restart(2, { cause: 'crash' }), restart(3, { cause: 'crash' })];
    const made = modelOf(wire([lane('web-1', { restarts })])).rows[0]?.lane;
    expect(made && clusters(FRAME, made)[0]?.mark).toBe('bad');
  });
});

describe('shorten', () => {
  const fits = (most: number) => (text: string) => text.length <= most;

  it('leaves out the middle of what does not fit', () => {
    expect(shorten('hello-sinatra-64cff-77mp9', fits(100))).toBe('hello-sinatra-64cff-77mp9');
    expect(shorten('hello-sinatra-64cff-77mp9', fits(11))).toBe('hello…77mp9');
    expect(shorten('hello', fits(0))).toBe('…');
  });
});
