// Made from the messages of vedette/v1 by MessageTypesTest; run it with -Dvedette.rewrite=true after a change.
// Numbers are always there (0 when unset), texts and states too (''); a message or figure that was not set is absent.

export interface AccuracyEstimate {
  precision?: EstimatedShare;
  recall?: EstimatedShare;
  f1?: EstimatedShare;
}

export interface Alarm {
  id: string;
  severity: '' | 'info' | 'warning' | 'error';
  sinceMs: number;
  subject?: Subject;
  text: string;
}

export interface ApiToken {
  id: string;
  name: string;
  role: '' | 'device' | 'teacher' | 'distiller' | 'dashboard' | 'viewer' | 'reviewer' | 'operator' | 'admin';
  deployments: string[];
  createdBy: string;
  createdAtMs: number;
  expiresAtMs: number;
}

export interface Artifact {
  sha256: string;
  sizeBytes: number;
  role: '' | 'training' | 'fp32' | 'int8' | 'dataset' | 'frame' | 'update' | 'checkpoint' | 'answers';
}

export interface AuditLogEntry {
  sequence: number;
  atMs: number;
  who: string;
  role: string;
  credential: string;
  address: string;
  method: string;
  object: string;
  request: string;
  answer: string;
  outcome: string;
  text: string;
  times: number;
  previousSha256: string;
}

export interface AuditLogVerdict {
  firstSequence: number;
  lastSequence: number;
  checked: number;
  sha256: string;
  faults: string[];
}

export interface Backup {
  name: string;
  state: '' | 'running' | 'done' | 'failed';
  createdMs: number;
  endedMs: number;
  sizeBytes: number;
  rows: number;
  why: string;
}

export interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export interface CallerInfo {
  name: string;
  role: '' | 'device' | 'teacher' | 'distiller' | 'dashboard' | 'viewer' | 'reviewer' | 'operator' | 'admin';
  kind: '' | 'none' | 'certificate' | 'session' | 'api-token' | 'open';
  deployments: string[];
  expiresAtMs: number;
}

export interface Camera {
  agentId: string;
  cameraId: string;
  state: '' | 'file' | 'waiting' | 'applied' | 'refused';
  revision: number;
  settings?: CameraSettings;
  changedMs?: number;
  why: string;
  report?: CameraReport;
}

export interface CameraChange {
  agentId: string;
  cameraId: string;
  revision: number;
  done: boolean;
  changes: CameraSettingChange[];
  consequences: string[];
}

export interface CameraLabel {
  label: string;
  threshold: number;
  minSize: number;
}

export interface CameraLabels {
  labels: CameraLabel[];
}

export interface CameraMask {
  corners: Corner[];
}

export interface CameraMasks {
  masks: CameraMask[];
}

export interface CameraReport {
  cameraId: string;
  revision: number;
  refusedRevision: number;
  refusal: string;
  local: string[];
  source: string;
  running?: CameraSettings;
  cut: boolean;
}

export interface CameraSettingChange {
  key: string;
  before: string;
  after: string;
}

export interface CameraSettings {
  source?: string;
  fps?: number;
  zones?: CameraZones;
  masks?: CameraMasks;
  labels?: CameraLabels;
  tiles?: CameraTiles;
}

export interface CameraStatus {
  cameraId: string;
  state: '' | 'connecting' | 'streaming' | 'stalled' | 'frozen' | 'failed' | 'ended';
  error: string;
  fps: number;
  frames: number;
  dropped: number;
  reconnects: number;
  latencyP50Ms?: number;
  latencyP95Ms?: number;
  swapGapMaxMs?: number;
}

export interface CameraTiles {
  grid: string;
  overlap?: number;
}

export interface CameraZone {
  name: string;
  corners: Corner[];
}

export interface CameraZones {
  zones: CameraZone[];
}

export interface ClassCount {
  label: string;
  objects: number;
}

export interface ComparedFrame {
  escalationId: string;
  frameSha256: string;
  width: number;
  height: number;
  oldObjects: Detection[];
  newObjects: Detection[];
}

export interface Corner {
  x: number;
  y: number;
}

