// Made from the messages of vedette/v1 by MessageTypesTest; run it with -Dvedette.rewrite=true after a change.
// Numbers are always there (0 when unset), texts too (''); a message that was not set is absent.

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

export interface Detection {
  box?: Box;
  classId: number;
  label: string;
  score: number;
}

export interface DetectorSpec {
  task: string;
  labels: string[];
  input?: InputSpec;
  head?: HeadSpec;
  scoreThreshold: number;
  nmsIou: number;
  tiles?: TileSpec;
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
  steps: number;
  stepsTotal: number;
  epochS: number;
  checkpointEpoch: number;
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

export interface EscalationTotals {
  accepted: number;
  answered: number;
  waiting: number;
  rejected: number;
  bytes: number;
  audits: number;
  heldOut: number;
}

export interface Event {
  atMs: number;
  severity: string;
  topic: string;
  text: string;
}

export interface EventList {
  events: EventReport[];
}

export interface EventReport {
  id: string;
  cameraId: string;
  label: string;
  score: number;
  standing: string;
  startMs: number;
  endMs: number;
  zones: string[];
}

export interface GateResult {
  gate: string;
  passed: boolean;
  why: string;
}

export interface HeadSpec {
  family: string;
  parameters: Record<string, string>;
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
  learning?: LearnerStatus;
}

export interface InputSpec {
  name: string;
  layout: string;
  width: number;
  height: number;
  colorOrder: string;
  scale: number;
  mean: number[];
  std: number[];
  fit: string;
  padValue: number;
}

export interface LearnerStatus {
  roundId: string;
  stage: string;
  epoch: number;
  epochs: number;
  steps: number;
  stepsTotal: number;
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

export interface LineageEdge {
  from: string;
  to: string;
}

export interface LineageGraph {
  nodes: LineageNode[];
  edges: LineageEdge[];
}

export interface LineageNode {
  id: string;
  kind: string;
  text: string;
}

export interface Manifest {
  version?: VersionRef;
  createdAtMs: number;
  detector?: DetectorSpec;
  training?: Artifact;
  variants: Variant[];
  lineage?: Lineage;
  signature?: Signature;
  note: string;
  baseline?: Metrics;
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

export interface Participant {
  agentId: string;
  state: string;
  examples: number;
  lossBefore: number | null;
  lossAfter: number | null;
  updateId: string;
  steps: number;
  stepsTotal: number;
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

export interface RolloutDevice {
  agentId: string;
  wave: number;
  state: string;
  message: string;
  swapGapMs: number;
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

export interface Signature {
  algorithm: string;
  keyId: string;
  value: string;
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

export interface Teacher {
  workerId: string;
  modelSha256: string;
  answered: number;
  latencyMs: number;
  meanBatch: number;
}

export interface TileSpec {
  grid: string;
  overlap: number;
}

export interface Variant {
  name: string;
  artifact?: Artifact;
  metrics: Metrics[];
  kept: boolean;
  why: string;
}

export interface Version {
  manifest?: Manifest;
  aliases: string[];
  gates: GateResult[];
  devices: number;
}

export interface VersionRef {
  name: string;
  number: number;
}
