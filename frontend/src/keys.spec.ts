import { describe, expect, it } from 'vitest';
import { isTyping, Keys, type Press } from './keys';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  shift: false,
  modified: false,
  typing: false,
  asked: false,
  ...more,
});

describe('Keys', () => {
  it.each([
    ['/', 'search'],
    ['j', 'next'],
    ['k', 'previous'],
    ['i', 'inject'],
    ['?', 'help'],
  ])('%s asks for %s', (key, kind) => {
    expect(new Keys().read(press(key), 0)).toEqual({ kind });
  });

  it('goes to a page by g and its letter', () => {
    const keys = new Keys();
    expect(keys.read(press('g'), 0)).toBeNull();
    expect(keys.read(press('t'), 100)).toEqual({ kind: 'go', page: 'timeline' });
    keys.read(press('g'), 200);
    expect(keys.read(press('r'), 300)).toEqual({ kind: 'go', page: 'restarts' });
    keys.read(press('g'), 400);
    expect(keys.read(press('l'), 500)).toEqual({ kind: 'go', page: 'liveness' });
  });

  it('forgets g after a moment, and after a letter that means nothing', () => {
    const keys = new Keys();
    keys.read(press('g'), 0);
    expect(keys.read(press('p'), 2000)).toBeNull();
    keys.read(press('g'), 3000);
    expect(keys.read(press('x'), 3100)).toBeNull();
    expect(keys.read(press('p'), 3200)).toBeNull();
  });

  it('halts by Shift+H only', () => {
    expect(new Keys().read(press('H', { shift: true }), 0)).toEqual({ kind: 'halt' });
    expect(new Keys().read(press('h'), 0)).toBeNull();
  });

  it('halts in the middle of anything but typing', () => {
    const keys = new Keys();
    expect(keys.read(press('H', { shift: true, asked: true }), 0)).toEqual({ kind: 'halt' });
    keys.read(press('g'), 0);
    expect(keys.read(press('H', { shift: true }), 100)).toEqual({ kind: 'halt' });
    expect(keys.read(press('H', { shift: true, typing: true }), 0)).toBeNull();
  });

  it('leaves a dialog its keys', () => {
    expect(new Keys().read(press('j', { asked: true }), 0)).toBeNull();
  });

  it('leaves typing and the browser alone', () => {
    expect(new Keys().read(press('j', { typing: true }), 0)).toBeNull();
    expect(new Keys().read(press('k', { modified: true }), 0)).toBeNull();
  });
});

describe('isTyping', () => {
  it('is about fields', () => {
    expect(isTyping(document.createElement('input'))).toBe(true);
    expect(isTyping(document.createElement('button'))).toBe(false);
    expect(isTyping(null)).toBe(false);
  });
});
