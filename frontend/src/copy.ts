/** Copies the plain text that a button names, and says so for a moment. */
export async function copy(button: HTMLElement, write: (text: string) => Promise<void>): Promise<void> {
  await write(button.dataset.copy ?? '');
  const said = button.textContent;
  if (button.dataset.copied) {
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = said;
    }, 1500);
  }
}
