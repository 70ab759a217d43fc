import { beforeEach, describe, expect, it } from 'vitest';
import { changed, glow, moveChoice, moved, versions } from './rows';

describe('changed', () => {
  it('names rows that say something else, not new or equal ones', () => {
    const before = new Map([['a', '1'], ['b', '1'], ['c', '1']]);
    const after = new Map([['a', '1'], ['b', '2'], ['d', '1']]);
    expect(changed(before, after)).toEqual(['b']);
  });
});

describe('moved', () => {
  it('stops at both ends', () => {
    expect(moved(-1, 1, 3)).toBe(0);
    expect(moved(0, -1, 3)).toBe(0);
    expect(moved(2, 1, 3)).toBe(2);
    expect(moved(1, 1, 3)).toBe(2);
    expect(moved(0, 1, 0)).toBe(-1);
  });
});

describe('rows on a page', () => {
  beforeEach(() => {
    document.body.innerHTML =
      '<table><tbody><tr id="r1" data-v="x" data-row><td><a href="/1">1</a></td></tr>' +
      '<tr id="r2" data-v="y" data-row><td><a href="/2">2</a></td></tr></tbody></table>';
  });

  it('are read with what they say', () => {
    expect([...versions(document)]).toEqual([['r1', 'x'], ['r2', 'y']]);
  });

  it('glow until the animation ends', () => {
    glow(['r2', 'gone']);
    const row = document.getElementById('r2');
    expect(row?.classList.contains('glow')).toBe(true);
    row?.dispatchEvent(new Event('animationend'));
    expect(row?.classList.contains('glow')).toBe(false);
  });

  it('are chosen one at a time', () => {
    moveChoice(1);
    moveChoice(1);
    expect(document.querySelectorAll('[aria-selected]').length).toBe(1);
    expect(document.activeElement?.getAttribute('href')).toBe('/2');
  });
});
