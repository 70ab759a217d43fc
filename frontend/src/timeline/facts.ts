import { age, local, localTimes } from '../times';
import type { Hit } from './hit';
import type { Lane, Rollout } from './model';
import { LONGEST } from './view';
import type { WireRestart } from './wire';

/** The words that the server wrote into the page, with places for numbers. */
export type Say = (key: string, ...values: readonly (string | number)[]) => string;

const MOST = 6;
const AROUND = 5 * 60_000;

/** Reads the words from the page. */
export function wordsOf(list: ParentNode): Say {
  const texts = new Map<string, string>();
  for (const item of list.querySelectorAll<HTMLElement>('[data-key]')) {
    texts.set(item.dataset.key ?? '', item.textContent);
  }
  return (key, ...values) =>
    (texts.get(key) ?? key).replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)] ?? ''));
}

/** What is known of what is pointed at; the first line says what it is. */
export function factsOf(hit: Hit, say: Say, language: string, now: number): string[] {
  const when = (at: number): string => local(new Date(at), language);
  switch (hit.kind) {
    case 'experiment': {
      const { label, namespace, pod, container, outcome } = hit.experiment.wire;
      return lines(
        label,
        when(hit.experiment.at),
        container === null ? `${namespace} ${pod}` : `${namespace} ${pod} ${container}`,
        outcome && say(`outcome.${outcome}`),
      );
    }
    case 'marks':
      return ofMarks(hit.lane, hit.cluster.first, hit.cluster.end, say, language);
    case 'replacement': {
      const { cause, began, ended } = hit.replacement.wire;
      return lines(
        say(began ? `replaced.${cause}` : `ended.${cause}`),
        when(hit.replacement.at),
        began ? say('instead', began.pod, ended.pod) : say('instead.none', ended.pod),
      );
    }
    case 'rollout': {
      const { from, to, replaced, wire } = hit.rollout;
      return lines(
        say('rollout', wire.workload.name, wire.revision),
        when(from),
        say(`rollout.${wire.state}`, age(new Date(from), new Date(to ?? now), language)),
        replaced === 0 ? null : say('rollout.replaced', replaced),
      );
    }
    case 'failures': {
      const { probe, count, exact, message } = hit.failures.wire;
      const times = exact ? say('exactly', count) : `≥ ${say('times', count)}`;
      return lines(
        `${say(`failed.${probe}`)}, ${times}`,
        `${when(hit.failures.from)} – ${when(hit.failures.to)}`,
        message,
      );
    }
    case 'gap': {
      const { text, missed } = hit.gap.wire;
      return lines(
        say('gap'),
        `${when(hit.gap.from)} – ${when(hit.gap.to)}`,
        localTimes(text, language),
        missed === null ? null : say('missed', missed),
      );
    }
    case 'run':
      return lines(
        name(hit.lane),
        say('run', when(hit.run.from)),
        hit.run.ready === null ? null : say('run.ready', when(hit.run.ready)),
        hit.lane.to === null ? null : say('ended'),
      );
    case 'held':
      return lines(
        name(hit.lane),
        say('held'),
        hit.run.to === null ? null : say('down', age(new Date(hit.run.to), new Date(now), language)),
        end(hit.run.wire.exitCode, hit.run.wire.reason, say),
      );
    case 'row': {
      const { row } = hit;
      const lane = row.lane;
      const { kind, name: owner } = row.group.lanes[0]?.wire.workload ?? { kind: '', name: '' };
      const total = row.group.lanes.reduce((sum, one) => sum + one.wire.total, 0);
      return lines(
        `${kind} ${owner} · ${row.group.lanes[0]?.wire.namespace ?? ''}`,
        lane ? name(lane) : say('pods', new Set(row.group.lanes.map((one) => one.wire.podUid)).size),
        restarts(lane ? lane.wire.total : total, say),
      );
    }
  }
}

