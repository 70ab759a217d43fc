/** Says in few words how long ago an instant was, or how old something is. */

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "2 min ago", "in 5 sec", "2 分前": the largest unit that fits, cut down, never rounded up. */
export function relative(at: Date, now: Date, language: string): string {
  const seconds = Math.trunc((at.getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'always' });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size || unit === 'second') {
      return format.format(Math.trunc(seconds / size) || -0, unit);
    }
  }
  return '';
}

/** "9 days", "2 hr", "3 分": an age, without "ago". */
export function age(since: Date, now: Date, language: string): string {
  const seconds = Math.max(0, Math.trunc((now.getTime() - since.getTime()) / 1000));
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(
    Math.trunc(seconds / size),
  );
}

/** Minutes and seconds that are left, "1:12"; null once none is. */
export function countdown(until: Date, now: Date): string | null {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  if (seconds <= 0) {
    return null;
  }
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The instant in the browser's zone, the year first in every language, with the zone's name. */
export function local(at: Date, language: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  const zone = new Intl.DateTimeFormat(language, { timeZoneName: 'short' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName');
  return `${day} ${time} ${zone?.value ?? ''}`.trimEnd();
}

/** A text of the server's with each instant in it as the page shows times. */
export function localTimes(text: string, language: string): string {
  return text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (iso) => {
    const at = new Date(iso);
    return Number.isNaN(at.getTime()) ? iso : local(at, language);
  });
}

/** The time of day in the browser's zone, to the millisecond. */
export function clock(at: Date): string {
  const digits = (value: number, count: number): string => String(value).padStart(count, '0');
  const minutes = `${digits(at.getHours(), 2)}:${digits(at.getMinutes(), 2)}`;
  return `${minutes}:${digits(at.getSeconds(), 2)}.${digits(at.getMilliseconds(), 3)}`;
}

/** Rewrites every time below a node by its data-show; what the server wrote stays without script. */
export function showTimes(root: ParentNode, now: Date, language: string): void {
  for (const element of root.querySelectorAll<HTMLTimeElement>('time[data-show]')) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) {
      continue;
    }
    const text = textOf(element.dataset.show, at, now, language, element.dataset.over ?? '');
    if (element.textContent !== text) {
      element.textContent = text;
    }
    if (element.dataset.show !== 'local') {
      element.title = local(at, language);
    }
  }
}

function textOf(
  show: string | undefined,
  at: Date,
  now: Date,
  language: string,
  over: string,
): string {
  switch (show) {
    case 'ago':
      return relative(at, now, language);
    case 'age':
      return age(at, now, language);
    case 'countdown':
      return countdown(at, now) ?? over;
    case 'clock':
      return clock(at);
    default:
      return local(at, language);
  }
}
