// The stations of the loop's picture: each has a count, a detail, a state, and the flow to the next station.
import type { Overview } from '../messages';
import { brief, count, figure, percent, plural } from './format';
import { named, currentVersion, ownGates, versionPath } from './versions';

export interface Station {
  id: 'frames' | 'escalated' | 'verdicts' | 'round' | 'distillation' | 'gate' | 'rollout' | 'agents';
  label: string;
  figure: string;
  /** What the figure counts. */
  unit: string;
  detail: string;
  href: string;
  /** idle: nothing happens; flowing: continuous work; working: a job with an end; trouble: requires attention. */
  state: 'idle' | 'flowing' | 'working' | 'trouble';
  /** 0 to 1 while working. */
  progress?: number;
  /** Speed of the animation to the next station, 0 to 1. */
  flow: number;
}

export interface Rates {
  escalatedPerS: number;
  verdictsPerS: number;
}

/** Maps a rate to the speed of the animation, 0 to 1; ten a second is the maximum. */
function flowSpeed(perSecond: number): number {
  return perSecond <= 0 ? 0 : Math.min(1, Math.max(0.15, Math.log10(1 + perSecond * 9) / Math.log10(91)));
}

export function stations(overview: Overview, rates: Rates): Station[] {
  return [
    frames(overview),
    escalated(overview, rates),
    verdicts(overview, rates),
    round(overview),
    distillation(overview),
    gate(overview),
    rollout(overview),
    agents(overview),
  ];
}

const online = (overview: Overview) => overview.devices.filter((d) => d.state === 'online');

function frames(overview: Overview): Station {
  const cameras = overview.devices.flatMap((d) => d.heartbeat?.cameras ?? []);
  const fps = online(overview)
    .flatMap((d) => d.heartbeat?.cameras ?? [])
    .reduce((sum, c) => sum + c.fps, 0);
  return {
    id: 'frames',
    label: 'Frames',
    href: '/fleet',
    figure: brief(cameras.reduce((sum, c) => sum + c.frames, 0)),
    unit: 'answered',
    detail: fps > 0 ? `${figure(fps)} a second` : 'no camera is streaming',
    state: fps > 0 ? 'flowing' : 'idle',
    flow: flowSpeed(fps),
  };
}

function escalated(overview: Overview, rates: Rates): Station {
  const totals = overview.escalations;
  const shares = online(overview).map((d) => d.heartbeat?.escalation?.share ?? 0);
  const share = shares.length ? shares.reduce((a, b) => a + b, 0) / shares.length : 0;
  return {
    id: 'escalated',
    label: 'Escalated',
    href: '/fleet',
    figure: brief(totals?.accepted ?? 0),
    unit: 'frames',
    detail: `${percent(share)} of frames, ${plural(totals?.audits ?? 0, 'audit')}`,
    state: rates.escalatedPerS > 0 ? 'flowing' : 'idle',
    flow: flowSpeed(rates.escalatedPerS),
  };
}

/** Escalated frames without a verdict, at the coordinator or in the agents' outboxes. */
export function waitingForVerdict(overview: Overview): number {
  const kept = overview.devices.reduce((sum, d) => sum + (d.heartbeat?.escalation?.outboxFrames ?? 0), 0);
  return Math.max(overview.escalations?.waiting ?? 0, kept);
}

function verdicts(overview: Overview, rates: Rates): Station {
  const totals = overview.escalations;
  const waiting = waitingForVerdict(overview);
  const lost = overview.devices.reduce((sum, d) => sum + (d.heartbeat?.escalation?.evicted ?? 0), 0);
  const stuck = waiting > 0 && overview.teachers.length === 0;
  return {
    id: 'verdicts',
    label: 'Verdicts',
    href: '/events',
    figure: brief(totals?.answered ?? 0),
    unit: 'answers',
    detail:
      (stuck
        ? `${count(waiting)} waiting, no teacher`
        : waiting > 0
          ? `${count(waiting)} waiting`
          : plural(overview.teachers.length, 'teacher')) + (lost > 0 ? `, ${count(lost)} lost` : ''),
    state: stuck || lost > 0 ? 'trouble' : rates.verdictsPerS > 0 ? 'flowing' : 'idle',
    flow: flowSpeed(rates.verdictsPerS),
  };
}

