/**
 * Asks once before a form that destroys: `form[data-confirm]` names the dialog that says what will happen. Without
 * script the form's own page asks.
 */
export function askBefore(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.confirm || form.dataset.confirmed) {
    return;
  }
  const dialog = document.getElementById(form.dataset.confirm);
  if (!(dialog instanceof HTMLDialogElement)) {
    return;
  }
  event.preventDefault();
  ask(dialog, () => {
    form.dataset.confirmed = 'yes';
    form.requestSubmit(event.submitter);
  });
}

/** Sends a form without asking: who pressed its key meant it. */
export function goOnAtOnce(form: HTMLFormElement | null): void {
  if (form) {
    form.dataset.confirmed = 'yes';
    form.requestSubmit();
  }
}

/** Shows a dialog whose `[value=yes]` goes on. Cancel has the focus, so that Enter harms nothing. */
export function ask(dialog: HTMLDialogElement, goOn: () => void): void {
  dialog.returnValue = '';
  dialog.addEventListener(
    'close',
    () => {
      if (dialog.returnValue === 'yes') {
        goOn();
      }
    },
    { once: true },
  );
  show(dialog);
}

/** Shows a dialog with the focus on what harms nothing. */
export function show(dialog: HTMLDialogElement): void {
  dialog.showModal();
  dialog.querySelector<HTMLElement>('[value=no]')?.focus();
}
