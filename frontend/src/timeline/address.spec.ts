import { describe, expect, it } from 'vitest';
import { askedOf, keepAddress, searchOf } from './address';
import { at, FROM, TO } from './fixture';

const HOUR = { from: FROM, to: TO };

describe('an address', () => {
  it('has the word of a range, or its times', () => {
    expect(searchOf('', { last: '1h', view: HOUR })).toBe('?last=1h');
    expect(new URLSearchParams(searchOf('', { last: null, view: HOUR })).get('from')).toBe(at(0));
  });

  it('keeps the filters and nothing else', () => {
    const search = searchOf('?workload=a%26b&from=x&pod=&odd=1', { last: '7d', view: HOUR });
    expect(search).toBe('?last=7d&workload=a%26b');
  });

  it('is read as the server understood it', () => {
    expect(askedOf({ last: '6h', from: at(0), to: at(3600) })).toEqual({ last: '6h', view: HOUR });
    expect(askedOf({ last: 'ever', from: at(0), to: at(3600) }).last).toBeNull();
  });
});

describe('keepAddress', () => {
  it('leads forms back to the view, and marks its range', () => {
    const page = document.createElement('main');
    page.innerHTML = `<input name="back" value="/timeline"><form class="filter"><input name="last" value="1h">
      <input name="from"><input name="to"></form><nav class="ranges"><a data-last="1h" aria-current="true"></a></nav>`;
    const value = (name: string) => page.querySelector<HTMLInputElement>(`[name=${name}]`)?.value;

    keepAddress(page, '/timeline', '?from=a', { last: null, view: HOUR });

    expect(value('back')).toBe('/timeline?from=a');
    expect([value('last'), value('from'), value('to')]).toEqual(['', at(0), at(3600)]);
    expect(page.querySelector('[aria-current]')).toBeNull();
    keepAddress(page, '/timeline', '?last=1h', { last: '1h', view: HOUR });
    expect([value('last'), value('from'), value('to')]).toEqual(['1h', '', '']);
    expect(page.querySelector('[aria-current]')).not.toBeNull();
  });
});
