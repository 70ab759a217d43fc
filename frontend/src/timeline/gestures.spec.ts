import { describe, expect, it } from 'vitest';
import { Gestures, keyWish, wheelWish } from './gestures';

const touch = (x: number, y = 100, more: { id?: number; shift?: boolean } = {}) => ({
  id: 1,
  shift: false,
  x,
  y,
  ...more,
});

describe('a pointer', () => {
  it('points while nothing is pressed', () => {
    expect(new Gestures().move(touch(5))).toEqual({ kind: 'point', x: 5, y: 100 });
  });

  it('opens what it presses and lets go without moving', () => {
    const hands = new Gestures();
    hands.press(touch(50));
    expect(hands.move(touch(52))).toBeNull();
    expect(hands.release(touch(52))).toEqual({ kind: 'open', x: 52, y: 100 });
  });

  it('drags from where it was last', () => {
    const hands = new Gestures();
    hands.press(touch(50));
    expect(hands.move(touch(60))).toEqual({ kind: 'move', dx: 10, dy: 0 });
    expect(hands.move(touch(65, 90))).toEqual({ kind: 'move', dx: 5, dy: -10 });
    expect(hands.release(touch(65, 90))).toBeNull();
    expect(hands.isHeld).toBe(false);
  });

  it.each([
    ['on the axis', touch(50, 10)],
    ['with Shift', touch(50, 100, { shift: true })],
  ])('chooses a range %s', (_, begin) => {
    const hands = new Gestures();
    hands.press(begin);
    expect(hands.move({ ...begin, x: 90 })).toEqual({ kind: 'brush', from: 50, to: 90, done: false });
    expect(hands.release({ ...begin, x: 80 })).toEqual({ kind: 'brush', from: 50, to: 80, done: true });
  });

  it('of two pinches, and opens nothing', () => {
    const hands = new Gestures();
    hands.press(touch(100, 100, { id: 1 }));
    hands.press(touch(200, 100, { id: 2 }));
    expect(hands.move(touch(300, 100, { id: 2 }))).toEqual({ kind: 'zoom', factor: 0.5, x: 200 });
    expect(hands.release(touch(300, 100, { id: 2 }))).toBeNull();
    expect(hands.release(touch(100, 100, { id: 1 }))).toBeNull();
  });

  it('that the browser takes away has wished nothing', () => {
    const hands = new Gestures();
    hands.press(touch(50));
    hands.cancel();
    expect(hands.release(touch(50))).toBeNull();
  });
});

describe('a wheel', () => {
  it('zooms where it points', () => {
    const wish = wheelWish({ deltaX: 0, deltaY: -100, shift: false, x: 70 });
    expect(wish).toMatchObject({ kind: 'zoom', x: 70 });
    expect(wish.kind === 'zoom' && wish.factor).toBeLessThan(1);
  });

  it('moves sideways, and with Shift', () => {
    expect(wheelWish({ deltaX: 30, deltaY: 2, shift: false, x: 0 })).toEqual({ kind: 'move', dx: -30, dy: 0 });
    expect(wheelWish({ deltaX: 0, deltaY: 30, shift: true, x: 0 })).toEqual({ kind: 'move', dx: -30, dy: 0 });
  });
});

describe('a key', () => {
  it.each([
    ['+', false, { kind: 'zoom', factor: 0.5, x: null }],
    ['-', false, { kind: 'zoom', factor: 2, x: null }],
    ['0', false, { kind: 'reset' }],
    ['ArrowLeft', false, { kind: 'step', share: -0.2 }],
    ['ArrowRight', true, { kind: 'mark', step: 1 }],
    ['ArrowDown', false, { kind: 'row', step: 1 }],
    ['Enter', false, { kind: 'enter' }],
    ['j', false, null],
  ] as const)('%s (Shift: %s)', (key, shift, wish) => {
    expect(keyWish(key, shift)).toEqual(wish);
  });
});
