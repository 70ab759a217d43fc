import { describe, expect, it, vi } from 'vitest';
import { copy } from './copy';

describe('copy', () => {
  it('writes the whole text, says so, and goes back', async () => {
    vi.useFakeTimers();
    const button = document.createElement('button');
    button.textContent = 'Copy';
    button.dataset.copy = 'containerd://2323131f';
    button.dataset.copied = 'Copied';
    const write = vi.fn(() => Promise.resolve());
    await copy(button, write);
    expect(write).toHaveBeenCalledWith('containerd://2323131f');
    expect(button.textContent).toBe('Copied');
    vi.runAllTimers();
    expect(button.textContent).toBe('Copy');
    vi.useRealTimers();
  });
});
