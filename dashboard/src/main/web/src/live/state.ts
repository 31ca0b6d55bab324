// The state that pages show: one signal per value that changes independently.
import { computed, effect, signal } from '@preact/signals';
import { attention } from '../logic/attention';
import { History } from '../logic/history';
import type { ListChange } from '../logic/listChange';
import type { Summary } from '../messages';
import { Connection } from './connection';
import { liveAddress, onOtherLists, takeList } from './lists';
import { askWho, limitedTo, person } from './person';

export interface Link {
  /** State of the connection between this page and the dashboard. */
  stream: 'connecting' | 'live' | 'paused' | 'lost';
  /** Whether the dashboard is connected to the coordinator. */
  up: boolean;
  coordinator: string;
  /** Options that direct a command to this coordinator. */
  options: string;
  why: string;
}

export const summary = signal<Summary | null>(null);
export const link = signal<Link>({ stream: 'connecting', up: false, coordinator: '', options: '', why: '' });
export const history = new History();
export const needsAttention = computed(() => (summary.value ? attention(summary.value) : []));

/** The coordinator's time as estimated by this page, milliseconds; updated every second. */
export const now = signal(Date.now());
let clockAhead = 0;

/** Applies a change to the known summary. */
export function merged(known: Summary | null, change: Partial<Summary>): Summary | null {
  return known ? { ...known, ...change } : null;
}

function remember(seen: Summary): void {
  history.add('escalated', seen.atMs, seen.escalations?.accepted ?? 0);
  history.add('verdicts', seen.atMs, seen.escalations?.answered ?? 0);
  history.add('fps', seen.atMs, seen.figures?.fps ?? 0);
  const running = seen.distillation;
  if (running?.state === 'running' && running.loss !== undefined && running.loss > 0) {
    history.add(`loss/${running.id}`, seen.atMs, running.loss);
  }
}

function take(seen: Summary | null): void {
  if (!seen) return;
  clockAhead = seen.atMs - Date.now();
  now.value = seen.atMs;
  remember(seen);
  summary.value = seen;
}

/** Opens the live stream for the lifetime of the page. */
export function listen(): void {
  const connection = new Connection(
    {
      open: () => new EventSource(liveAddress()) as never,
      hidden: () => document.hidden,
    },
    {
      event(name, data) {
        const json: unknown = JSON.parse(data);
        if (name === 'signed-out') void askWho();
        else if (name === 'link') link.value = { ...link.value, ...(json as Partial<Link>) };
        else if (name === 'list') takeList(json as ListChange);
        else if (name === 'snapshot') take(json as Summary);
        else take(merged(summary.value, json as Partial<Summary>));
      },
      state(stream) {
        // Whoever is not signed in any more has no stream; nor has anybody when the dashboard is gone.
        if (stream === 'lost' || (stream === 'live' && person.value === undefined)) void askWho();
        if (link.value.stream !== stream) link.value = { ...link.value, stream };
      },
    },
  );
  onOtherLists(() => connection.replace());
  document.addEventListener('visibilitychange', () => {
    if (person.value !== null && limitedTo().length === 0) connection.look();
  });
  let who: unknown;
  effect(() => {
    const now = limitedTo().length > 0 ? null : person.value && `${person.value.kind} ${person.value.name}`;
    if (now === null) {
      connection.stop();
      summary.value = null;
    } else {
      if (who === null) connection.stop();
      connection.look();
    }
    who = now;
  });
  setInterval(() => {
    if (!document.hidden) now.value = Date.now() + clockAhead;
  }, 1000);
}
