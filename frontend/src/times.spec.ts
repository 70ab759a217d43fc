import { describe, expect, it } from 'vitest';
import { age, countdown, local, localTimes, relative, showTimes } from './times';

const now = new Date('2026-11-23T12:00:00Z');
const before = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);

describe('localTimes', () => {
  it('shows each instant of a text as the page shows times', () => {
    expect(localTimes('At 2026-11-23T12:00:00Z and 2026-11-23T12:00:01.250Z it was killed.', 'en')).toMatch(
      /^At 2026-11-23 21:00:00 (GMT\+9|JST) and 2026-11-23 21:00:01 (GMT\+9|JST) it was killed\.$/,
    );
  });

  it('leaves what is no instant', () => {
    expect(localTimes('2026-99-99T12:00:00Z, 2026-11-23', 'en')).toBe('2026-99-99T12:00:00Z, 2026-11-23');
  });
});

describe('relative', () => {
  it.each([
    [0, 'en', '0 sec. ago'],
    [40, 'en', '40 sec. ago'],
    [119, 'en', '1 min. ago'],
    [120, 'en', '2 min. ago'],
    [2 * 86_400, 'en', '2 days ago'],
    [120, 'ja', '2 分前'],
    [-5, 'en', 'in 5 sec.'],
  ])('says %i seconds ago in %s', (seconds, language, text) => {
    expect(relative(before(seconds), now, language)).toBe(text);
  });
});

describe('age', () => {
  it('cuts down to the largest unit', () => {
    expect(age(before(9 * 86_400 + 80_000), now, 'en')).toBe('9 days');
    expect(age(before(59), now, 'en')).toBe('59 sec');
    expect(age(before(7_300), now, 'ja')).toBe('2 時間');
  });

  it('is never negative when the cluster clock is ahead', () => {
    expect(age(before(-30), now, 'en')).toBe('0 sec');
  });
});

describe('countdown', () => {
  it('counts whole seconds down and ends', () => {
    expect(countdown(before(-72), now)).toBe('1:12');
    expect(countdown(before(-0.4), now)).toBe('0:01');
    expect(countdown(now, now)).toBeNull();
  });
});

describe('local', () => {
  it('turns UTC to the zone of the browser and names it', () => {
    expect(local(now, 'en')).toMatch(/^2026-11-23 21:00:00 (GMT\+9|JST)$/);
    expect(local(now, 'ja')).toMatch(/^2026-11-23 21:00:00 (GMT\+9|JST)$/);
  });
});

describe('showTimes', () => {
  it('rewrites what asks for it and leaves the rest', () => {
    document.body.innerHTML =
      '<time data-show="ago" datetime="2026-11-23T11:58:00Z">x</time>' +
      '<time datetime="2026-11-23T11:58:00Z">kept</time>' +
      '<time data-show="countdown" data-over="due" datetime="2026-11-23T11:58:00Z">x</time>' +
      '<time data-show="ago" datetime="nonsense">kept too</time>';
    showTimes(document, now, 'en');
    const texts = [...document.querySelectorAll('time')].map((time) => time.textContent);
    expect(texts).toEqual(['2 min. ago', 'kept', 'due', 'kept too']);
  });
});