export interface CreateApiTokenRequest {
  name: string;
  role: '' | 'device' | 'teacher' | 'distiller' | 'dashboard' | 'viewer' | 'reviewer' | 'operator' | 'admin';
  deployments: string[];
  lifetimeMs: number;
}

export interface CreateApiTokenResponse {
  secret: string;
  token?: ApiToken;
}

export interface CreateEnrollmentTokenRequest {
  role: '' | 'device' | 'teacher' | 'distiller' | 'dashboard' | 'viewer' | 'reviewer' | 'operator' | 'admin';
  name: string;
  uses: number;
  lifetimeMs: number;
  tags: Tag[];
  deployments: string[];
}

export interface CreateEnrollmentTokenResponse {
  token: string;
  details?: EnrollmentToken;
}

export interface Deployment {
  summary?: DeploymentSummary;
  applied: string;
  spec: string;
  drift?: DriftState;
  nextRound?: NextRound;
}

export interface DeploymentChange {
  name: string;
  revision: number;
  done: boolean;
  changes: SpecChange[];
  consequences: string[];
}

export interface DeploymentSummary {
  name: string;
  model: string;
  selector: string;
  teacher: string;
  revision: number;
  appliedMs?: number;
  devices: number;
  devicesOnline: number;
  cameras: number;
  otherVersion: number;
  trainable: number;
  desired?: VersionRef;
  desiredWhy: string;
  round?: Round;
  distillation?: Distillation;
  rollout?: Rollout;
}

export interface Detection {
  box?: Box;
  classId: number;
  label: string;
  score: number;
}

export interface DetectorSpec {
  task: '' | 'detection';
  labels: string[];
  input?: InputSpec;
  head?: HeadSpec;
  scoreThreshold: number;
  nmsIou: number;
  tiles?: TileSpec;
}

export interface Device {
  summary?: DeviceSummary;
  heartbeat?: Heartbeat;
  connected: boolean;
  cameraIds: string[];
  ownTags: Tag[];
  operatorTags: Tag[];
  desired?: VersionRef;
  desiredWhy: string;
  deployments: DeviceDeployment[];
  cameras: DeviceCamera[];
}

export interface DeviceCamera {
  cameraId: string;
  ownTags: Tag[];
  operatorTags: Tag[];
}

export interface DeviceCounts {
  online: number;
  away: number;
  revoked: number;
  trainable: number;
  otherVersion: number;
}

export interface DeviceDeployment {
  deployment: string;
  cameraIds: string[];
  desired?: VersionRef;
  desiredWhy: string;
}

export interface DeviceSummary {
  agentId: string;
  deviceClass: string;
  softwareVersion: string;
  state: '' | 'online' | 'away' | 'revoked';
  lastSeenMs: number;
  installed?: VersionRef;
  variant: string;
  cameras: number;
  camerasStreaming: number;
  fps: number;
  latencyP50Ms: number;
  latencyP95Ms: number;
  escalated: number;
  share: number;
  outboxFrames: number;
  evicted: number;
  verdicts: number;
  learner: string;
  auditPrecision?: number;
  auditRecall?: number;
  audits: number;
  attention: string;
  tags: Tag[];
  deployments: string[];
}

export interface Distillation {
  id: string;
  roundId: string;
  state: '' | 'waiting' | 'running' | 'done' | 'failed';
  stage: string;
  epoch: number;
  epochs: number;
  loss?: number;
  startedMs: number;
  endedMs?: number;
  trainingFrames: number;
  validationFrames: number;
  why: string;
  attempts: number;
  steps: number;
  stepsTotal?: number;
  epochMs?: number;
  checkpointEpoch: number;
  deployment: string;
}

export interface Drift {
  series: string;
  camera: string;
  version: string;
  foundMs: number;
  sinceMs: number;
  before: number;
  after: number;
  values: number;
  endedMs?: number;
  ended: string;
  text: string;
}

export interface DriftState {
  series: WatchedSeries[];
  drifts: Drift[];
}

export interface EnrollmentToken {
  id: string;
  role: '' | 'device' | 'teacher' | 'distiller' | 'dashboard' | 'viewer' | 'reviewer' | 'operator' | 'admin';
  name: string;
  usesLeft: number;
  createdAtMs: number;
  expiresAtMs: number;
  tags: Tag[];
  deployments: string[];
  madeBy: string;
}

