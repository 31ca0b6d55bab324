// Who uses the page. Without a session the sign-in page stands in place of all others.
import { signal } from '@preact/signals';
import { lacking, type PersonRole } from '../logic/roles';
import type { CallerInfo, SignInRequest } from '../messages';

/** undefined: not known yet; null: nobody is signed in. */
export const person = signal<CallerInfo | null | undefined>(undefined);

/** Why the person may not do what a role may; empty when it may. */
export const lacks = (needed: PersonRole) => (person.value ? lacking(person.value.role, needed) : '');

/** The deployments that the person's role is for, where it is not for all: then there is no live stream. */
export const limitedTo = () => person.value?.deployments ?? [];

/** Whether the coordinator asks nobody who he is: then nobody signs in or out. */
export const isOpen = () => person.value?.kind === 'open';

const TIMEOUT_MS = 15_000;

async function call(path: string, method: string, body?: object): Promise<Response> {
  return fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-Vedette': 'dashboard' },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

let asking = false;

/** Asks who the person is. What is known stays while the dashboard or the coordinator does not answer. */
export async function askWho(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const response = await call('/api/who', 'GET');
    if (response.ok) person.value = (await response.json()) as CallerInfo;
    else if (response.status === 401) person.value = null;
  } catch {
    // The live stream tells that nobody answers.
  } finally {
    asking = false;
  }
}

/** Signs in; answers why it was refused, empty when it was not. */
export async function signIn(request: Partial<SignInRequest>): Promise<string> {
  try {
    const response = await call('/api/sign-in', 'POST', request);
    const answer: unknown = await response.json().catch(() => ({}));
    if (!response.ok) return (answer as { error?: string }).error ?? `the dashboard answered ${response.status}`;
    person.value = answer as CallerInfo;
    return '';
  } catch {
    return 'the dashboard does not answer; is it still running?';
  }
}

export async function signOut(): Promise<void> {
  try {
    await call('/api/sign-out', 'POST', {});
  } finally {
    await askWho();
  }
}
