import { lengthOf, type View } from './view';

/** What the page was asked for: a range of so long up to now by its word, or from one time to another. */
export interface Asked {
  readonly last: string | null;
  readonly view: View;
}

const FILTERS = ['namespace', 'workload', 'pod'];

/** The range as the server understood it. */
export function askedOf(data: DOMStringMap): Asked {
  const view = { from: Date.parse(data.from ?? ''), to: Date.parse(data.to ?? '') };
  const last = data.last ?? null;
  return { last: last !== null && lengthOf(last) !== null ? last : null, view };
}

/** The address of a view; filters stay as they are. */
export function searchOf(search: string, asked: Asked): string {
  const before = new URLSearchParams(search);
  const after = new URLSearchParams();
  if (asked.last !== null) {
    after.set('last', asked.last);
  } else {
    after.set('from', new Date(asked.view.from).toISOString());
    after.set('to', new Date(asked.view.to).toISOString());
  }
  for (const name of FILTERS) {
    const value = before.get(name);
    if (value) {
      after.set(name, value);
    }
  }
  return `?${after.toString()}`;
}

/** Whatever on the page leads back to it, or goes on from it, shall keep the view. */
export function keepAddress(root: ParentNode, path: string, search: string, asked: Asked): void {
  for (const back of root.querySelectorAll<HTMLInputElement>('input[name=back]')) {
    back.value = path + search;
  }
  const set = (selector: string, value: string): void => {
    const input = root.querySelector<HTMLInputElement>(selector);
    if (input) {
      input.value = value;
    }
  };
  const time = (at: number): string => (asked.last === null ? new Date(at).toISOString() : '');
  set('form.filter input[name=last]', asked.last ?? '');
  set('form.filter input[name=from]', time(asked.view.from));
  set('form.filter input[name=to]', time(asked.view.to));
  for (const range of root.querySelectorAll<HTMLElement>('.ranges [data-last]')) {
    if (range.dataset.last === asked.last) {
      range.setAttribute('aria-current', 'true');
    } else {
      range.removeAttribute('aria-current');
    }
  }
}
