import { hrefOf } from './facts';
import { Focus } from './focus';
import { type Hit, hitAt } from './hit';
import { AXIS, type Frame } from './layout';
import type { Model } from './model';
import type { Picture } from './picture';
import type { Stretch } from './stretch';
import type { Teller } from './teller';
import type { View } from './view';

/** What a pointer or the keyboard is on: told beside it, and opened where it has a page. */
export class Pointing {
  readonly focus = new Focus();

  constructor(
    private readonly picture: Picture,
    private readonly stretch: Stretch,
    private readonly teller: Teller,
    private readonly model: () => Model,
  ) {}

  at(frame: Frame, x: number, y: number): void {
    const now = this.stretch.now();
    const hit = hitAt(frame, this.model(), x, y, now);
    this.picture.canvas.style.cursor =
      hit && hrefOf(hit) !== null ? 'pointer' : y < AXIS && x > frame.gutter ? 'crosshair' : 'default';
    if (hit) {
      this.teller.show(hit, x, y, now);
    } else {
      this.teller.hide();
    }
  }

  open(frame: Frame, x: number, y: number): void {
    go(hitAt(frame, this.model(), x, y, this.stretch.now()));
  }

  openFocused(frame: Frame): void {
    go(this.focus.hit(frame, this.model()));
  }

  toRow(step: 1 | -1): void {
    const { canvas, scroll } = this.picture;
    this.focus.toRow(this.model(), step);
    this.picture.scroll = this.focus.scrolled(scroll, canvas.clientHeight);
    this.tellFocused();
  }

  /** Where it is to be looked at for that, if that is elsewhere. */
  toMark(step: 1 | -1): View | null {
    const { view } = this.stretch;
    this.focus.toMark(this.model(), view, step);
    const { at } = this.focus;
    if (at === null || (at >= view.from && at <= view.to)) {
      return null;
    }
    const half = (view.to - view.from) / 2;
    return { from: at - half, to: at + half };
  }

  tellFocused(): void {
    const frame = this.picture.frame();
    const hit = this.focus.hit(frame, this.model());
    if (hit) {
      const now = this.stretch.now();
      const { x, y } = this.focus.place(frame);
      this.teller.show(hit, x, y, now);
      this.teller.speak(hit, now);
    }
    this.picture.paint();
  }
}

function go(hit: Hit | null): void {
  const href = hit && hrefOf(hit);
  if (href !== null) {
    location.assign(href);
  }
}
