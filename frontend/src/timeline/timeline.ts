import { local } from '../times';
import { type Asked, askedOf, keepAddress, searchOf } from './address';
import { canvasIn, drawOn, find, fit, savePicture } from './canvas';
import { draw } from './draw';
import { factsOf, hrefOf, type Say, wordsOf } from './facts';
import { Focus } from './focus';
import { Gestures, keyWish, type Touch, wheelWish, type Wish } from './gestures';
import { type Glyphs, glyphsOf } from './glyphs';
import { type Hit, hitAt } from './hit';
import { AXIS, clampScroll, type Frame, gutterOf, timeAt, wholeHeight } from './layout';
import { type Model, modelOf } from './model';
import { type Theme, themeOf } from './theme';
import { lengthOf, pan, proper, upTo, type View, zoom } from './view';
import type { Scene } from './scene';
import { Source } from './source';
import { showTip } from './tip';
import type { Wire } from './wire';

const SETTLE = 250;
const OFTEN = 1000;
const RETRY = 5000;
const SELDOM = 15_000;
const LOWEST = 120;
const HIGHEST_SHARE = 0.66;
const NOTHING: Model = { from: 0, to: 0, rows: [], places: new Map(), gaps: [], experiments: [] };

/** The picture of the timeline page: it asks the server, draws, and does what hands and keys wish. */
export class Timeline {
  private readonly canvas: HTMLCanvasElement;
  private readonly plot: HTMLElement;
  private readonly tip: HTMLElement;
  private readonly say: Say;
  private readonly gestures = new Gestures();
  private readonly glyphs: Glyphs;
  private readonly language = document.documentElement.lang || 'en';
  private readonly first: Asked;
  private theme: Theme;
  private asked: Asked;
  private follows: boolean;
  private model: Model = NOTHING;
  private scroll = 0;
  private readonly focus = new Focus();
  private brush: readonly [number, number] | null = null;
  private drawing = false;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private readonly source: Source;
  /** By how much the server's clock is ahead of ours. */
  private ahead: number;
  private scrolledAt = -Infinity;

  constructor(
    private readonly section: HTMLElement,
    afterWords: () => void,
  ) {
    this.source = new Source(
      (wire) => {
        this.take(wire);
      },
      () => {
        this.status(this.say('failed'));
        setTimeout(() => {
          this.beat();
        }, RETRY);
      },
      afterWords,
    );
    this.canvas = canvasIn(section);
    this.plot = find(section, '.timeline-plot');
    this.tip = find(section, '.timeline-tip');
    this.say = wordsOf(section);
    this.glyphs = glyphsOf(document);
    this.first = askedOf(section.dataset);
    this.asked = this.first;
    this.follows = this.first.last !== null;
    this.ahead = this.follows ? this.first.view.to - Date.now() : 0;
    section.hidden = false;
    this.theme = themeOf(section);
    this.listen();
    this.ask();
  }

  /** Something that may be shown has changed. */
  beat(): void {
    const wait = OFTEN - this.source.age;
    if (this.again === undefined && !document.hidden) {
      this.again = setTimeout(() => {
        this.again = undefined;
        this.ask();
        this.source.words();
      }, Math.max(0, wait));
    }
  }