export interface EscalatedFrame {
  id: string;
  agentId: string;
  cameraId: string;
  sequence: number;
  capturedAtMs: number;
  acceptedAtMs: number;
  frameSha256: string;
  frameBytes: number;
  width: number;
  height: number;
  region?: Region;
  hardness: number;
  reason: string;
  audit: boolean;
  state: '' | 'waiting' | 'answered' | 'held-out' | 'quarantined';
  modelSha256: string;
  version?: VersionRef;
  teacherSha256: string;
  answeredAtMs?: number;
  why: string;
  givenUpAtMs?: number;
  objects: FrameObject[];
  counts?: ObjectCounts;
  deployment: string;
  review?: Review;
}

export interface EscalationInForce {
  settings?: EscalationSettings;
  origin: '' | 'device' | 'deployment' | 'local';
  refused: string;
}

export interface EscalationSettings {
  policy?: string;
  budgetBps?: number;
  burstMs?: number;
  framesPerHour?: number;
  auditShare?: number;
  minHardness?: number;
  minGapMs?: number;
  jpegQuality?: number;
  framing?: string;
}

export interface EscalationStatus {
  escalated: number;
  audits: number;
  sentBytes: number;
  verdicts: number;
  outboxFrames: number;
  outboxBytes: number;
  evicted: number;
  budgetBps?: number;
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

export interface EstimatedShare {
  value: number;
  low: number;
  high: number;
}

export interface Event {
  sequence: number;
  atMs: number;
  severity: '' | 'info' | 'warning' | 'error';
  subject?: Subject;
  text: string;
}

export interface FieldAccuracy {
  version: string;
  teacher: string;
  part: string;
  audits: number;
  found: number;
  invented: number;
  missed: number;
  precision?: FieldEstimate;
  recall?: FieldEstimate;
  f1?: FieldEstimate;
  lastMs: number;
}

export interface FieldCounts {
  frames: number;
  emptyFrames: number;
  objects: number;
  scoreSum: number;
  latencies: number[];
  classes: ClassCount[];
  failedFrames: number;
  droppedFrames: number;
}

export interface FieldEstimate {
  value: number;
  low: number;
  high: number;
}

export interface FieldInterval {
  value: number;
  low: number;
  high: number;
  blocks: number;
}

export interface FleetFigures {
  cameras: number;
  camerasStreaming: number;
  fps: number;
  frames: number;
  escalated: number;
  verdicts: number;
  outboxFrames: number;
  evicted: number;
  replayExamples: number;
}

export interface ForgetDeviceResponse {
  device?: Device;
  kept: string;
}

export interface FrameCount {
  value: string;
  frames: number;
}

export interface FrameObject {
  disagreement: '' | 'confirmed' | 'missed' | 'false' | 'relabelled';
  student?: Detection;
  teacher?: Detection;
}

export interface GateMeasure {
  sample: string;
  difference: number;
  low: number;
  high: number;
  frames: number;
  objects: number;
}

export interface GateResult {
  gate: string;
  passed: boolean;
  why: string;
  measures: GateMeasure[];
  framesWanted: number;
}

export interface HeadSpec {
  family: string;
  parameters: KeyValue[];
}

export interface HealthSignalResult {
  signal: string;
  words: string;
  label: string;
  before?: FieldInterval;
  now?: FieldInterval;
  others?: FieldInterval;
  least?: number;
  most?: number;
  state: '' | 'pass' | 'fail' | 'inconclusive';
  devices: string;
}

export interface Heartbeat {
  uptimeMs: number;
  cameras: CameraStatus[];
  escalation?: EscalationStatus;
  sequence?: number;
  students: StudentStatus[];
}

export interface History {
  fromMs: number;
  toMs: number;
  stepMs: number;
  lines: HistoryLine[];
}

export interface HistoryLine {
  figure: string;
  detail: string;
  unit: string;
  points: HistoryPoint[];
}

export interface HistoryPoint {
  atMs: number;
  value: number;
  low: number;
  high: number;
}

export interface InputSpec {
  name: string;
  layout: '' | 'nchw' | 'nhwc';
  width: number;
  height: number;
  colorOrder: '' | 'rgb' | 'bgr' | 'gray';
  scale: number;
  mean: number[];
  std: number[];
  fit: '' | 'letterbox-center' | 'letterbox-top-left' | 'stretch';
  padValue: number;
}

export interface InspectModelRequest {
  sha256: string;
  fileName: string;
  labelFile: string;
  coco: boolean;
  head: string;
  width: number;
  height: number;
  layout: '' | 'nchw' | 'nhwc';
  nmsIou?: number;
  classAgnosticNms: boolean;
}

export interface KeyValue {
  key: string;
  value: string;
}

export interface LabelAgreement {
  label: string;
  both: number;
  onlyOld: number;
  onlyNew: number;
  precision?: number;
  recall?: number;
}

export interface LearnerStatus {
  roundId: string;
  stage: '' | 'accepted' | 'downloading' | 'training' | 'uploading';
  epoch: number;
  epochs?: number;
  steps: number;
  stepsTotal?: number;
}

export interface Lineage {
  parents: VersionRef[];
  teacherSha256: string;
  roundId: string;
  distillationId: string;
  datasetSha256: string[];
  updateIds: string[];
  recipe: KeyValue[];
}

export interface LineageEdge {
  from: string;
  to: string;
}

export interface LineageGraph {
  nodes: LineageNode[];
  edges: LineageEdge[];
  leftOut: number;
}

export interface LineageNode {
  id: string;
  kind: string;
  text: string;
}

export interface ListApiTokensResponse {
  tokens: ApiToken[];
  nextPageToken: string;
  total: number;
}

export interface ListAuditLogResponse {
  entries: AuditLogEntry[];
  nextPageToken: string;
}

export interface ListBackupsResponse {
  backups: Backup[];
  folder: string;
}

export interface ListCamerasResponse {
  cameras: Camera[];
  nextPageToken: string;
  total: number;
}

export interface ListDeploymentsResponse {
  deployments: DeploymentSummary[];
  nextPageToken: string;
  total: number;
}

export interface ListDevicesResponse {
  devices: DeviceSummary[];
  nextPageToken: string;
  total: number;
}

export interface ListDistillationsResponse {
  distillations: Distillation[];
  nextPageToken: string;
}

export interface ListEnrollmentTokensResponse {
  tokens: EnrollmentToken[];
  nextPageToken: string;
  total: number;
}

export interface ListEscalationsResponse {
  frames: EscalatedFrame[];
  nextPageToken: string;
  lookedAt: number;
  kept: number;
  reasons: FrameCount[];
  labels: FrameCount[];
  deployments: FrameCount[];
}

export interface ListEventsResponse {
  events: Event[];
  nextPageToken: string;
  topics: string[];
}

export interface ListFieldAccuracyResponse {
  rows: FieldAccuracy[];
  nextPageToken: string;
  total: number;
}

export interface ListQuarantineResponse {
  frames: QuarantinedFrame[];
  nextPageToken: string;
  total: number;
}

export interface ListReviewQueueResponse {
  frames: EscalatedFrame[];
  waitingForEstimate: number;
  waitingForLearning: number;
  reviewed: number;
  labels: string[];
}

export interface ListRolloutMembersResponse {
  members: RolloutMember[];
  nextPageToken: string;
}

export interface ListRolloutsResponse {
  rollouts: Rollout[];
  nextPageToken: string;
}

export interface ListRoundParticipantsResponse {
  participants: Participant[];
  nextPageToken: string;
}

export interface ListRoundsResponse {
  rounds: Round[];
  nextPageToken: string;
}

export interface ListTeacherReplacementsResponse {
  replacements: TeacherReplacement[];
  nextPageToken: string;
}

export interface ListTeachersResponse {
  teachers: NamedTeacher[];
  nextPageToken: string;
  total: number;
}

export interface ListUsersResponse {
  users: User[];
  nextPageToken: string;
  total: number;
}

export interface ListVersionsResponse {
  versions: VersionSummary[];
  nextPageToken: string;
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
  kind: '' | 'teacher';
}

export interface MemberCounts {
  total: number;
  waiting: number;
  moving: number;
  confirmed: number;
  failed: number;
  rolledBack: number;
  away: number;
}

export interface Metrics {
  ap?: number;
  ap50?: number;
  ap75?: number;
  ar100?: number;
  images: number;
  datasetSha256: string;
  latencyP50Ms?: number;
  latencyP95Ms?: number;
  deviceClass: string;
}

export interface ModelInspection {
  id: string;
  state: '' | 'reading' | 'ready' | 'refused';
  why: string;
  missing: '' | 'labels' | 'head' | 'input-size';
  detector?: DetectorSpec;
  normalises: boolean;
  labelsAssumed: boolean;
  figures: KeyValue[];
  heads: string[];
}

export interface NamedTeacher {
  name: string;
  processesTotal: number;
  processes: TeacherProcess[];
  deploymentsTotal: number;
  deployments: TaughtDeployment[];
  waiting: number;
}

export interface NextRound {
  notBeforeMs?: number;
  because: string;
  fruitless: number;
  urgent: boolean;
}

export interface ObjectCounts {
  confirmed: number;
  missed: number;
  onlyStudent: number;
  relabelled: number;
  unanswered: number;
}

export interface Participant {
  agentId: string;
  state: '' | 'invited' | 'training' | 'updated' | 'declined' | 'late';
  message: string;
  examples?: number;
  lossBefore?: number;
  lossAfter?: number;
  updateId: string;
  steps: number;
  stepsTotal?: number;
}

export interface ParticipantCounts {
  total: number;
  invited: number;
  training: number;
  updated: number;
  declined: number;
  late: number;
}

export interface PutUserRequest {
  name: string;
  role: '' | 'device' | 'teacher' | 'distiller' | 'dashboard' | 'viewer' | 'reviewer' | 'operator' | 'admin';
  deployments: string[];
  allDeployments: boolean;
  password: string;
  codes: '' | 'new-secret' | 'none';
}

export interface PutUserResponse {
  user?: User;
  codeUri: string;
}

export interface QuarantinedFrame {
  escalationId: string;
  agentId: string;
  cameraId: string;
  givenUpAtMs: number;
  why: string;
  frameSha256: string;
}

export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
  frameWidth: number;
  frameHeight: number;
}

