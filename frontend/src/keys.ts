/** What a key press asks for. */
export type Command =
  | { readonly kind: 'search' | 'next' | 'previous' | 'open' | 'inject' | 'help' | 'halt' }
  | {
      readonly kind: 'go';
      readonly page: 'pods' | 'timeline' | 'restarts' | 'experiments' | 'liveness' | 'audit';
    };

/** A key press, reduced to what matters. */
export interface Press {
  readonly key: string;
  readonly shift: boolean;
  readonly modified: boolean;
  /** Into a field, where letters are letters. */
  readonly typing: boolean;
  /** By a dialog, which has the keys to itself; but everything can be halted from there too. */
  readonly asked: boolean;
}

const PAGES = {
  p: 'pods',
  t: 'timeline',
  r: 'restarts',
  e: 'experiments',
  l: 'liveness',
  a: 'audit',
} as const;
const SINGLE: Readonly<Record<string, Exclude<Command['kind'], 'go'>>> = {
  '/': 'search',
  j: 'next',
  k: 'previous',
  o: 'open',
  i: 'inject',
  '?': 'help',
};
const CHORD_MILLIS = 1500;

/** Reads presses one by one; `g` waits a moment for its second key. */
export class Keys {
  private chordUntil = 0;

  read(press: Press, now: number): Command | null {
    if (press.typing || press.modified) {
      return null;
    }
    if (press.key === 'H' && press.shift) {
      return { kind: 'halt' };
    }
    if (press.asked) {
      return null;
    }
    if (now < this.chordUntil) {
      this.chordUntil = 0;
      const page = PAGES[press.key as keyof typeof PAGES] as
        | (typeof PAGES)[keyof typeof PAGES]
        | undefined;
      return page ? { kind: 'go', page } : null;
    }
    if (press.key === 'g') {
      this.chordUntil = now + CHORD_MILLIS;
      return null;
    }
    const kind = SINGLE[press.key];
    return kind ? { kind } : null;
  }
}

/** Whether somebody types into this element, so that letters are letters. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
