import { expect, test } from 'vitest';
import { neighbourhood, pageOf } from './lineage';

const node = (id: string) => ({ id, kind: id.split('/')[0]!, text: id });
const graph = {
  nodes: ['frame/1', 'frame/2', 'update/u', 'version/s:1', 'round/r'].map(node),
  edges: [
    { from: 'frame/1', to: 'update/u' }, { from: 'frame/2', to: 'update/u' }, { from: 'frame/2', to: 'update/u' },
    { from: 'version/s:1', to: 'update/u' }, { from: 'update/u', to: 'round/r' }, { from: 'frame/9', to: 'update/u' },
  ],
};

test('both sides of a node, grouped in the order in which things come into being', () => {
  const around = neighbourhood(graph, 'update/u')!;
  expect(around.from.map((g) => [g.kind, g.nodes.length])).toEqual([['frame', 2], ['version', 1]]);
  expect(around.into.map((g) => g.kind)).toEqual(['round']);
  expect(neighbourhood(graph, 'frame/9')).toBeUndefined();
});

test('nodes that have a page lead to it', () => {
  expect(pageOf(node('version/s:1'))).toBe('/versions/s/1');
  expect(pageOf(node('device/line 1'))).toBe('/devices/line%201');
  expect(pageOf(node('frame/1'))).toBeUndefined();
});