export interface RegisterModelRequest {
  inspectionId: string;
  int8InspectionId: string;
  name: string;
  trainable: boolean;
  aliases: string[];
  note: string;
  kind: '' | 'teacher';
}

export interface ReplaceTeacherRequest {
  deployment: string;
  teacher: string;
  audits: number;
}

export interface Review {
  reviewer: string;
  reviewedAtMs: number;
  sampled: boolean;
}

export interface ReviewedAccuracy {
  models: ReviewedModel[];
}

export interface ReviewedModel {
  modelSha256: string;
  version?: VersionRef;
  audits: number;
  reviewed: number;
  student?: AccuracyEstimate;
  studentByReviews?: AccuracyEstimate;
  teacher?: AccuracyEstimate;
}

export interface Rollout {
  id: string;
  version?: VersionRef;
  previous?: VersionRef;
  state: '' | 'canary' | 'waves' | 'paused' | 'done' | 'rolling-back' | 'rolled-back' | 'aborted' | 'canary-bake' | 'final-bake' | 'undecided';
  startedMs: number;
  endedMs?: number;
  why: string;
  members?: MemberCounts;
  swapGapMaxMs?: number;
  deployment: string;
  health?: RolloutHealth;
}

export interface RolloutHealth {
  state: '' | 'pass' | 'fail' | 'inconclusive';
  why: string;
  sinceMs: number;
  leastMs: number;
  limitMs: number;
  frames: number;
  objects: number;
  leastFrames: number;
  leastObjects: number;
  signals: HealthSignalResult[];
}

