// The state that pages show: one signal per value that changes independently.
import { computed, signal } from '@preact/signals';
import { attention } from '../logic/attention';
import { History } from '../logic/history';
import type { Overview } from '../messages';
import { Connection } from './connection';

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

export const overview = signal<Overview | null>(null);
export const link = signal<Link>({ stream: 'connecting', up: false, coordinator: '', options: '', why: '' });
export const history = new History();
export const needsAttention = computed(() => (overview.value ? attention(overview.value) : []));

/** The coordinator's time as estimated by this page, milliseconds; updated every second. */
export const now = signal(Date.now());
let clockAhead = 0;

/** Applies a change to the known overview. */
export function merged(known: Overview | null, change: Partial<Overview>): Overview | null {
  return known ? { ...known, ...change } : null;
}

function remember(seen: Overview): void {
  for (const device of seen.devices.slice(0, 1000)) {
    const cameras = device.heartbeat?.cameras ?? [];
    const fps = device.state === 'online' ? cameras.reduce((sum, c) => sum + c.fps, 0) : 0;
    history.add(`fps/${device.agentId}`, seen.atMs, fps);
    history.add(`bytes/${device.agentId}`, seen.atMs, device.heartbeat?.escalation?.bytes ?? 0);
  }
  history.add('escalated', seen.atMs, seen.escalations?.accepted ?? 0);
  history.add('verdicts', seen.atMs, seen.escalations?.answered ?? 0);
  const running = seen.distillations[0];
  if (running?.state === 'running' && running.loss !== null && running.loss > 0) {
    history.add(`loss/${running.id}`, seen.atMs, running.loss);
  }
}

function take(seen: Overview | null): void {
  if (!seen) return;
  clockAhead = seen.atMs - Date.now();
  now.value = seen.atMs;
  remember(seen);
  overview.value = seen;
}

/** Opens the live stream for the lifetime of the page. */
export function listen(): void {
  const connection = new Connection(
    {
      open: () => new EventSource('/api/live') as never,
      hidden: () => document.hidden,
    },
    {
      event(name, data) {
        const json: unknown = JSON.parse(data);
        if (name === 'link') link.value = { ...link.value, ...(json as Partial<Link>) };
        else if (name === 'snapshot') take(json as Overview);
        else take(merged(overview.value, json as Partial<Overview>));
      },
      state(stream) {
        if (link.value.stream !== stream) link.value = { ...link.value, stream };
      },
    },
  );
  document.addEventListener('visibilitychange', () => connection.look());
  connection.look();
  setInterval(() => {
    if (!document.hidden) now.value = Date.now() + clockAhead;
  }, 1000);
}
