import { describe, expect, it } from 'vitest';
import { draw } from './draw';
import { at, FRAME, lane, replacement, restart, rollout, TO, wire } from './fixture';
import { clusters, type Frame, visibleRows } from './layout';
import { modelOf } from './model';
import type { Scene } from './scene';
import type { Wire, WireLane } from './wire';

/** A canvas that only counts. */
function counting(): { context: CanvasRenderingContext2D; calls: Map<string, number>; texts: string[] } {
  const calls = new Map<string, number>();
  const texts: string[] = [];
  const context = new Proxy(
    {},
    {
      get: (target, name): unknown =>
        Reflect.get(target, name) ??
        ((...values: unknown[]) => {
          const key = String(name);
          calls.set(key, (calls.get(key) ?? 0) + 1);
          if (key === 'fillText') {
            texts.push(String(values[0]));
          }
          return { width: String(values[0]).length * 6 };
        }),
      set: (target, name, value) => Reflect.set(target, name, value),
    },
  ) as CanvasRenderingContext2D;
  return { context, calls, texts };
}

function scene(lanes: readonly WireLane[], frame: Frame = FRAME, more: Partial<Wire> = {}): Scene {
  return {
    model: modelOf(wire(lanes, more)),
    frame,
    theme: { colour: (name) => name, sans: 'sans', mono: 'mono' },
    glyphs: new Map([['kill', [{ path: {} as Path2D, stroke: null }]]]),
    now: TO,
    row: -1,
    at: null,
    brush: null,
    rolloutText: (revision) => `rollout ${revision}`,
  };
}

function lanes(number: number, restarts: number): WireLane[] {
  return Array.from({ length: number }, (_, n) =>
    lane(`web-${n}`, {
      workload: { kind: 'Deployment', name: `web-${n}` },
      restarts: Array.from({ length: restarts }, (_, i) => restart((i * 3600) / restarts)),
    }),
  );
}

describe('draw', () => {
  it('draws the mark of each restart once', () => {
    const { context, calls } = counting();
    draw(context, scene(lanes(1, 20)));
    expect(calls.get('arc')).toBe(20);
  });

  it('writes names of rows that can be seen, and of no others', () => {
    const { context, texts } = counting();
    const many = scene(lanes(500, 0));
    draw(context, many);
    const [first, end] = visibleRows(many.frame, many.model);
    expect(texts.filter((text) => text.startsWith('web-'))).toHaveLength(end - first);
  });

  it('draws of ten thousand restarts no more than there is room for', () => {
    const { context, calls } = counting();
    const dense = scene(lanes(500, 20), { ...FRAME, width: 1280, height: 700 });
    const [first, end] = visibleRows(dense.frame, dense.model);
    draw(context, dense);
    const room = (end - first) * (1280 / 10);
    expect(calls.get('arc')).toBeLessThan(room);
  });

  it('tells apart sums by their number', () => {
    const sums = [{ from: at(0), to: at(60), cause: 'oom', count: 1234 }];
    const { context, texts } = counting();
    draw(context, scene([lane('web-1', { sums })]));
    expect(texts).toContain('1234');
  });

  it('writes a rollout beside its mark, unless another mark is there', () => {
    const pods = [lane('web-1'), lane('web-2')];
    const alone = counting();
    draw(alone.context, scene(pods, FRAME, { rollouts: [rollout(600)] }));
    expect(alone.texts).toContain('rollout 7d9f');
    const crowded = counting();
    draw(crowded.context, scene(pods, FRAME, { rollouts: [rollout(600), rollout(630), rollout(660)] }));
    expect(crowded.texts.filter((text) => text.endsWith('7d9f'))).toEqual(['rollout 7d9f', 'rollout 7d9f']);
  });

  it('writes a rollout of a workload that has only one container too', () => {
    const { context, texts } = counting();
    draw(context, scene([lane('web-1')], FRAME, { rollouts: [rollout(600)] }));
    expect(texts).toContain('rollout 7d9f');
  });

  it('writes a rollout left of its mark near the edge, and only the revision where there is little room', () => {
    const pods = [lane('web-1'), lane('web-2')];
    const edge = counting();
    draw(edge.context, scene(pods, FRAME, { rollouts: [rollout(3590)] }));
    expect(edge.texts).toContain('rollout 7d9f');
    const narrow = counting();
    draw(narrow.context, scene(pods, FRAME, { rollouts: [rollout(600), rollout(660), rollout(720)] }));
    expect(narrow.texts.filter((text) => text.endsWith('7d9f'))).toEqual(['7d9f', '7d9f', 'rollout 7d9f']);
  });

  it('writes the newest time of the axis, however near it is to the edge', () => {
    const { context, texts } = counting();
    draw(context, scene([lane('web-1')], { ...FRAME, width: 800 }));
    expect(texts).toContain('22:00');
  });

  it('lets the mark of a rollout stand for the replacements that it begins with', () => {
    const { context, calls } = counting();
    const replacements = [replacement(600, 'rollout'), replacement(1200, 'rollout'), replacement(600, 'evicted')];
    draw(context, scene([lane('web-1'), lane('web-2')], FRAME, { rollouts: [rollout(600)], replacements }));
    expect(calls.get('arc')).toBe(3);
  });

  it('finds its way through ten thousand restarts in a few milliseconds', () => {
    const dense = scene(lanes(10, 1000), { ...FRAME, width: 1280, height: 700 });
    const millis: number[] = [];
    for (let i = 0; i < 50; i++) {
      const begun = performance.now();
      const { context } = counting();
      draw(context, dense);
      millis.push(performance.now() - begun);
    }
    millis.sort((one, other) => one - other);
    const found = dense.model.rows.flatMap((row) => (row.lane ? clusters(dense.frame, row.lane) : []));
    console.info(
      `10,000 restarts in ${found.length} marks: median ${millis[25]?.toFixed(1) ?? ''} ms, worst ${millis[49]?.toFixed(1) ?? ''} ms without the canvas itself`,
    );
    expect(millis[25]).toBeLessThan(100);
  });
});