function round(overview: Overview): Station {
  const latest = overview.rounds[0];
  const active = latest?.state === 'open' || latest?.state === 'aggregating';
  const updated = latest?.participants.filter((p) => p.state === 'updated').length ?? 0;
  const invited = latest?.participants.length ?? 0;
  return {
    id: 'round',
    label: 'Round',
    href: '/rounds',
    figure: count(overview.rounds.filter((r) => r.state === 'aggregated').length),
    unit: 'aggregated',
    detail: !latest ? 'none yet' : active ? `${updated} of ${invited} updates` : `last ${latest.state}`,
    state: active ? 'working' : latest?.state === 'failed' ? 'trouble' : 'idle',
    progress: active && invited > 0 ? updated / invited : undefined,
    flow: active ? 0.5 : 0,
  };
}

function distillation(overview: Overview): Station {
  const latest = overview.distillations[0];
  const active = latest?.state === 'running' || latest?.state === 'waiting';
  const doing =
    latest?.state === 'waiting'
      ? 'waiting for a distiller'
      : latest?.epochs
        ? `${latest.stage}, epoch ${latest.epoch} of ${latest.epochs}`
        : latest?.stage;
  return {
    id: 'distillation',
    label: 'Distillation',
    href: '/distillations',
    figure: count(overview.distillations.filter((d) => d.state === 'done').length),
    unit: 'done',
    detail: !latest ? 'none yet' : active ? (doing ?? '') : `last ${latest.state}`,
    state: active ? 'working' : latest?.state === 'failed' ? 'trouble' : 'idle',
    progress: latest?.state === 'running' && latest.epochs > 0 ? latest.epoch / latest.epochs : undefined,
    flow: latest?.state === 'running' ? 0.5 : 0,
  };
}

function gate(overview: Overview): Station {
  const latest = overview.versions[0];
  const gates = latest ? ownGates(latest) : [];
  const passed = gates.filter((g) => g.passed).length;
  const ref = latest?.manifest?.version;
  const rolling = overview.rollouts.some((r) => r.state === 'canary' || r.state === 'waves');
  return {
    id: 'gate',
    label: 'Gate',
    href: ref ? versionPath(ref) : '/versions',
    figure: count(overview.versions.length),
    unit: overview.versions.length === 1 ? 'version' : 'versions',
    detail: !latest
      ? 'no version yet'
      : gates.length
        ? `${named(ref)} passed ${passed} of ${gates.length}`
        : `${named(ref)}, no gates`,
    state: gates.length > passed ? 'trouble' : 'idle',
    flow: rolling ? 0.5 : 0,
  };
}

const FINISHED = new Set(['confirmed', 'failed', 'rolled-back']);

function rollout(overview: Overview): Station {
  const latest = overview.rollouts[0];
  const active = latest !== undefined && ['canary', 'waves', 'rolling-back'].includes(latest.state);
  const finished = latest?.devices.filter((d) => FINISHED.has(d.state)).length ?? 0;
  return {
    id: 'rollout',
    label: 'Rollout',
    href: '/rollouts',
    figure: count(overview.rollouts.filter((r) => r.state === 'done').length),
    unit: 'done',
    detail: !latest ? 'none yet' : `${named(latest.version)} ${latest.state}`,
    state:
      latest && ['rolling-back', 'rolled-back', 'paused'].includes(latest.state)
        ? 'trouble'
        : active
          ? 'working'
          : 'idle',
    progress: active && latest.devices.length ? finished / latest.devices.length : undefined,
    flow: active ? 0.5 : 0,
  };
}

function agents(overview: Overview): Station {
  const onlineCount = online(overview).length;
  const current = currentVersion(overview);
  return {
    id: 'agents',
    label: 'Agents',
    href: '/fleet',
    figure: count(onlineCount),
    unit: 'online',
    detail: current
      ? `${current.devices} run ${named(current.manifest?.version)}`
      : onlineCount
        ? 'no version yet'
        : 'none online',
    state: onlineCount > 0 ? 'flowing' : 'idle',
    flow: onlineCount > 0 ? 0.3 : 0,
  };
}
