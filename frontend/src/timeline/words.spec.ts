import { describe, expect, it } from 'vitest';
import { isRead, takeWords } from './words';

function page(told: string): Document {
  const made = document.implementation.createHTMLDocument();
  made.body.innerHTML = `<div id="told">${told}</div><div id="as-table"><table><tr></tr></table></div>`;
  return made;
}

describe('the words of the page', () => {
  it('are taken from a new one', () => {
    const old = page('1 time');
    takeWords(page('2 times'), old);
    expect(old.getElementById('told')?.textContent).toBe('2 times');
  });

  it('stay where the new page has none, as on an error', () => {
    const old = page('1 time');
    takeWords(document.implementation.createHTMLDocument(), old);
    expect(old.getElementById('told')?.textContent).toBe('1 time');
  });

  it('are read where a row is chosen', () => {
    const old = page('');
    expect(isRead(old)).toBe(false);
    old.querySelector('tr')?.setAttribute('aria-selected', 'true');
    expect(isRead(old)).toBe(true);
  });
});