export interface RolloutMember {
  agentId: string;
  wave: number;
  state: '' | 'waiting' | 'sent' | 'downloading' | 'self-test' | 'swapped' | 'confirmed' | 'failed' | 'rolled-back';
  away: boolean;
  message: string;
  swapGapMs: number;
  tookMs: number;
}

export interface RolloutPlan {
  version?: VersionRef;
  previous?: VersionRef;
  waves: RolloutWave[];
  atOnce: number;
  deviceDeadlineMs: number;
  bakeMs: number;
  bakeLimitMs: number;
  bakeFrames: number;
  bakeObjects: number;
  watchMs: number;
  measuredDevices: number;
  medianInstallMs: number;
  slowInstallMs: number;
  expectedMs?: number;
  mostMs: number;
}

export interface RolloutWave {
  number: number;
  devices: number;
  mayFail: number;
  named: string[];
}

export interface Round {
  id: string;
  state: '' | 'open' | 'aggregating' | 'aggregated' | 'failed';
  startedMs: number;
  endedMs?: number;
  base?: VersionRef;
  why: string;
  participants?: ParticipantCounts;
  deployment: string;
  opened: string;
}

export interface SignInRequest {
  user: string;
  password: string;
  code: string;
  link: string;
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
  damaged: boolean;
}

