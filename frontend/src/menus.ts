/** Closes every open menu but the one that an element is in. */
export function closeMenus(kept: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (!kept || !menu.contains(kept)) {
      menu.open = false;
    }
  }
}
