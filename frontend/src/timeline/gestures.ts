import { AXIS } from './layout';

/** What hands and keys ask of the picture; places are on the canvas. */
export type Wish =
  | { readonly kind: 'zoom'; readonly factor: number; readonly x: number | null }
  | { readonly kind: 'move'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'step'; readonly share: number }
  | { readonly kind: 'brush'; readonly from: number; readonly to: number; readonly done: boolean }
  | { readonly kind: 'point'; readonly x: number; readonly y: number }
  | { readonly kind: 'open'; readonly x: number; readonly y: number }
  | { readonly kind: 'row'; readonly step: 1 | -1 }
  | { readonly kind: 'mark'; readonly step: 1 | -1 }
  | { readonly kind: 'enter' | 'reset' | 'leave' };

/** A finger or a mouse, on the canvas. */
export interface Touch {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly shift: boolean;
}

const CLICK = 4;
const WHEEL = 0.0016;
const KEY_ZOOM = 0.5;
const KEY_STEP = 0.2;

/** Makes wishes of pointers: one drags or chooses a range, two pinch. */
export class Gestures {
  private readonly down = new Map<number, Touch>();
  private begin: Touch | null = null;
  private brushing = false;
  private moved = false;

  press(touch: Touch): Wish | null {
    this.down.set(touch.id, touch);
    this.moved = this.down.size > 1;
    this.begin = touch;
    this.brushing = this.down.size === 1 && (touch.y < AXIS || touch.shift);
    return null;
  }

  move(touch: Touch): Wish | null {
    const before = this.down.get(touch.id);
    if (!before || !this.begin) {
      return { kind: 'point', x: touch.x, y: touch.y };
    }
    if (this.down.size > 1) {
      return this.pinch(before, touch);
    }
    this.moved ||= Math.hypot(touch.x - this.begin.x, touch.y - this.begin.y) > CLICK;
    if (!this.moved) {
      return null;
    }
    this.down.set(touch.id, touch);
    return this.brushing
      ? { kind: 'brush', from: this.begin.x, to: touch.x, done: false }
      : { kind: 'move', dx: touch.x - before.x, dy: touch.y - before.y };
  }

  release(touch: Touch): Wish | null {
    const was = this.down.delete(touch.id);
    const begin = this.begin;
    if (!was || !begin || this.down.size > 0) {
      return null;
    }
    this.begin = null;
    if (!this.moved) {
      return { kind: 'open', x: touch.x, y: touch.y };
    }
    return this.brushing ? { kind: 'brush', from: begin.x, to: touch.x, done: true } : null;
  }

  cancel(): void {
    this.down.clear();
    this.begin = null;
    this.brushing = false;
  }

  get isHeld(): boolean {
    return this.down.size > 0;
  }

  private pinch(before: Touch, now: Touch): Wish | null {
    const other = [...this.down.values()].find((touch) => touch.id !== now.id);
    this.down.set(now.id, now);
    if (!other) {
      return null;
    }
    const distance = Math.max(1, Math.abs(now.x - other.x));
    const factor = Math.max(1, Math.abs(before.x - other.x)) / distance;
    return { kind: 'zoom', factor, x: (now.x + other.x) / 2 };
  }
}

/** A wheel zooms where it points; sideways, or with Shift, it moves. */
export function wheelWish(event: {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly shift: boolean;
  readonly x: number;
}): Wish {
  const sideways = event.shift ? event.deltaX || event.deltaY : event.deltaX;
  return event.shift || Math.abs(event.deltaX) > Math.abs(event.deltaY)
    ? { kind: 'move', dx: -sideways, dy: 0 }
    : { kind: 'zoom', factor: Math.exp(event.deltaY * WHEEL), x: event.x };
}

export function keyWish(key: string, shift: boolean): Wish | null {
  switch (key) {
    case '+':
    case '=':
      return { kind: 'zoom', factor: KEY_ZOOM, x: null };
    case '-':
    case '_':
      return { kind: 'zoom', factor: 1 / KEY_ZOOM, x: null };
    case '0':
      return { kind: 'reset' };
    case 'ArrowLeft':
      return shift ? { kind: 'mark', step: -1 } : { kind: 'step', share: -KEY_STEP };
    case 'ArrowRight':
      return shift ? { kind: 'mark', step: 1 } : { kind: 'step', share: KEY_STEP };
    case 'ArrowUp':
      return { kind: 'row', step: -1 };
    case 'ArrowDown':
      return { kind: 'row', step: 1 };
    case 'Enter':
      return { kind: 'enter' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return null;
  }
}
