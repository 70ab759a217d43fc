import { type Asked, searchOf } from './address';
import { LONGEST, type View } from './view';
import type { Wire } from './wire';
import { isRead, takeWords } from './words';

/** To write the page anew costs the server as much as all else that it asks for together. */
const WORDS = 5000;

/** Asks the server for what is seen and something around it; a later question takes the place of an earlier one. */
export class Source {
  private asking: AbortController | null = null;
  private askedAt = -Infinity;
  private wordsAt = -Infinity;
  private stale = false;

  constructor(
    private readonly take: (wire: Wire) => void,
    private readonly fail: () => void,
    private readonly afterWords: () => void,
  ) {}

  /** In milliseconds, since it was last asked. */
  get age(): number {
    return performance.now() - this.askedAt;
  }

  ask(view: View): void {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.askedAt = performance.now();
    const asked: Asked = { last: null, view: around(view) };
    fetch(`/api/timeline${searchOf(location.search, asked)}`, { signal: asking.signal })
      .then(async (answer) => {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        this.take((await answer.json()) as Wire);
      })
      .catch((failed: unknown) => {
        if (!asking.signal.aborted) {
          console.info('timeline', failed);
          this.fail();
        }
      });
  }

  /** Has the page written anew, though not as often as something happens. */
  wordsSoon(): void {
    this.stale = true;
    this.wordsThatWait();
  }

  /** Has the page written anew, and takes its words unless somebody reads the old ones. */
  words(): void {
    this.stale = isRead(document);
    if (this.stale) {
      return;
    }
    this.wordsAt = performance.now();
    fetch(location.pathname + location.search)
      .then(async (answer) => {
        if (!answer.ok) {
          return;
        }
        const html = await answer.text();
        this.stale = isRead(document);
        if (!this.stale) {
          takeWords(new DOMParser().parseFromString(html, 'text/html'), document);
          this.afterWords();
        }
      })
      .catch((failed: unknown) => {
        console.info('timeline', failed);
      });
  }

  /** Once it is time again, for those who have read to the end. */
  wordsThatWait(): void {
    if (this.stale && performance.now() - this.wordsAt >= WORDS) {
      this.words();
    }
  }
}

/** A quarter more on each side, so that a drag shows something; never more than the server takes. */
export function around(view: View): View {
  const length = view.to - view.from;
  const more = Math.max(0, Math.min(length / 4, (LONGEST - length) / 2 - 1));
  return { from: Math.ceil(view.from - more), to: Math.floor(view.to + more) };
}
