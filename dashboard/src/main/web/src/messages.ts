// What the coordinator says, as JSON: the messages of vedette/v1/management.proto and what they hold.
// Numbers are always there (0 when unset), texts too (''); a message that was not set is absent.

export interface VersionRef {
  name: string;
  number: number;
}
export interface Artifact {
  sha256: string;
  size: number;
  role: string;
}
export interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}
export interface Detection {
  box?: Box;
  classId: number;
  label: string;
  score: number;
}

export interface Metrics {
  ap: number;
  ap50: number;
  ap75: number;
  ar100: number;
  images: number;
  datasetSha256: string;
  latencyP50Ms: number;
  latencyP95Ms: number;
  deviceClass: string;
}

export interface Variant {
  name: string;
  artifact?: Artifact;
  metrics: Metrics[];
  kept: boolean;
  why: string;
}

export interface Lineage {
  parents: VersionRef[];
  teacherSha256: string;
  roundId: string;
  distillationId: string;
  datasetSha256: string[];
  updateIds: string[];
  recipe: Record<string, string>;
}

export interface DetectorSpec {
  task: string;
  labels: string[];
  scoreThreshold: number;
  nmsIou: number;
  input?: { name: string; layout: string; width: number; height: number; colorOrder: string; fit: string };
  head?: { family: string; parameters: Record<string, string> };
}

export interface Manifest {
  version?: VersionRef;
  createdAtMs: number;
  detector?: DetectorSpec;
  training?: Artifact;
  variants: Variant[];
  lineage?: Lineage;
  signature?: { algorithm: string; keyId: string; value: string };
  note: string;
  /** What the parent got on the validation set of this version. */
  baseline?: Metrics;
}

export interface GateResult {
  gate: string;
  passed: boolean;
  why: string;
}
export interface Version {
  manifest?: Manifest;
  aliases: string[];
  gates: GateResult[];
  devices: number;
}

export interface CameraStatus {
  cameraId: string;
  state: string;
  error: string;
  fps: number;
  frames: number;
  dropped: number;
  reconnects: number;
  latencyP50Ms: number;
  latencyP95Ms: number;
  swapGapMaxMs: number;
}

export interface EscalationStatus {
  escalated: number;
  audits: number;
  bytes: number;
  verdicts: number;
  outboxFrames: number;
  outboxBytes: number;
  evicted: number;
  budgetBps: number;
  share: number;
  added: number;
  relabelled: number;
  confirmed: number;
  removed: number;
}

export interface Heartbeat {
  uptimeMs: number;
  installed?: VersionRef;
  variant: string;
  modelSha256: string;
  cameras: CameraStatus[];
  escalation?: EscalationStatus;
  replayExamples: number;
  learner: string;
}

export interface Device {
  agentId: string;
  deviceClass: string;
  softwareVersion: string;
  state: string;
  lastSeenMs: number;
  heartbeat?: Heartbeat;
  auditPrecision: number;
  auditRecall: number;
  audits: number;
}

export interface Participant {
  agentId: string;
  state: string;
  examples: number;
  lossBefore: number | null;
  lossAfter: number | null;
  updateId: string;
}

export interface Round {
  id: string;
  state: string;
  startedMs: number;
  endedMs: number;
  base?: VersionRef;
  participants: Participant[];
  why: string;
}

export interface Distillation {
  id: string;
  roundId: string;
  state: string;
  stage: string;
  epoch: number;
  epochs: number;
  loss: number | null;
  startedMs: number;
  endedMs: number;
  trainingFrames: number;
  validationFrames: number;
  why: string;
  attempts: number;
}

export interface RolloutDevice {
  agentId: string;
  wave: number;
  state: string;
  message: string;
  swapGapMs: number;
}

export interface Rollout {
  id: string;
  version?: VersionRef;
  previous?: VersionRef;
  state: string;
  startedMs: number;
  endedMs: number;
  devices: RolloutDevice[];
  why: string;
}

export interface EscalationTotals {
  accepted: number;
  answered: number;
  waiting: number;
  rejected: number;
  bytes: number;
  audits: number;
  heldOut: number;
}

export interface Teacher {
  workerId: string;
  modelSha256: string;
  answered: number;
  latencyMs: number;
  meanBatch: number;
}
export interface Event {
  atMs: number;
  severity: string;
  topic: string;
  text: string;
}

export interface Overview {
  atMs: number;
  devices: Device[];
  rounds: Round[];
  distillations: Distillation[];
  versions: Version[];
  rollouts: Rollout[];
  escalations?: EscalationTotals;
  teachers: Teacher[];
  events: Event[];
}

export interface Snapshot {
  cameraId: string;
  sequence: number;
  capturedAtMs: number;
  jpeg: string;
  width: number;
  height: number;
  detections: Detection[];
}
export interface SnapshotList {
  snapshots: Snapshot[];
}

export interface LineageNode {
  id: string;
  kind: string;
  text: string;
}
export interface LineageEdge {
  from: string;
  to: string;
}
export interface LineageGraph {
  nodes: LineageNode[];
  edges: LineageEdge[];
}
