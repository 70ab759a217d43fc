import { beforeEach, describe, expect, it } from 'vitest';
import { lockUntyped } from './typed';

function field(): HTMLInputElement {
  const found = document.querySelector('input');
  if (!found) {
    throw new Error('the page of this test has a field');
  }
  return found;
}

function button(): HTMLButtonElement {
  const found = document.querySelector<HTMLButtonElement>('button[value=yes]');
  if (!found) {
    throw new Error('the page of this test has a button');
  }
  return found;
}

function type(text: string): void {
  field().value = text;
  lockUntyped(document);
}

describe('lockUntyped', () => {
  beforeEach(() => {
    document.body.innerHTML =
      '<form><input data-types="web.*"><button value="no">no</button><button value="yes">yes</button></form>';
    lockUntyped(document);
  });

  it('keeps the button out of reach until the name is typed', () => {
    expect(button().disabled).toBe(true);
    type('we');
    expect(button().disabled).toBe(true);
    type(' web.* ');
    expect(button().disabled).toBe(false);
  });

  it('takes the name for what it is, not for a pattern', () => {
    type('web-shop');
    expect(button().disabled).toBe(true);
  });

  it('locks again when the name is no longer there', () => {
    type('web.*');
    type('');
    expect(button().disabled).toBe(true);
  });

  it('leaves a button alone that waits for its answer', () => {
    button().dataset.idle = 'Delete';
    type('web.*');
    expect(button().disabled).toBe(true);
  });

  it('leaves forms alone that overrule nothing', () => {
    document.body.innerHTML = '<form><button value="yes">yes</button></form>';
    lockUntyped(document);
    expect(button().disabled).toBe(false);
  });
});
