import { describe, expect, it } from 'vitest';
import { placeOf, showTip } from './tip';

describe('a tip', () => {
  it('is beside its point, and never beyond the edges', () => {
    expect(placeOf(100, 50, 500)).toBe(114);
    expect(placeOf(480, 50, 500)).toBe(416);
    expect(placeOf(20, 490, 500)).toBe(0);
  });

  it('shows what others wrote as text', () => {
    const tip = document.createElement('div');
    tip.hidden = true;
    showTip(tip, ['<b>name</b>', '<script>alert(1)</script>'], 0, 0);
    expect(tip.hidden).toBe(false);
    expect(tip.querySelector('b, script')).toBeNull();
    expect(tip.querySelector('strong')?.textContent).toBe('<b>name</b>');
  });
});
