// What requires a person's attention, and why. Pure: the same overview gives the same list.
import type { Device, Overview } from '../messages';
import { plural } from './format';
import { waitingForVerdict } from './loop';
import { named } from './versions';

export interface Attention {
  severity: 'warning' | 'error';
  text: string;
  href: string;
}

/** Why a device requires attention; empty if it does not. */
export function deviceAttention(device: Device): string[] {
  const why: string[] = [];
  if (device.state === 'away') why.push('away');
  for (const camera of device.heartbeat?.cameras ?? []) {
    if (['failed', 'stalled', 'frozen'].includes(camera.state)) {
      why.push(`${camera.cameraId} ${camera.state}${camera.error ? `: ${camera.error}` : ''}`);
    }
  }
  const evicted = device.heartbeat?.escalation?.evicted ?? 0;
  if (evicted > 0) why.push(`${plural(evicted, 'escalation')} removed from a full outbox`);
  return why;
}

const ROLLOUT_SEVERITY: Record<string, Attention['severity']> = {
  paused: 'warning',
  'rolling-back': 'error',
  'rolled-back': 'error',
  aborted: 'warning',
};

export function attention(overview: Overview): Attention[] {
  const found: Attention[] = [];
  for (const device of overview.devices) {
    if (device.state === 'revoked') continue;
    for (const why of deviceAttention(device)) {
      const severity = device.state === 'away' || why.includes('failed') ? 'error' : 'warning';
      found.push({
        severity,
        text: `${device.agentId}: ${why}`,
        href: `/devices/${encodeURIComponent(device.agentId)}`,
      });
    }
  }
  const waiting = waitingForVerdict(overview);
  if (waiting > 0 && overview.teachers.length === 0) {
    found.push({
      severity: 'error',
      text: `No teacher is connected. ${plural(waiting, 'frame')} without a verdict`,
      href: '/',
    });
  }
  // Only the newest of each kind counts: a later success replaces an earlier failure.
  const round = overview.rounds[0];
  if (round?.state === 'failed')
    found.push({ severity: 'warning', text: `Round ${round.id} failed: ${round.why}`, href: '/rounds' });
  const distillation = overview.distillations[0];
  if (distillation?.state === 'failed') {
    found.push({
      severity: 'warning',
      text: `Distillation ${distillation.id} failed: ${distillation.why}`,
      href: '/distillations',
    });
  }
  const rollout = overview.rollouts[0];
  const severity = rollout && ROLLOUT_SEVERITY[rollout.state];
  if (rollout && severity) {
    const why = rollout.why ? `: ${rollout.why}` : '';
    found.push({
      severity,
      text: `Rollout of ${named(rollout.version)} is ${rollout.state}${why}`,
      href: '/rollouts',
    });
  }
  return found.sort((a, b) => a.severity.localeCompare(b.severity));
}