export interface SnapshotList {
  snapshots: Snapshot[];
  nextPageToken: string;
}

export interface SpecChange {
  key: string;
  before: string;
  after: string;
}

export interface Storage {
  uses: StorageUse[];
}

export interface StorageUse {
  kind: '' | 'frames' | 'frame-segments' | 'artifacts' | 'damaged-artifacts';
  count: number;
  sizeBytes: number;
  unneeded: number;
  unneededBytes: number;
}

export interface StudentStatus {
  deployment: string;
  cameraIds: string[];
  installed?: VersionRef;
  variant: string;
  modelSha256: string;
  replayExamples: number;
  learner: string;
  learning?: LearnerStatus;
  escalation?: EscalationInForce;
  field?: FieldCounts;
}

export interface Subject {
  topic: string;
  object: string;
  who: string;
}

export interface Summary {
  atMs: number;
  devices?: DeviceCounts;
  figures?: FleetFigures;
  escalations?: EscalationTotals;
  alarms: Alarm[];
  teachersTotal: number;
  teachers: Teacher[];
  roundsTotal: number;
  distillationsTotal: number;
  rolloutsTotal: number;
  versionsTotal: number;
  round?: Round;
  distillation?: Distillation;
  rollout?: Rollout;
  version?: VersionSummary;
  stable?: VersionSummary;
  events: Event[];
  desired?: VersionSummary;
  deploymentsTotal: number;
}

export interface Tag {
  key: string;
  value: string;
}

export interface TaughtDeployment {
  name: string;
  waiting: number;
  framesPerHour?: number;
  bytesPerHour?: number;
  teacherShare?: number;
  atQuota: string;
  deferred: number;
}

export interface Teacher {
  workerId: string;
  modelSha256: string;
  answered: number;
  latencyMs?: number;
  meanBatch?: number;
}

export interface TeacherProcess {
  workerId: string;
  modelSha256: string;
  version?: VersionRef;
  answered: number;
  latencyMs?: number;
  meanBatch?: number;
  underWay: number;
}

export interface TeacherReplacement {
  deployment: string;
  oldTeacher: string;
  newTeacher: string;
  state: '' | 'comparing' | 'accepted' | 'dropped';
  startedMs: number;
  endedMs?: number;
  oldModelSha256: string;
  newModelSha256: string;
  audits: number;
  auditsWanted: number;
  all?: LabelAgreement;
  labels: LabelAgreement[];
  examples: ComparedFrame[];
}

export interface TileSpec {
  grid: string;
  overlap: number;
}

export interface User {
  name: string;
  role: '' | 'device' | 'teacher' | 'distiller' | 'dashboard' | 'viewer' | 'reviewer' | 'operator' | 'admin';
  deployments: string[];
  codes: boolean;
  createdAtMs: number;
  changedAtMs: number;
  seenAtMs?: number;
}

export interface Variant {
  name: string;
  artifact?: Artifact;
  metrics: Metrics[];
  kept: boolean;
  why: string;
}

export interface VariantSummary {
  name: string;
  kept: boolean;
  why: string;
  metrics?: Metrics;
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

export interface VersionSummary {
  version?: VersionRef;
  createdAtMs: number;
  note: string;
  aliases: string[];
  devices: number;
  variants: VariantSummary[];
  baseline?: Metrics;
  parent?: VersionRef;
  gatesPassed: number;
  gatesFailed: string[];
  kind: '' | 'teacher';
}

export interface WatchedSeries {
  series: string;
  camera: string;
  version: string;
  values: number;
  level: number;
  suspicion: number;
}
