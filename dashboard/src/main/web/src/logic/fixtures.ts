// Small true-shaped messages for tests.
import type { CameraStatus, Device, Overview, Version } from '../messages';

export function overviewOf(parts: Partial<Overview> = {}): Overview {
  return {
    atMs: 1000,
    devices: [],
    rounds: [],
    distillations: [],
    versions: [],
    rollouts: [],
    teachers: [],
    events: [],
    ...parts,
  };
}

export function cameraOf(parts: Partial<CameraStatus> = {}): CameraStatus {
  return {
    cameraId: 'cam',
    state: 'streaming',
    error: '',
    fps: 4,
    frames: 100,
    dropped: 0,
    reconnects: 0,
    latencyP50Ms: 30,
    latencyP95Ms: 50,
    swapGapMaxMs: 0,
    ...parts,
  };
}

export function deviceOf(agentId: string, parts: Partial<Device> = {}, cameras: CameraStatus[] = [cameraOf()]): Device {
  return {
    agentId,
    deviceClass: 'linux',
    softwareVersion: '1',
    state: 'online',
    lastSeenMs: 1000,
    auditPrecision: -1,
    auditRecall: -1,
    audits: 0,
    heartbeat: {
      uptimeMs: 1,
      variant: 'fp32',
      modelSha256: '',
      cameras,
      replayExamples: 0,
      learner: '',
      escalation: {
        escalated: 0,
        audits: 0,
        bytes: 0,
        verdicts: 0,
        outboxFrames: 0,
        outboxBytes: 0,
        evicted: 0,
        budgetBps: 0,
        share: 0.1,
        added: 0,
        relabelled: 0,
        confirmed: 0,
        removed: 0,
      },
    },
    ...parts,
  };
}

/** A version with one AP50 per variant; null: not measured. */
export function versionOf(number: number, ap50s: Record<string, number | null>, parts: Partial<Version> = {}): Version {
  return {
    aliases: [],
    gates: [],
    devices: 0,
    manifest: {
      version: { name: 'student', number },
      createdAtMs: 0,
      note: '',
      variants: Object.entries(ap50s).map(([name, ap50]) => ({
        name,
        kept: true,
        why: '',
        metrics:
          ap50 === null
            ? []
            : [
                {
                  ap: 0,
                  ap50,
                  ap75: 0,
                  ar100: 0,
                  images: 10,
                  datasetSha256: '',
                  latencyP50Ms: 0,
                  latencyP95Ms: 0,
                  deviceClass: '',
                },
              ],
      })),
    },
    ...parts,
  };
}
