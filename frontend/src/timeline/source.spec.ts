import { describe, expect, it } from 'vitest';
import { FROM, TO } from './fixture';
import { around } from './source';
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
