// Small true-shaped messages for tests.
import type { Round, Summary, VersionSummary } from '../messages';

export function summaryOf(parts: Partial<Summary> = {}): Summary {
  return {
    atMs: 1000,
    alarms: [],
    teachersTotal: 0,
    teachers: [],
    roundsTotal: 0,
    distillationsTotal: 0,
    rolloutsTotal: 0,
    versionsTotal: 0,
    deploymentsTotal: 0,
    events: [],
    ...parts,
  };
}

/** The figures of a fleet. */
export function figuresOf(parts: Partial<NonNullable<Summary['figures']>> = {}): NonNullable<Summary['figures']> {
  return {
    cameras: 0,
    camerasStreaming: 0,
    fps: 0,
    frames: 0,
    escalated: 0,
    verdicts: 0,
    outboxFrames: 0,
    evicted: 0,
    replayExamples: 0,
    ...parts,
  };
}

export function roundOf(parts: Partial<Round> = {}): Round {
  return {
    id: 'r-1',
    deployment: 'default',
    state: 'open',
    startedMs: 0,
    opened: '',
    why: '',
    participants: { total: 2, invited: 0, training: 1, updated: 1, declined: 0, late: 0 },
    ...parts,
  };
}

/** A version with one AP50 per variant; null: not measured. */
export function versionOf(
  number: number,
  ap50s: Record<string, number | null>,
  parts: Partial<VersionSummary> = {},
): VersionSummary {
  return {
    version: { name: 'student', number },
    createdAtMs: 0,
    note: '',
    aliases: [],
    devices: 0,
    gatesPassed: 0,
    kind: '',
    gatesFailed: [],
    variants: Object.entries(ap50s).map(([name, ap50]) => ({
      name,
      kept: true,
      why: '',
      ...(ap50 === null ? {} : { metrics: metricsOf(ap50) }),
    })),
    ...parts,
  };
}

export function metricsOf(ap50: number) {
  return {
    ap: 0,
    ap50,
    ap75: 0,
    ar100: 0,
    images: 10,
    datasetSha256: '',
    latencyP50Ms: 0,
    latencyP95Ms: 0,
    deviceClass: '',
  };
}
