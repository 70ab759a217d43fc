/**
 * Keeps the button of a form that overrules a guard out of reach until the name is typed: `input[data-types]` says
 * which. The server checks it again, and alone where there is no script.
 */
export function lockUntyped(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>('input[data-types]')) {
    const button = input.form?.querySelector<HTMLButtonElement>('button[value=yes]');
    // One that waits for its answer stays as it is.
    if (button && button.dataset.idle === undefined) {
      button.disabled = input.value.trim() !== input.dataset.types;
    }
  }
}
