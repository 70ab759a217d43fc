/** The page's colours and fonts, as a canvas takes them. */
export interface Theme {
  readonly colour: (name: string) => string;
  readonly sans: string;
  readonly mono: string;
}

const NAMES = [
  'ground',
  'raised',
  'rule',
  'rule-strong',
  'ink',
  'ink-soft',
  'accent',
  'accent-ground',
  'good',
  'waiting',
  'bad',
  'injected',
  'oom',
  'completed',
  'rollout',
  'unknown',
];

/** Custom properties are computed by an element that uses them: only so are both themes resolved. */
export function themeOf(parent: HTMLElement): Theme {
  const probe = document.createElement('i');
  probe.hidden = true;
  parent.append(probe);
  const colours = new Map<string, string>();
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    colours.set(name, getComputedStyle(probe).color);
  }
  probe.remove();
  const style = getComputedStyle(parent);
  return {
    colour: (name) => colours.get(name === 'kill' ? 'waiting' : name) ?? colours.get('ink') ?? '',
    sans: style.fontFamily,
    mono: style.getPropertyValue('--mono'),
  };
}