  private listen(): void {
    const { canvas } = this;
    new ResizeObserver(() => {
      this.paint();
    }).observe(this.plot);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.theme = themeOf(this.section);
      this.paint();
    });
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button === 0) {
        canvas.setPointerCapture(event.pointerId);
        this.gestures.press(this.touch(event));
      }
    });
    canvas.addEventListener('pointermove', (event) => {
      this.obey(this.gestures.move(this.touch(event)), event.pointerType === 'touch');
    });
    canvas.addEventListener('pointerup', (event) => {
      this.obey(this.gestures.release(this.touch(event)));
    });
    canvas.addEventListener('pointercancel', () => {
      this.gestures.cancel();
    });
    canvas.addEventListener('pointerleave', () => {
      this.hideTip();
    });
    canvas.addEventListener('wheel', (event) => { this.wheel(event); }, { passive: false });
    addEventListener('scroll', () => { this.scrolledAt = performance.now(); }, { passive: true });
    canvas.addEventListener('keydown', (event) => {
      const wish = event.ctrlKey || event.metaKey || event.altKey ? null : keyWish(event.key, event.shiftKey);
      if (wish) {
        event.preventDefault();
        event.stopPropagation();
        this.obey(wish);
      }
    });
    canvas.addEventListener('blur', () => {
      this.focus.leave();
      this.paint();
    });
    this.section.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-timeline]') : null;
      this.press(button?.dataset.timeline);
    });
    document.querySelector('.ranges')?.addEventListener('click', (event) => { this.chooseRange(event); });
    setInterval(() => { this.tick(); }, OFTEN);
  }

  private press(button: string | undefined): void {
    switch (button) {
      case 'in':
        this.obey({ kind: 'zoom', factor: 0.5, x: null });
        break;
      case 'out':
        this.obey({ kind: 'zoom', factor: 2, x: null });
        break;
      case 'reset':
        this.obey({ kind: 'reset' });
        break;
      case 'live':
        this.show(upToNow(this.asked.view, this.now()), null, !this.follows);
        break;
      case 'png':
        this.save();
        break;
    }
  }

  private chooseRange(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-last]') : null;
    const last = link?.dataset.last;
    const length = last === undefined ? null : lengthOf(last);
    if (last !== undefined && length !== null && !(event as MouseEvent).ctrlKey && !(event as MouseEvent).metaKey) {
      event.preventDefault();
      const now = this.now();
      this.show({ from: now - length, to: now }, last, true);
    }
  }

  private wheel(event: WheelEvent): void {
    const { x } = this.touch(event);
    const highest = wholeHeight(this.model) - this.canvas.clientHeight;
    if (x < this.frame().gutter) {
      if (highest > 0) {
        event.preventDefault();
        this.scroll = clampScroll(this.scroll + event.deltaY, this.canvas.clientHeight, this.model);
        this.paint();
      }
      return;
    }
    // Who scrolls the page past the picture does not mean to zoom.
    if (performance.now() - this.scrolledAt > SETTLE) {
      event.preventDefault();
      this.obey(wheelWish({ deltaX: event.deltaX, deltaY: event.deltaY, shift: event.shiftKey, x }));
    }
  }

  private touch(event: MouseEvent): Touch {
    const box = this.canvas.getBoundingClientRect();
    const id = event instanceof PointerEvent ? event.pointerId : 0;
    return { id, x: event.clientX - box.left, y: event.clientY - box.top, shift: event.shiftKey };
  }

  private obey(wish: Wish | null, byFinger = false): void {
    const frame = this.frame();
    const { view } = this.asked;
    switch (wish?.kind) {
      case 'zoom':
        this.show(zoom(view, wish.factor, wish.x === null ? anchor(view, this.follows) : timeAt(frame, wish.x)));
        break;
      case 'step':
        this.show(pan(view, wish.share));
        break;
      case 'move':
        this.move(frame, wish.dx, byFinger ? 0 : wish.dy);
        break;
      case 'brush':
        this.choose(frame, wish.from, wish.to, wish.done);
        break;
      case 'point':
        this.point(frame, wish.x, wish.y);
        break;
      case 'open':
        this.open(hitAt(frame, this.model, wish.x, wish.y, this.now()));
        break;
      case 'row':
        this.toRow(wish.step);
        break;
      case 'mark':
        this.toMark(wish.step);
        break;
      case 'enter':
        this.open(this.focus.hit(this.frame(), this.model));
        break;
      case 'reset':
        this.show(this.first.last === null ? this.first.view : lastOf(this.first.last, this.now()), this.first.last, true);
        break;
      case 'leave':
        this.focus.leave();
        this.brush = null;
        this.gestures.cancel();
        this.hideTip();
        this.paint();
        break;
      case undefined:
        break;
    }
  }

  private move(frame: Frame, dx: number, dy: number): void {
    this.hideTip();
    this.scroll = clampScroll(this.scroll - dy, frame.height, this.model);
    this.show(pan(this.asked.view, -dx / (frame.width - frame.gutter)));
  }

  private choose(frame: Frame, from: number, to: number, done: boolean): void {
    this.brush = done ? null : [from, to];
    if (done && Math.abs(to - from) > 6) {
      this.show(proper(timeAt(frame, Math.max(frame.gutter, from)), timeAt(frame, to)));
    }
    this.paint();
  }

  private show(view: View, last: string | null = null, follows?: boolean): void {
    const now = this.now();
    const seen = upTo(view, now);
    this.follows = follows === undefined ? view.to >= now : follows && now - seen.to < OFTEN;
    this.asked = { last, view: seen };
    this.paint();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => { this.settle(); }, SETTLE);
  }

  /** Once nothing moves any more: the address, finer data, and the words. */
  private settle(): void {
    if (this.gestures.isHeld) {
      this.settling = setTimeout(() => { this.settle(); }, SETTLE);
      return;
    }
    const search = searchOf(location.search, this.asked);
    history.replaceState(history.state, '', search);
    keepAddress(document, location.pathname, search, this.asked);
    this.ask();
    this.source.words();
  }

  /** Each second while the right edge is now; on a long range a second is less than a pixel. */
  private tick(): void {
    this.source.wordsThatWait();
    if (!this.follows || this.gestures.isHeld || document.hidden) {
      return;
    }
    if (this.source.age > SELDOM) {
      this.beat();
    }
    const { view, last } = this.asked;
    const frame = this.frame();
    const now = this.now();
    if (now - view.to >= (view.to - view.from) / (frame.width - frame.gutter)) {
      this.asked = { last, view: { from: view.from + now - view.to, to: now } };
      this.paint();
    }
  }

  private ask(): void {
    this.source.ask(this.asked.view);
  }

  private now(): number {
    return Date.now() + this.ahead;
  }

  private take(wire: Wire): void {
    this.ahead = Date.parse(wire.now) - Date.now();
    const before = this.model;
    this.model = modelOf(wire);
    this.focus.follow(before, this.model);
    this.status('');
    this.paint();
    this.section.dataset.loaded = String(this.model.rows.length);
  }

  private frame(): Frame {
    const width = this.plot.clientWidth;
    return {
      width,
      height: this.canvas.clientHeight,
      gutter: gutterOf(width),
      scroll: this.scroll,
      view: this.asked.view,
    };
  }

  /** Draws at the next frame, however often it is asked until then. */
  private paint(): void {
    if (!this.drawing) {
      this.drawing = true;
      requestAnimationFrame(() => {
        this.drawing = false;
        this.drawNow();
      });
    }
  }

  private drawNow(): void {
    const highest = Math.max(LOWEST, Math.round(innerHeight * HIGHEST_SHARE));
    const height = Math.max(LOWEST, Math.min(wholeHeight(this.model), highest));
    this.scroll = clampScroll(this.scroll, height, this.model);
    const frame = { ...this.frame(), height };
    fit(this.canvas, frame.width, height);
    const begun = performance.now();
    drawOn(this.canvas, frame.width, (context) => {
      draw(context, this.scene(frame));
    });
    const millis = performance.now() - begun;
    this.canvas.dispatchEvent(new CustomEvent('timeline:drew', { bubbles: true, detail: millis }));
    const { from, to } = this.asked.view;
    find(this.section, '.timeline-range').textContent =
      `${local(new Date(from), this.language)} – ${local(new Date(to), this.language)}`;
    find(this.section, '[data-timeline=live]').setAttribute('aria-pressed', String(this.follows));
  }

  private scene(frame: Frame): Scene {
    return {
      model: this.model,
      frame,
      theme: this.theme,
      glyphs: this.glyphs,
      now: this.now(),
      row: this.focus.row,
      at: this.focus.at,
      brush: this.brush,
      rolloutText: (revision) => this.say('rollout.short', revision),
    };
  }

  private point(frame: Frame, x: number, y: number): void {
    const hit = hitAt(frame, this.model, x, y, this.now());
    this.canvas.style.cursor =
      hit && hrefOf(hit) !== null ? 'pointer' : y < AXIS && x > frame.gutter ? 'crosshair' : 'default';
    if (hit) {
      this.showTip(hit, x, y);
    } else {
      this.hideTip();
    }
  }

  private open(hit: Hit | null): void {
    const href = hit && hrefOf(hit);
    if (href !== null) {
      location.assign(href);
    }
  }

  private toRow(step: 1 | -1): void {
    this.focus.toRow(this.model, step);
    this.scroll = this.focus.scrolled(this.scroll, this.canvas.clientHeight);
    this.tellFocused();
  }

  private toMark(step: 1 | -1): void {
    const { view } = this.asked;
    this.focus.toMark(this.model, view, step);
    const { at } = this.focus;
    if (at !== null && (at < view.from || at > view.to)) {
      const half = (view.to - view.from) / 2;
      this.show({ from: at - half, to: at + half });
    }
    this.tellFocused();
  }

  private tellFocused(): void {
    const frame = this.frame();
    const hit = this.focus.hit(frame, this.model);
    if (hit) {
      const { x, y } = this.focus.place(frame);
      this.showTip(hit, x, y);
      this.status(factsOf(hit, this.say, this.language, this.now()).join('. '));
    }
    this.paint();
  }

  private showTip(hit: Hit, x: number, y: number): void {
    const facts = factsOf(hit, this.say, this.language, this.now());
    showTip(this.tip, facts, x, y);
  }

  private hideTip(): void {
    this.tip.hidden = true;
  }

  private status(text: string): void {
    find(this.section, '[role=status]').textContent = text;
  }

  /** All rows, not only those that fit the page. */
  private save(): void {
    const frame = { ...this.frame(), scroll: 0 };
    savePicture('okiagari-timeline.png', frame.width, wholeHeight(this.model), (context, height) => {
      draw(context, this.scene({ ...frame, height }));
    });
  }
}

function lastOf(word: string, now: number): View {
  return { from: now - (lengthOf(word) ?? 0), to: now };
}

function upToNow(view: View, now: number): View {
  return { from: now - (view.to - view.from), to: now };
}

/** What stays in place where nothing is pointed at: the live edge, else the middle. */
function anchor(view: View, follows: boolean): number {
  return follows ? view.to : (view.from + view.to) / 2;
}
