// The stations of the loop's picture: each has a count, a detail, a state, and the flow to the next station.
import type { Summary } from '../messages';
import { brief, count, figure, percent, plural } from './format';
import { named, spread, versionPath } from './versions';

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

export function stations(summary: Summary, rates: Rates): Station[] {
  return [
    frames(summary),
    escalated(summary, rates),
    verdicts(summary, rates),
    round(summary),
    distillation(summary),
    gate(summary),
    rollout(summary),
    agents(summary),
  ];
}

function frames(summary: Summary): Station {
  const fps = summary.figures?.fps ?? 0;
  return {
    id: 'frames',
    label: 'Frames',
    href: '/fleet',
    figure: brief(summary.figures?.frames ?? 0),
    unit: 'answered',
    detail: fps > 0 ? `${figure(fps)} a second` : 'no camera is streaming',
    state: fps > 0 ? 'flowing' : 'idle',
    flow: flowSpeed(fps),
  };
}

function escalated(summary: Summary, rates: Rates): Station {
  const totals = summary.escalations;
  const answered = summary.figures?.frames ?? 0;
  const share = answered > 0 ? (summary.figures?.escalated ?? 0) / answered : 0;
  return {
    id: 'escalated',
    label: 'Escalated',
    href: '/fleet',
    figure: brief(totals?.accepted ?? 0),
    unit: 'frames',
    detail: `${share > 0 && share < 1 ? `${percent(share)} of frames, ` : ''}${plural(totals?.audits ?? 0, 'audit')}`,
    state: rates.escalatedPerS > 0 ? 'flowing' : 'idle',
    flow: flowSpeed(rates.escalatedPerS),
  };
}

/** Escalated frames without a verdict, at the coordinator or in the agents' outboxes. */
export function waitingForVerdict(summary: Summary): number {
  return Math.max(summary.escalations?.waiting ?? 0, summary.figures?.outboxFrames ?? 0);
}

function verdicts(summary: Summary, rates: Rates): Station {
  const waiting = waitingForVerdict(summary);
  const lost = summary.figures?.evicted ?? 0;
  const stuck = waiting > 0 && summary.teachersTotal === 0;
  return {
    id: 'verdicts',
    label: 'Verdicts',
    href: '/events',
    figure: brief(summary.escalations?.answered ?? 0),
    unit: 'answers',
    detail:
      (stuck
        ? `${count(waiting)} waiting, no teacher`
        : waiting > 0
          ? `${count(waiting)} waiting`
          : plural(summary.teachersTotal, 'teacher')) + (lost > 0 ? `, ${count(lost)} lost` : ''),
    state: stuck || lost > 0 ? 'trouble' : rates.verdictsPerS > 0 ? 'flowing' : 'idle',
    flow: flowSpeed(rates.verdictsPerS),
  };
}

function round(summary: Summary): Station {
  const latest = summary.round;
  const active = latest?.state === 'open' || latest?.state === 'aggregating';
  const updated = latest?.participants?.updated ?? 0;
  const invited = latest?.participants?.total ?? 0;
  return {
    id: 'round',
    label: 'Round',
    href: '/rounds',
    figure: count(summary.roundsTotal),
    unit: summary.roundsTotal === 1 ? 'round' : 'rounds',
    detail: !latest ? 'none yet' : active ? `${updated} of ${invited} updates` : `last ${latest.state}`,
    state: active ? 'working' : latest?.state === 'failed' ? 'trouble' : 'idle',
    progress: active && invited > 0 ? updated / invited : undefined,
    flow: active ? 0.5 : 0,
  };
}

function distillation(summary: Summary): Station {
  const latest = summary.distillation;
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
    figure: count(summary.distillationsTotal),
    unit: summary.distillationsTotal === 1 ? 'job' : 'jobs',
    detail: !latest ? 'none yet' : active ? (doing ?? '') : `last ${latest.state}`,
    state: active ? 'working' : latest?.state === 'failed' ? 'trouble' : 'idle',
    progress: latest?.state === 'running' && latest.epochs > 0 ? latest.epoch / latest.epochs : undefined,
    flow: latest?.state === 'running' ? 0.5 : 0,
  };
}

function gate(summary: Summary): Station {
  const latest = summary.version;
  const passed = latest?.gatesPassed ?? 0;
  const failed = latest?.gatesFailed.length ?? 0;
  const ref = latest?.version;
  const rolling = ['canary', 'canary-bake', 'waves', 'final-bake'].includes(summary.rollout?.state ?? '');
  return {
    id: 'gate',
    label: 'Gate',
    href: ref ? versionPath(ref) : '/versions',
    figure: count(summary.versionsTotal),
    unit: summary.versionsTotal === 1 ? 'version' : 'versions',
    detail: !latest
      ? 'no version yet'
      : passed + failed > 0
        ? `${named(ref)} passed ${passed} of ${passed + failed}`
        : `${named(ref)}, no gates`,
    state: failed > 0 ? 'trouble' : 'idle',
    flow: rolling ? 0.5 : 0,
  };
}

function rollout(summary: Summary): Station {
  const latest = summary.rollout;
  const active = latest !== undefined && ['canary', 'canary-bake', 'waves', 'final-bake', 'rolling-back'].includes(latest.state);
  const members = latest?.members;
  const finished = (members?.confirmed ?? 0) + (members?.failed ?? 0) + (members?.rolledBack ?? 0);
  return {
    id: 'rollout',
    label: 'Rollout',
    href: '/rollouts',
    figure: count(summary.rolloutsTotal),
    unit: summary.rolloutsTotal === 1 ? 'rollout' : 'rollouts',
    detail: !latest ? 'none yet' : `${named(latest.version)} ${latest.state}`,
    state:
      latest && ['rolling-back', 'rolled-back', 'paused', 'undecided'].includes(latest.state)
        ? 'trouble'
        : active
          ? 'working'
          : 'idle',
    progress: active && members?.total ? finished / members.total : undefined,
    flow: active ? 0.5 : 0,
  };
}

function agents(summary: Summary): Station {
  const online = summary.devices?.online ?? 0;
  return {
    id: 'agents',
    label: 'Agents',
    href: '/fleet',
    figure: count(online),
    unit: 'online',
    detail: spread(summary) || (online ? 'no version yet' : 'none online'),
    state: online > 0 ? 'flowing' : 'idle',
    flow: online > 0 ? 0.3 : 0,
  };
}
