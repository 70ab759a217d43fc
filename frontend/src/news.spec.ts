import { describe, expect, it } from 'vitest';
import { showsNewsAtOnce } from './news';

function page(html: string): HTMLElement {
  const root = document.createElement('main');
  root.innerHTML = html;
  return root;
}

describe('news', () => {
  it('is shown at once on a page that was empty', () => {
    const empty = page('<div id="news"><a href="/">3 new</a></div><div class="empty"></div>');
    expect(showsNewsAtOnce(empty)).toBe(true);
  });

  it('waits to be asked for where there are rows', () => {
    const full = page('<div id="news"><a href="/">3 new</a></div><table></table>');
    expect(showsNewsAtOnce(full)).toBe(false);
  });

  it('is none where nothing is new', () => {
    expect(showsNewsAtOnce(page('<div id="news"></div><div class="empty"></div>'))).toBe(false);
  });
});
