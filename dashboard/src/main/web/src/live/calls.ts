// Calls of the management API: each is a method of the coordinator's service, by its name and with its messages.
// Every change carries a header that a page of another origin cannot send.
import type { ApiToken, Backup, CameraChange, CameraSettings, CreateApiTokenRequest, CreateApiTokenResponse, DeploymentChange, Device, Distillation, EscalatedFrame, InspectModelRequest, LineageGraph, ModelInspection, PutUserRequest, PutUserResponse, RegisterModelRequest, ReplaceTeacherRequest, Rollout, Round, SnapshotList, Storage, Tag, TeacherReplacement, User, Version, VersionRef } from '../messages';
import type { ReviewBox } from '../logic/reviewBoxes';
import { person } from './person';

/** A call that failed; the message is one line for people. */
export class CallFailed extends Error {}

/** Fields of a request in an address. */
export type Question = Record<string, string | number | boolean | readonly string[] | undefined>;

/** The fields of a request as they stand in an address, "?states=away"; what is empty is left out. */
export function query(question: Question = {}): string {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    if (typeof value === 'object') value.forEach((one) => fields.append(name, one));
    else if (value !== undefined && value !== '' && value !== false) fields.set(name, String(value));
  }
  const text = fields.toString();
  return text && `?${text}`;
}

/** The address of a method with the fields of its request. */
export const address = (method: string, question: Question = {}) => `/api/v1/${method}${query(question)}`;

async function answered<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(15_000) });
  } catch {
    throw new CallFailed('the dashboard does not answer; is it still running?');
  }
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.status === 401) person.value = null;
  if (!response.ok) {
    throw new CallFailed((answer as { error?: string }).error ?? `the dashboard answered ${response.status}`);
  }
  return answer as T;
}

/** Calls a method that changes nothing. */
export const read = <T>(method: string, question: Question = {}) => answered<T>(address(method, question), {});

/** Calls a method that changes something. */
const change = <T>(method: string, request: object) =>
  answered<T>(address(method), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Vedette': 'dashboard' },
    body: JSON.stringify(request),
  });

export type Steering = 'pause' | 'resume' | 'abort' | 'rollback';

const STEERING: Record<Steering, string> = {
  pause: 'PauseRollout',
  resume: 'ResumeRollout',
  abort: 'AbortRollout',
  rollback: 'RollBack',
};

/** The newest frame of every camera; the pictures of many cameras come in several answers. */
async function snapshots(agentId: string): Promise<SnapshotList> {
  const all: SnapshotList = { snapshots: [], nextPageToken: '' };
  do {
    const page = await read<SnapshotList>('GetSnapshots', { agentId, pageToken: all.nextPageToken });
    all.snapshots.push(...page.snapshots);
    all.nextPageToken = page.nextPageToken;
  } while (all.nextPageToken);
  return all;
}

/** Asks until the coordinator has read the file; each answer comes within seconds. */
async function inspectModel(request: Partial<InspectModelRequest>): Promise<ModelInspection> {
  for (;;) {
    const found = await change<ModelInspection>('InspectModel', request);
    if (found.state !== 'reading') return found;
  }
}

export const calls = {
  inspectModel,
  registerModel: (request: Partial<RegisterModelRequest>) => change<Version>('RegisterModel', request),
  snapshots,
  version: (reference: string) => read<Version>('GetVersion', { reference }),
  lineage: (reference: string) => read<LineageGraph>('GetLineage', { reference }),
  startRound: (deployment: string) => change<Round>('StartRound', { deployment }),
  cancelRound: (roundId: string, why: string) => change<Round>('CancelRound', { roundId, why }),
  cancelDistillation: (distillationId: string, why: string) =>
    change<Distillation>('CancelDistillation', { distillationId, why }),
  startRollout: (reference: string) => change<Rollout>('StartRollout', { reference }),
  steer: (rolloutId: string, steering: Steering, why: string) =>
    change<Rollout>(STEERING[steering], { rolloutId, why }),
  replaceTeacher: (request: ReplaceTeacherRequest) => change<TeacherReplacement>('ReplaceTeacher', request),
  acceptTeacher: (deployment: string) => change<TeacherReplacement>('AcceptTeacher', { deployment }),
  dropTeacher: (deployment: string) => change<TeacherReplacement>('DropTeacher', { deployment }),
  applyDeployment: (spec: string, dryRun: boolean) => change<DeploymentChange>('ApplyDeployment', { spec, dryRun }),
  deleteDeployment: (name: string, dryRun: boolean) => change<DeploymentChange>('DeleteDeployment', { name, dryRun }),
  tagDevice: (agentId: string, cameraId: string, set: Tag[], remove: string[]) =>
    change<Device>('TagDevice', { agentId, cameraId, set, remove }),
  applyCamera: (
    agentId: string,
    cameraId: string,
    settings: CameraSettings,
    dryRun: boolean,
    why: string,
    seenRevision: number,
  ) => change<CameraChange>('ApplyCamera', { agentId, cameraId, settings, dryRun, why, seenRevision }),
  /** Without boxes the verdict is right as it is. */
  submitReview: (escalationId: string, boxes?: readonly ReviewBox[]) =>
    change<EscalatedFrame>('SubmitReview', {
      escalationId,
      // Counts where nobody signs in; elsewhere the person's name is stored.
      reviewer: 'dashboard',
      ...(boxes ? { objects: { objects: boxes.map(({ label, box }) => ({ label, box, score: 1 })) } } : { acceptVerdict: true }),
    }),
  putUser: (request: Partial<PutUserRequest>) => change<PutUserResponse>('PutUser', request),
  deleteUser: (name: string) => change<User>('DeleteUser', { name }),
  createApiToken: (request: Partial<CreateApiTokenRequest>) => change<CreateApiTokenResponse>('CreateApiToken', request),
  revokeApiToken: (id: string) => change<ApiToken>('RevokeApiToken', { id }),
  createBackup: () => change<Backup>('CreateBackup', {}),
  collectGarbage: () => change<Storage>('CollectGarbage', {}),
  revoke: (agentId: string) => change<unknown>('RevokeDevice', { agentId }),
  forget: (agentId: string) => change<unknown>('ForgetDevice', { agentId, force: true }),
  alias: (alias: string, version: VersionRef) => change<Version>('SetAlias', { alias, version }),
};
