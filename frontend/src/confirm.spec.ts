import { beforeEach, describe, expect, it, vi } from 'vitest';
import { askBefore, goOnAtOnce } from './confirm';

function submit(form: HTMLFormElement): SubmitEvent {
  const event = new SubmitEvent('submit', { cancelable: true, bubbles: true });
  Object.defineProperty(event, 'target', { value: form });
  askBefore(event);
  return event;
}

function parts(): { form: HTMLFormElement; dialog: HTMLDialogElement } {
  const form = document.querySelector('form');
  const dialog = document.querySelector('dialog');
  if (!form || !dialog) {
    throw new Error('the page of this test has both');
  }
  return { form, dialog };
}

describe('askBefore', () => {
  beforeEach(() => {
    document.body.innerHTML =
      '<form data-confirm="sure"></form>' +
      '<dialog id="sure"><button value="no">no</button><button value="yes">yes</button></dialog>';
  });

  it('holds the form back and asks, with the focus on the harmless button', () => {
    const { form, dialog } = parts();
    expect(submit(form).defaultPrevented).toBe(true);
    expect(dialog.open).toBe(true);
    expect(document.activeElement?.getAttribute('value')).toBe('no');
  });

  it('sends it once it was confirmed', () => {
    const { form, dialog } = parts();
    const sent = vi.spyOn(form, 'requestSubmit').mockImplementation(() => undefined);
    submit(form);
    dialog.close('yes');
    expect(sent).toHaveBeenCalledOnce();
    expect(submit(form).defaultPrevented).toBe(false);
  });

  it('does nothing when it was closed otherwise', () => {
    const { form, dialog } = parts();
    const sent = vi.spyOn(form, 'requestSubmit').mockImplementation(() => undefined);
    submit(form);
    dialog.close('no');
    expect(sent).not.toHaveBeenCalled();
  });

  it('does not ask who pressed the key', () => {
    const { form, dialog } = parts();
    const sent = vi.spyOn(form, 'requestSubmit').mockImplementation(() => undefined);
    goOnAtOnce(form);
    expect(sent).toHaveBeenCalledOnce();
    expect(submit(form).defaultPrevented).toBe(false);
    expect(dialog.open).toBe(false);
  });

  it('leaves forms alone that destroy nothing', () => {
    const { form } = parts();
    delete form.dataset.confirm;
    expect(submit(form).defaultPrevented).toBe(false);
  });
});
