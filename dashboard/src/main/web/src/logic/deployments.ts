// Deployments in words, and in the order in which people need them. Pure.
import type { DeploymentSummary, DeviceDeployment, Rollout, StudentStatus } from '../messages';
import { duration, plural } from './format';
import { named } from './versions';

/** The deployment that the coordinator's file describes. */
export const DEFAULT = 'default';

/** The text of the default deployment that is as the coordinator's file says. */
export const AS_THE_FILE = '{\n  "name": "default"\n}';

/** What a new deployment's text begins with. */
export const TEMPLATE = '{\n  "name": "boards",\n  "selector": "line=boards"\n}';

export const deploymentPath = (name: string) => `/deployments/${encodeURIComponent(name)}`;

const UNDER_WAY = ['canary', 'canary-bake', 'waves', 'final-bake', 'undecided', 'paused', 'rolling-back'];
const TROUBLED = ['undecided', 'paused', 'rolling-back', 'rolled-back', 'aborted'];

export function isUnderWay(rollout: Rollout | undefined): boolean {
  return rollout !== undefined && UNDER_WAY.includes(rollout.state);
}

/** Why a deployment requires attention; '' if it does not. */
export function attentionOf(of: DeploymentSummary): string {
  const { rollout, otherVersion } = of;
  if (rollout && TROUBLED.includes(rollout.state)) {
    return `rollout ${rollout.id} is ${rollout.state}${rollout.why ? `: ${rollout.why}` : ''}`;
  }
  if (!of.desired) return `no version yet: register one of the model ${of.model} and roll it out`;
  return otherVersion > 0 && !isUnderWay(rollout)
    ? `${others(otherVersion)}, and no rollout is under way`
    : '';
}

const others = (n: number) => `${plural(n, 'device reports', 'devices report')} another version`;

/** Those that require attention first, then by name. */
export function ordered(all: readonly DeploymentSummary[]): DeploymentSummary[] {
  const rank = (of: DeploymentSummary) => (attentionOf(of) ? 0 : 1);
  return [...all].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/**
 * What contradicts a rollout that is done: devices that report another version now. '' unless it is the newest rollout of
 * its deployment, since devices should not run what earlier ones brought.
 */
export function sinceDone(rollout: Rollout, deployments: readonly DeploymentSummary[]): string {
  const of = deployments.find((one) => one.rollout?.id === rollout.id);
  return rollout.state === 'done' && of && of.otherVersion > 0 && named(of.desired) === named(rollout.version)
    ? `done; ${others(of.otherVersion)} now`
    : '';
}

export interface Group {
  title: string;
  rows: Row[];
}

interface Row {
  key: string;
  label: string;
  value: string;
  own: boolean;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What a deployment obeys, group by group; `own` marks what was applied, the rest is as the coordinator's file says. */
export function obeyed(spec: string, applied: string): Group[] {
  const whole = parsed(spec);
  const own = parsed(applied);
  const groups: Group[] = [{ title: 'Deployment', rows: [] }];
  for (const [name, value] of Object.entries(whole)) {
    if (isGroup(value)) {
      const mine = own[name];
      const rows = Object.entries(value).flatMap(([key, leaf]) => leaves(`${name}.${key}`, key, leaf, isGroup(mine) ? mine[key] : undefined));
      groups.push({ title: words(name), rows: rows.filter((one) => one.value !== '') });
    } else {
      groups[0]!.rows.push(row(name, name, value, name in own));
    }
  }
  return groups.filter((group) => group.rows.length > 0);
}

const isGroup = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A key of a group; a group in it has a row for each of its keys: "Bake: time". */
function leaves(key: string, name: string, value: Json, own: Json | undefined): Row[] {
  if (!isGroup(value)) return [row(key, name, value, own !== undefined)];
  return Object.entries(value).map(([inner, leaf]) => {
    const mine = isGroup(own) && inner in own;
    return { ...row(`${key}.${inner}`, inner, leaf, mine), label: `${words(name)}: ${words(inner).toLowerCase()}` };
  });
}

function row(key: string, name: string, value: Json, own: boolean): Row {
  return { key, label: words(name), value: readable(value), own };
}

function parsed(text: string): { [key: string]: Json } {
  try {
    const json = JSON.parse(text || '{}') as Json;
    return isGroup(json) ? json : {};
  } catch {
    return {};
  }
}

/** "minInterval" -> "Min interval". */
function words(key: string): string {
  const spaced = key.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function readable(value: Json): string {
  if (value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return time(value) ?? value;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** A time of ISO-8601, as the coordinator writes it: "PT1H30M" -> "1 h 30 min"; undefined for any other text. */
function time(text: string): string | undefined {
  const found = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(text);
  if (!found || text === 'PT') return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return ms < 1000 && ms > 0 ? `${ms} ms` : duration(ms);
}

/** JSON with one key a line; what is no JSON stays as it is, and the coordinator says what is wrong with it. */
export function formatted(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export interface DeviceStudent {
  deployment: string;
  cameraIds: string[];
  desired: DeviceDeployment['desired'];
  desiredWhy: string;
  student: StudentStatus | undefined;
  /** Its student reports another version than it should run. */
  differs: boolean;
}

/** The deployments of a device with what its students report; students whose deployment has no camera here come last. */
export function studentsOf(deployments: readonly DeviceDeployment[], students: readonly StudentStatus[]): DeviceStudent[] {
  const reported = new Map(students.map((one) => [one.deployment, one]));
  const assigned = deployments.map((of) => {
    const student = reported.get(of.deployment);
    reported.delete(of.deployment);
    return {
      deployment: of.deployment,
      cameraIds: of.cameraIds,
      desired: of.desired,
      desiredWhy: of.desiredWhy,
      student,
      differs: of.desired !== undefined && student !== undefined && named(student.installed) !== named(of.desired),
    };
  });
  const left = [...reported.values()].map((student) => ({
    deployment: student.deployment,
    cameraIds: [],
    desired: undefined,
    desiredWhy: '',
    student,
    differs: false,
  }));
  return [...assigned, ...left];
}
