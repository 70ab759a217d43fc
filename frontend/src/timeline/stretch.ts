import type { Asked } from './address';
import { lengthOf, upTo, type View } from './view';

const EDGE = 1000;

/** Which stretch of time is looked at, and whether its right edge is now. */
export class Stretch {
  private current: Asked;
  private live: boolean;
  /** By how much the server's clock is ahead of ours. */
  private ahead: number;

  constructor(
    private readonly first: Asked,
    private readonly clock: () => number = Date.now,
  ) {
    this.current = first;
    this.live = first.last !== null;
    this.ahead = this.live ? first.view.to - clock() : 0;
  }

  get asked(): Asked {
    return this.current;
  }

  get view(): View {
    return this.current.view;
  }

  get isLive(): boolean {
    return this.live;
  }

  /** What stays in place where nothing is pointed at: the live edge, else the middle. */
  get anchor(): number {
    const { from, to } = this.view;
    return this.live ? to : (from + to) / 2;
  }

  now(): number {
    return this.clock() + this.ahead;
  }

  /** So late it is by the server's clock. */
  itIs(now: number): void {
    this.ahead = now - this.clock();
  }

  /** Nothing after now; whose right edge is there is live, unless that is said. */
  show(view: View, last: string | null = null, live?: boolean): void {
    const now = this.now();
    const seen = upTo(view, now);
    this.live = live === undefined ? view.to >= now : live && now - seen.to < EDGE;
    this.current = { last, view: seen };
  }

  /** The last so long, by its word; false where it is none. */
  showLast(word: string): boolean {
    const length = lengthOf(word);
    if (length !== null) {
      const now = this.now();
      this.show({ from: now - length, to: now }, word, true);
    }
    return length !== null;
  }

  /** To now, from where it goes on or stays. */
  toggleLive(): void {
    const { from, to } = this.view;
    const now = this.now();
    this.show({ from: now - (to - from), to: now }, null, !this.live);
  }

  /** As the page was asked for. */
  reset(): void {
    if (this.first.last === null || !this.showLast(this.first.last)) {
      this.show(this.first.view, null, true);
    }
  }

  /** Goes on with the time, where that is a pixel of so many or more: on a long range a second is less. */
  advance(pixels: number): boolean {
    const { from, to } = this.view;
    const now = this.now();
    const far = this.live && now - to >= (to - from) / pixels;
    if (far) {
      this.current = { last: this.current.last, view: { from: from + now - to, to: now } };
    }
    return far;
  }
}
