// Addresses of the pages.

export type Route =
  | { page: 'overview' | 'fleet' | 'rounds' | 'distillations' | 'versions' | 'rollouts' | 'deployments' | 'events' | 'frames' | 'review' | 'quarantine' | 'storage' | 'models' | 'teachers' | 'people' | 'audit-log' }
  | { page: 'device'; agentId: string }
  | { page: 'camera'; agentId: string; cameraId: string }
  | { page: 'deployment'; name: string }
  | { page: 'version'; name: string; number: number }
  | { page: 'unknown'; path: string };

const PLAIN = ['fleet', 'rounds', 'distillations', 'versions', 'rollouts', 'deployments', 'events', 'frames', 'review', 'quarantine', 'storage', 'models', 'teachers', 'people', 'audit-log'] as const;

function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

export function parse(path: string): Route {
  const [first, second, third, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === undefined) return { page: 'overview' };
  if (first === 'devices' && third === 'cameras' && rest.length === 1) {
    const agentId = decoded(second);
    const cameraId = decoded(rest[0]);
    if (agentId && cameraId) return { page: 'camera', agentId, cameraId };
  }
  if (rest.length === 0) {
    const plain = PLAIN.find((name) => name === first);
    if (plain && second === undefined) return { page: plain };
    const name = decoded(second);
    if (first === 'devices' && name && third === undefined) return { page: 'device', agentId: name };
    if (first === 'deployments' && name && third === undefined) return { page: 'deployment', name };
    if (first === 'versions' && name && third && /^\d{1,9}$/.test(third))
      return { page: 'version', name, number: Number(third) };
  }
  return { page: 'unknown', path };
}
