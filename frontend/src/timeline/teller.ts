import { local } from '../times';
import { find } from './canvas';
import { factsOf, type Say } from './facts';
import type { Hit } from './hit';
import { showTip } from './tip';
import type { View } from './view';

/** Says in words what is pointed at, and what is looked at. */
export class Teller {
  private readonly tip: HTMLElement;
  private readonly language = document.documentElement.lang || 'en';

  constructor(
    private readonly section: HTMLElement,
    private readonly say: Say,
  ) {
    this.tip = find(section, '.timeline-tip');
  }

  /** Beside a point. */
  show(hit: Hit, x: number, y: number, now: number): void {
    showTip(this.tip, factsOf(hit, this.say, this.language, now), x, y);
  }

  hide(): void {
    this.tip.hidden = true;
  }

  /** To who listens. */
  speak(hit: Hit, now: number): void {
    this.status(factsOf(hit, this.say, this.language, now).join('. '));
  }

  status(text: string): void {
    find(this.section, '[role=status]').textContent = text;
  }

  range({ from, to }: View, live: boolean): void {
    find(this.section, '.timeline-range').textContent =
      `${local(new Date(from), this.language)} – ${local(new Date(to), this.language)}`;
    find(this.section, '[data-timeline=live]').setAttribute('aria-pressed', String(live));
  }
}