function ofMarks(lane: Lane, first: number, end: number, say: Say, language: string): string[] {
  const marks = lane.marks.slice(first, end);
  const only = marks[0];
  const when = (at: number): string => local(new Date(at), language);
  if (marks.length === 1 && only?.restart) {
    return ofRestart(lane, only.restart, say, language);
  }
  const counts = new Map<string, number>();
  for (const mark of marks) {
    counts.set(mark.cause, (counts.get(mark.cause) ?? 0) + mark.count);
  }
  const total = marks.reduce((sum, mark) => sum + mark.count, 0);
  const from = only?.at ?? 0;
  const to = marks.at(-1)?.at ?? from;
  return lines(
    restarts(total, say),
    from === to ? when(from) : `${when(from)} – ${when(to)}`,
    name(lane),
    ...[...counts].slice(0, MOST).map(([cause, count]) => `${say(`cause.${cause}`)} × ${count}`),
    marks.some((mark) => mark.restart === null) ? say('summed') : null,
  );
}

function ofRestart(lane: Lane, restart: WireRestart, say: Say, language: string): string[] {
  const at = new Date(restart.at);
  const ended = restart.endedAt === null ? null : new Date(restart.endedAt);
  const ready = restart.readyAt === null ? null : new Date(restart.readyAt);
  return lines(
    `${say(`cause.${restart.cause}`)} · ${say('number', restart.restartCount)}`,
    local(at, language),
    name(lane),
    end(restart.exitCode, restart.reason, say),
    ended && ended <= at ? say('down', age(ended, at, language)) : null,
    ready && ready >= at ? say('ready', age(at, ready, language)) : null,
    localTimes(restart.evidence, language),
  );
}

function restarts(count: number, say: Say): string {
  return count === 0 ? say('calm') : say('restarts', count);
}

function end(exitCode: number | null, reason: string | null, say: Say): string | null {
  const parts = [exitCode === null ? null : say('exit', exitCode), reason].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}

function name(lane: Lane): string {
  const { pod, container, namespace } = lane.wire;
  return `${namespace} ${pod} ${container}`;
}

function lines(...all: readonly (string | null | undefined)[]): string[] {
  return all.filter((line): line is string => line !== null && line !== undefined && line !== '');
}

/** Where what is pointed at is told in full; null where there is no such page. */
export function hrefOf(hit: Hit): string | null {
  switch (hit.kind) {
    case 'experiment':
      return `/experiments/${encodeURIComponent(hit.experiment.wire.id)}`;
    case 'replacement':
      return hit.replacement.wire.experimentId === null
        ? null
        : `/experiments/${encodeURIComponent(hit.replacement.wire.experimentId)}`;
    case 'rollout':
      return around(hit.rollout);
    case 'marks': {
      const experiment = hit.lane.marks[hit.cluster.first]?.restart?.experimentId;
      return hit.cluster.end === hit.cluster.first + 1 && experiment
        ? `/experiments/${encodeURIComponent(experiment)}`
        : pageOf(hit.lane);
    }
    case 'failures':
    case 'run':
    case 'held':
      return pageOf(hit.lane);
    case 'row':
      return hit.row.lane && pageOf(hit.row.lane);
    case 'gap':
      return null;
  }
}

/** The timeline of its workload, from shortly before it to shortly after. */
function around({ from, to, wire }: Rollout): string {
  const end = Math.min((to ?? from + AROUND) + AROUND, from + LONGEST - AROUND);
  const { namespace, workload } = wire;
  return `/timeline?${new URLSearchParams({
    namespace,
    workload: `${workload.kind}/${workload.name}`,
    from: new Date(from - AROUND).toISOString(),
    to: new Date(end).toISOString(),
  }).toString()}`;
}

/** A container whose pod is gone has no page; its restarts do. */
function pageOf(lane: Lane): string {
  const { namespace, pod, container, workload } = lane.wire;
  const part = encodeURIComponent;
  return lane.to === null
    ? `/pods/${part(namespace)}/${part(pod)}/${part(container)}`
    : `/restarts?namespace=${part(namespace)}&workload=${part(`${workload.kind}/${workload.name}`)}`;
}
