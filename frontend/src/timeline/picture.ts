import { canvasIn, drawOn, find, fit, savePicture } from './canvas';
import { draw } from './draw';
import { type Glyphs, glyphsOf } from './glyphs';
import { clampScroll, type Frame, gutterOf, wholeHeight } from './layout';
import type { Model } from './model';
import type { Scene } from './scene';
import { type Theme, themeOf } from './theme';
import type { View } from './view';

const LOWEST = 120;
const HIGHEST_SHARE = 0.66;

/** What the picture shows at the moment. */
export type Shown = Omit<Scene, 'frame' | 'theme' | 'glyphs'> & { readonly view: View };

/** The canvas in its place on the page: as large as there is room, in the page's own colours and marks. */
export class Picture {
  readonly canvas: HTMLCanvasElement;
  scroll = 0;
  private readonly plot: HTMLElement;
  private readonly glyphs: Glyphs;
  private theme: Theme;
  private drawing = false;

  constructor(
    section: HTMLElement,
    private readonly shown: () => Shown,
    private readonly drew: () => void,
  ) {
    this.canvas = canvasIn(section);
    this.plot = find(section, '.timeline-plot');
    this.glyphs = glyphsOf(document);
    section.hidden = false;
    this.theme = themeOf(section);
    new ResizeObserver(() => {
      this.paint();
    }).observe(this.plot);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.theme = themeOf(section);
      this.paint();
    });
  }

  frame(): Frame {
    const width = this.plot.clientWidth;
    return {
      width,
      height: this.canvas.clientHeight,
      gutter: gutterOf(width),
      scroll: this.scroll,
      view: this.shown().view,
    };
  }

  /** As far as there are rows. */
  scrollTo(scroll: number, model: Model): void {
    this.scroll = clampScroll(scroll, this.canvas.clientHeight, model);
  }

  /** Draws at the next frame, however often it is asked until then. */
  paint(): void {
    if (!this.drawing) {
      this.drawing = true;
      requestAnimationFrame(() => {
        this.drawing = false;
        this.drawNow();
        this.drew();
      });
    }
  }

  /** All rows, not only those that fit the page. */
  save(): void {
    const frame = { ...this.frame(), scroll: 0 };
    savePicture('okiagari-timeline.png', frame.width, wholeHeight(this.shown().model), (context, height) => {
      draw(context, this.scene({ ...frame, height }));
    });
  }

  private drawNow(): void {
    const { model } = this.shown();
    const highest = Math.max(LOWEST, Math.round(innerHeight * HIGHEST_SHARE));
    const height = Math.max(LOWEST, Math.min(wholeHeight(model), highest));
    this.scroll = clampScroll(this.scroll, height, model);
    const frame = { ...this.frame(), height };
    fit(this.canvas, frame.width, height);
    const begun = performance.now();
    drawOn(this.canvas, frame.width, (context) => {
      draw(context, this.scene(frame));
    });
    const millis = performance.now() - begun;
    this.canvas.dispatchEvent(new CustomEvent('timeline:drew', { bubbles: true, detail: millis }));
  }

  private scene(frame: Frame): Scene {
    return { ...this.shown(), frame, theme: this.theme, glyphs: this.glyphs };
  }
}
