/** What the server says of one run, all in seconds. */
export interface Run {
  readonly run: number;
  /** Before each recovery; then always the last. Empty where nothing is held back. */
  readonly waits: readonly number[];
  /** Between two runs that wait until the back-off is forgotten. */
  readonly settled: number;
}

/** How long a repeat takes, as the server reckons it too. */
export function seconds(times: number, spacing: string, run: Run): number {
  if (spacing === 'settled') {
    return times * run.run + (times - 1) * run.settled;
  }
  let held = 0;
  for (let n = 0; n < times; n++) {
    held += run.waits[Math.min(n, run.waits.length - 1)] ?? 0;
  }
  return times * run.run + held;
}

/** The template of a unit that is easily read, and the number in it. */
export function inUnit(total: number): readonly ['seconds' | 'minutes' | 'hours', string] {
  if (total < 90) {
    return ['seconds', String(Math.round(total))];
  }
  return total < 5400
    ? ['minutes', String(Math.round(total / 60))]
    : ['hours', (total / 3600).toFixed(1)];
}

/** Says beside each form that repeats how long that takes; once says nothing. */
export function showEstimates(root: ParentNode): void {
  for (const output of root.querySelectorAll<HTMLOutputElement>('output[data-run]')) {
    const form = output.closest('form');
    const times = Number(form?.querySelector<HTMLInputElement>('[name=times]')?.value);
    const spacing = form?.querySelector<HTMLSelectElement>('[name=spacing]')?.value ?? 'ready';
    const text = Number.isInteger(times) && times >= 2 && times <= 100 ? says(output, times, spacing) : '';
    if (output.textContent !== text) {
      output.textContent = text;
    }
  }
}

function says(output: HTMLOutputElement, times: number, spacing: string): string {
  const waits = (output.dataset.waits ?? '').split(' ').filter((word) => word !== '');
  const total = seconds(times, spacing, {
    run: Number(output.dataset.run),
    waits: waits.map(Number),
    settled: Number(output.dataset.settled),
  });
  const [unit, number] = inUnit(total);
  return (output.dataset[unit] ?? '').replace('{0}', String(times)).replace('{1}', number);
}
