import { askedOf, keepAddress, searchOf } from './address';
import { type Say, wordsOf } from './facts';
import { Gestures, type Wish } from './gestures';
import { Inputs } from './inputs';
import { type Frame, timeAt, wholeHeight } from './layout';
import { type Model, modelOf } from './model';
import { Picture, type Shown } from './picture';
import { Pointing } from './pointing';
import { Source } from './source';
import { Stretch } from './stretch';
import { Teller } from './teller';
import { pan, proper, type View, zoom } from './view';
import type { Wire } from './wire';

const SETTLE = 250;
const OFTEN = 1000;
const RETRY = 5000;
const SELDOM = 15_000;
const NOTHING: Model = { from: 0, to: 0, rows: [], places: new Map(), gaps: [], experiments: [] };

/** The picture of the timeline page: it asks the server, draws, and does what hands and keys wish. */
export class Timeline {
  private readonly say: Say;
  private readonly stretch: Stretch;
  private readonly source: Source;
  private readonly picture: Picture;
  private readonly teller: Teller;
  private readonly pointing: Pointing;
  private readonly gestures = new Gestures();
  private model: Model = NOTHING;
  private brush: readonly [number, number] | null = null;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly section: HTMLElement,
    afterWords: () => void,
  ) {
    this.say = wordsOf(section);
    this.stretch = new Stretch(askedOf(section.dataset));
    this.teller = new Teller(section, this.say);
    this.source = new Source(
      (wire) => {
        this.take(wire);
      },
      () => {
        this.failed();
      },
      afterWords,
    );
    this.picture = new Picture(
      section,
      () => this.shown(),
      () => {
        this.teller.range(this.stretch.view, this.stretch.isLive);
      },
    );
    this.pointing = new Pointing(this.picture, this.stretch, this.teller, () => this.model);
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
        this.source.wordsSoon();
      }, Math.max(0, wait));
    }
  }

  private listen(): void {
    const inputs = new Inputs(this.picture.canvas, this.gestures, {
      wish: (wish, byFinger) => { this.obey(wish, byFinger); },
      scroll: (by) => this.scroll(by),
      gutter: () => this.picture.frame().gutter,
      last: (word) => this.moved(this.stretch.showLast(word)),
      away: () => { this.teller.hide(); },
      blur: () => { this.pointing.focus.leave(); this.picture.paint(); },
      live: () => { this.stretch.toggleLive(); this.moved(); },
      save: () => { this.picture.save(); },
    });
    inputs.listen(this.section, document.querySelector('.ranges'));
    setInterval(() => { this.tick(); }, OFTEN);
  }

  private obey(wish: Wish | null, byFinger = false): void {
    const frame = this.picture.frame();
    const { view } = this.stretch;
    switch (wish?.kind) {
      case 'zoom':
        this.show(zoom(view, wish.factor, wish.x === null ? this.stretch.anchor : timeAt(frame, wish.x)));
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
        this.pointing.at(frame, wish.x, wish.y);
        break;
      case 'open':
        this.pointing.open(frame, wish.x, wish.y);
        break;
      case 'row':
        this.pointing.toRow(wish.step);
        break;
      case 'mark':
        this.toMark(wish.step);
        break;
      case 'enter':
        this.pointing.openFocused(frame);
        break;
      case 'reset':
        this.stretch.reset();
        this.moved();
        break;
      case 'leave':
        this.leave();
        break;
      case undefined:
        break;
    }
  }

  private leave(): void {
    this.pointing.focus.leave();
    this.brush = null;
    this.gestures.cancel();
    this.teller.hide();
    this.picture.paint();
  }

  private scroll(by: number): boolean {
    const { canvas, scroll } = this.picture;
    if (wholeHeight(this.model) <= canvas.clientHeight) {
      return false;
    }
    this.picture.scrollTo(scroll + by, this.model);
    this.picture.paint();
    return true;
  }

  private move(frame: Frame, dx: number, dy: number): void {
    this.teller.hide();
    this.picture.scrollTo(frame.scroll - dy, this.model);
    this.show(pan(frame.view, -dx / (frame.width - frame.gutter)));
  }

  private choose(frame: Frame, from: number, to: number, done: boolean): void {
    this.brush = done ? null : [from, to];
    if (done && Math.abs(to - from) > 6) {
      this.show(proper(timeAt(frame, Math.max(frame.gutter, from)), timeAt(frame, to)));
    }
    this.picture.paint();
  }

  private toMark(step: 1 | -1): void {
    const elsewhere = this.pointing.toMark(step);
    if (elsewhere) {
      this.show(elsewhere);
    }
    this.pointing.tellFocused();
  }

  private show(view: View): void {
    this.stretch.show(view);
    this.moved();
  }

  /** Draws what is looked at now, and lets the rest wait until nothing moves. */
  private moved(truly = true): boolean {
    if (truly) {
      this.picture.paint();
      clearTimeout(this.settling);
      this.settling = setTimeout(() => { this.settle(); }, SETTLE);
    }
    return truly;
  }

  /** Once nothing moves any more: the address, finer data, and the words. */
  private settle(): void {
    if (this.gestures.isHeld) {
      this.moved();
      return;
    }
    const { asked } = this.stretch;
    const search = searchOf(location.search, asked);
    history.replaceState(history.state, '', search);
    keepAddress(document, location.pathname, search, asked);
    this.ask();
    this.source.words();
  }

  /** Each second while the right edge is now. */
  private tick(): void {
    this.source.wordsThatWait();
    if (!this.stretch.isLive || this.gestures.isHeld || document.hidden) {
      return;
    }
    if (this.source.age > SELDOM) {
      this.beat();
    }
    const { width, gutter } = this.picture.frame();
    if (this.stretch.advance(width - gutter)) {
      this.picture.paint();
    }
  }

  private ask(): void {
    this.source.ask(this.stretch.view);
  }

  private take(wire: Wire): void {
    this.stretch.itIs(Date.parse(wire.now));
    const before = this.model;
    this.model = modelOf(wire);
    this.pointing.focus.follow(before, this.model);
    this.teller.status('');
    this.picture.paint();
    this.section.dataset.loaded = String(this.model.rows.length);
  }

  private failed(): void {
    this.teller.status(this.say('failed'));
    setTimeout(() => {
      this.beat();
    }, RETRY);
  }

  private shown(): Shown {
    return {
      view: this.stretch.view,
      model: this.model,
      now: this.stretch.now(),
      row: this.pointing.focus.row,
      at: this.pointing.focus.at,
      brush: this.brush,
      rolloutText: (revision) => this.say('rollout.short', revision),
    };
  }
}
