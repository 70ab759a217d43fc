import type { Glyphs } from './glyphs';
import type { Frame } from './layout';
import type { Model } from './model';
import type { Theme } from './theme';

/** What is drawn, and by what. */
export interface Scene {
  readonly model: Model;
  readonly frame: Frame;
  readonly theme: Theme;
  readonly glyphs: Glyphs;
  readonly now: number;
  /** The row that the keyboard is on; -1 for none. */
  readonly row: number;
  /** What the keyboard is on in it, by time; null for nothing. */
  readonly at: number | null;
  /** What a drag has chosen so far. */
  readonly brush: readonly [number, number] | null;
  /** What is written beside the mark of a rollout, by its revision. */
  readonly rolloutText: (revision: string) => string;
}
