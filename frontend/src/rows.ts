/** Rows of live tables: which changed, and which is chosen by the keyboard. */

/** What each row says, by its id; the server writes a short hash of it into data-v. */
export function versions(root: ParentNode): Map<string, string> {
  const found = new Map<string, string>();
  for (const row of root.querySelectorAll<HTMLElement>('tr[id][data-v]')) {
    found.set(row.id, row.dataset.v ?? '');
  }
  return found;
}

/** Ids of rows that were there before and say something else now. */
export function changed(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after]
    .filter(([id, version]) => before.has(id) && before.get(id) !== version)
    .map(([id]) => id);
}

/** Lets each changed row glow once. */
export function glow(ids: Iterable<string>): void {
  for (const id of ids) {
    const row = document.getElementById(id);
    row?.classList.add('glow');
    row?.addEventListener(
      'animationend',
      () => {
        row.classList.remove('glow');
      },
      { once: true },
    );
  }
}

/** The index that `j` or `k` moves to: stops at both ends, starts at the first. */
export function moved(current: number, step: 1 | -1, length: number): number {
  if (length === 0) {
    return -1;
  }
  return current < 0 ? 0 : Math.min(length - 1, Math.max(0, current + step));
}

/** Chooses the next or previous row that has a link, and focuses the link. */
export function moveChoice(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
  const current = rows.findIndex((row) => row.getAttribute('aria-selected') === 'true');
  const next = rows[moved(current, step, rows.length)];
  rows[current]?.removeAttribute('aria-selected');
  next?.setAttribute('aria-selected', 'true');
  next?.querySelector<HTMLElement>('a')?.focus();
}
