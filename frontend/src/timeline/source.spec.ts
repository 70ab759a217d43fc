import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FROM, TO } from './fixture';
import { around, Source } from './source';
import { LONGEST } from './view';

describe('around', () => {
  it('asks for a quarter more on each side', () => {
    const length = TO - FROM;
    expect(around({ from: FROM, to: TO })).toEqual({ from: FROM - length / 4, to: TO + length / 4 });
  });

  it('never asks for more than thirty days', () => {
    for (const share of [1, 0.9, 0.5]) {
      const asked = around({ from: TO - LONGEST * share, to: TO });
      expect(asked.to - asked.from).toBeLessThanOrEqual(LONGEST);
    }
  });
});

describe('the words', () => {
  let asked = 0;

  beforeEach(() => {
    asked = 0;
    vi.useFakeTimers();
    vi.stubGlobal('fetch', () => {
      asked++;
      return Promise.resolve(new Response('<html></html>'));
    });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const nothing = (): void => undefined;

  it('are not asked for as often as something happens', () => {
    const source = new Source(nothing, nothing, nothing);
    for (let second = 0; second < 20; second++) {
      source.wordsSoon();
      vi.advanceTimersByTime(1000);
      source.wordsThatWait();
    }
    expect(asked).toBe(5);
  });

  it('follow at once where something else is looked at', () => {
    const source = new Source(nothing, nothing, nothing);
    source.words();
    source.words();
    expect(asked).toBe(2);
  });
});
