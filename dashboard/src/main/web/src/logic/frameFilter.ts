// The filters of the gallery of frames, and how they stand in the page's address: "?agent=line-1&difference=missed&frame=ID".
import { oneOf } from './fleetFilter';

export const DIFFERENCES = ['missed', 'false', 'relabelled', 'confirmed'] as const;
export const FRAME_STATES = ['waiting', 'answered', 'held-out', 'quarantined'] as const;
export const SINCE = ['1h', '24h', '7d', '30d'] as const;

const HOUR_MS = 3_600_000;
const SINCE_MS: Record<(typeof SINCE)[number], number> = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 168 * HOUR_MS,
  '30d': 720 * HOUR_MS,
};

export interface FrameFilter {
  deployment: string;
  agent: string;
  camera: string;
  reason: string;
  label: string;
  difference: (typeof DIFFERENCES)[number] | '';
  state: (typeof FRAME_STATES)[number] | '';
  /** "student:7" or "student@stable". */
  version: string;
  since: (typeof SINCE)[number] | '';
  /** Only those that were chosen at random. */
  audits: boolean;
  /** Id of the frame that is shown large. */
  frame: string;
}

export function parseFrameFilter(search: string): FrameFilter {
  const query = new URLSearchParams(search);
  const text = (name: string) => query.get(name) ?? '';
  return {
    deployment: text('deployment'),
    agent: text('agent'),
    camera: text('camera'),
    reason: text('reason'),
    label: text('label'),
    difference: oneOf(DIFFERENCES, query.get('difference')),
    state: oneOf(FRAME_STATES, query.get('state')),
    version: text('version'),
    since: oneOf(SINCE, query.get('since')),
    audits: query.has('audits'),
    frame: text('frame'),
  };
}

/** Whether anything but the frame that is shown is chosen. */
export function isFiltered(filter: FrameFilter): boolean {
  return Object.entries(filter).some(([name, value]) => name !== 'frame' && Boolean(value));
}

/** The fields of the request that has these filters. */
export function frameQuestion(filter: FrameFilter, nowMs: number) {
  return {
    deployment: filter.deployment,
    agentId: filter.agent,
    cameraId: filter.camera,
    reason: filter.reason,
    label: filter.label,
    disagreements: filter.difference ? [filter.difference] : [],
    states: filter.state ? [filter.state] : [],
    version: filter.version,
    fromMs: filter.since ? nowMs - SINCE_MS[filter.since] : 0,
    audit: filter.audits,
  };
}
