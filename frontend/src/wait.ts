/**
 * After a form was sent, its button says what it waits for and cannot be pressed twice. Coming back to the page
 * undoes it.
 */
export function waitAfter(event: SubmitEvent): void {
  const button = event.submitter;
  if (event.defaultPrevented || !(button instanceof HTMLButtonElement) || !button.dataset.busy) {
    return;
  }
  // The form's own submission must see the button as it was.
  setTimeout(() => {
    button.disabled = true;
    button.dataset.idle = button.textContent;
    button.textContent = button.dataset.busy ?? '';
  });
}

/** Makes every button that waits ready again. */
export function stopWaiting(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-idle]')) {
    button.disabled = false;
    button.textContent = button.dataset.idle ?? '';
    delete button.dataset.idle;
  }
}
