import { type Gestures, keyWish, type Touch, wheelWish, type Wish } from './gestures';

const SETTLE = 250;

/** Who does what hands and keys ask for. */
export interface Hears {
  readonly wish: (wish: Wish | null, byFinger?: boolean) => void;
  /** A wheel over the names; false where there is nothing to scroll. */
  readonly scroll: (by: number) => boolean;
  /** How wide the names are. */
  readonly gutter: () => number;
  /** The last so long, by its word; false where it is none. */
  readonly last: (word: string) => boolean;
  readonly away: () => void;
  readonly blur: () => void;
  readonly live: () => void;
  readonly save: () => void;
}

/** Listens to pointers, wheel, keys and buttons of the picture. */
export class Inputs {
  private scrolledAt = -Infinity;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly gestures: Gestures,
    private readonly hears: Hears,
  ) {}

  listen(section: HTMLElement, ranges: Element | null): void {
    this.pointers();
    const { canvas, hears } = this;
    canvas.addEventListener('wheel', (event) => { this.wheel(event); }, { passive: false });
    addEventListener('scroll', () => { this.scrolledAt = performance.now(); }, { passive: true });
    canvas.addEventListener('keydown', (event) => {
      const wish = event.ctrlKey || event.metaKey || event.altKey ? null : keyWish(event.key, event.shiftKey);
      if (wish) {
        event.preventDefault();
        event.stopPropagation();
        hears.wish(wish);
      }
    });
    canvas.addEventListener('blur', hears.blur);
    section.addEventListener('click', (event) => { this.press(ancestor(event, '[data-timeline]')?.dataset.timeline); });
    ranges?.addEventListener('click', (event) => { this.chooseRange(event as MouseEvent); });
  }

  private pointers(): void {
    const { canvas, gestures, hears } = this;
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button === 0) {
        canvas.setPointerCapture(event.pointerId);
        gestures.press(this.touch(event));
      }
    });
    canvas.addEventListener('pointermove', (event) => {
      hears.wish(gestures.move(this.touch(event)), event.pointerType === 'touch');
    });
    canvas.addEventListener('pointerup', (event) => {
      hears.wish(gestures.release(this.touch(event)));
    });
    canvas.addEventListener('pointercancel', () => {
      gestures.cancel();
    });
    canvas.addEventListener('pointerleave', hears.away);
  }

  private press(button: string | undefined): void {
    switch (button) {
      case 'in':
        this.hears.wish({ kind: 'zoom', factor: 0.5, x: null });
        break;
      case 'out':
        this.hears.wish({ kind: 'zoom', factor: 2, x: null });
        break;
      case 'reset':
        this.hears.wish({ kind: 'reset' });
        break;
      case 'live':
        this.hears.live();
        break;
      case 'png':
        this.hears.save();
        break;
    }
  }

  /** Whoever wants it in another tab gets it from the server. */
  private chooseRange(event: MouseEvent): void {
    const word = ancestor(event, '[data-last]')?.dataset.last;
    if (word !== undefined && !event.ctrlKey && !event.metaKey && this.hears.last(word)) {
      event.preventDefault();
    }
  }

  private wheel(event: WheelEvent): void {
    const { x } = this.touch(event);
    if (x < this.hears.gutter()) {
      if (this.hears.scroll(event.deltaY)) {
        event.preventDefault();
      }
      return;
    }
    // Who scrolls the page past the picture does not mean to zoom.
    if (performance.now() - this.scrolledAt > SETTLE) {
      event.preventDefault();
      this.hears.wish(wheelWish({ deltaX: event.deltaX, deltaY: event.deltaY, shift: event.shiftKey, x }));
    }
  }

  private touch(event: MouseEvent): Touch {
    const box = this.canvas.getBoundingClientRect();
    const id = event instanceof PointerEvent ? event.pointerId : 0;
    return { id, x: event.clientX - box.left, y: event.clientY - box.top, shift: event.shiftKey };
  }
}

function ancestor(event: Event, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
}
