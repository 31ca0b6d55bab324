// Calls to the dashboard's API. Every change carries a header that a page of another origin cannot send.
import type { Distillation, LineageGraph, Rollout, Round, SnapshotList, Storage, Version, VersionRef } from '../messages';

/** A call that failed; the message is one line for people. */
export class CallFailed extends Error {}

async function call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: method === 'GET' ? {} : { 'Content-Type': 'application/json', 'X-Vedette': 'dashboard' },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    throw new CallFailed('the dashboard does not answer; is it still running?');
  }
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new CallFailed((answer as { error?: string }).error ?? `the dashboard answered ${response.status}`);
  }
  return answer as T;
}

export type Steering = 'pause' | 'resume' | 'abort' | 'rollback';

const at = encodeURIComponent;

/** Reads an address of the API. */
export const ask = <T>(path: string) => call<T>('GET', path);

/** The newest frame of every camera; the pictures of many cameras come in several answers. */
async function snapshots(agentId: string): Promise<SnapshotList> {
  const all: SnapshotList = { snapshots: [], nextPageToken: '' };
  do {
    const page = await ask<SnapshotList>(`/api/devices/${at(agentId)}/snapshots?pageToken=${at(all.nextPageToken)}`);
    all.snapshots.push(...page.snapshots);
    all.nextPageToken = page.nextPageToken;
  } while (all.nextPageToken);
  return all;
}

export const calls = {
  snapshots,
  version: (reference: string) => call<Version>('GET', `/api/version?reference=${at(reference)}`),
  lineage: (reference: string) => call<LineageGraph>('GET', `/api/lineage?reference=${at(reference)}`),
  startRound: () => call<Round>('POST', '/api/rounds', {}),
  cancelRound: (roundId: string, why: string) => call<Round>('POST', `/api/rounds/${at(roundId)}/cancel`, { why }),
  cancelDistillation: (id: string, why: string) =>
    call<Distillation>('POST', `/api/distillations/${at(id)}/cancel`, { why }),
  startRollout: (reference: string) => call<Rollout>('POST', '/api/rollouts', { reference }),
  steer: (rolloutId: string, steering: Steering, why: string) =>
    call<Rollout>('POST', `/api/rollouts/${at(rolloutId)}/${steering}`, { why }),
  collectGarbage: () => call<Storage>('POST', '/api/storage/collect', {}),
  revoke: (agentId: string) => call<unknown>('POST', `/api/devices/${at(agentId)}/revoke`, {}),
  forget: (agentId: string) => call<unknown>('POST', `/api/devices/${at(agentId)}/forget`, { force: true }),
  alias: (alias: string, version: VersionRef) => call<Version>('PUT', `/api/aliases/${at(alias)}`, version),
};
