import { expect, test } from 'vitest';
import { labelOf, neighbourhood, pageOf } from './lineage';

const node = (id: string) => ({ id, kind: id.split('/')[0]!, text: id });
const graph = {
  nodes: ['frame/1', 'frame/2', 'update/u', 'version/s:1', 'round/r'].map(node),
  leftOut: 0,
  edges: [
    { from: 'frame/1', to: 'update/u' },
    { from: 'frame/2', to: 'update/u' },
    { from: 'frame/2', to: 'update/u' },
    { from: 'version/s:1', to: 'update/u' },
    { from: 'update/u', to: 'round/r' },
    { from: 'frame/9', to: 'update/u' },
  ],
};

test('both sides of a node, grouped by kind in the order of the loop', () => {
  const around = neighbourhood(graph, 'update/u')!;
  expect(around.from.map((g) => [g.kind, g.nodes.length])).toEqual([
    ['frame', 2],
    ['version', 1],
  ]);
  expect(around.into.map((g) => g.kind)).toEqual(['round']);
  expect(neighbourhood(graph, 'frame/9')).toBeUndefined();
});

test('some kinds of nodes have a page', () => {
  expect(pageOf(node('version/s:1'))).toBe('/versions/s/1');
  expect(pageOf(node('device/line 1'))).toBe('/devices/line%201');
  expect(pageOf(node('frame/1'))).toBeUndefined();
});

test('the title of a node is its name, or its text if the name is a digest', () => {
  expect(labelOf({ id: 'version/s:2', kind: 'version', text: 's:2 after r-1' })).toEqual({
    title: 's:2',
    note: 'after r-1',
  });
  expect(labelOf({ id: 'round/r-1', kind: 'round', text: '2 updates' })).toEqual({ title: 'r-1', note: '2 updates' });
  expect(labelOf({ id: `frame/${'ab'.repeat(32)}`, kind: 'frame', text: 'line-1/cam #7' })).toEqual({
    title: 'line-1/cam #7',
    note: 'abababababab',
  });
  expect(labelOf({ id: `frame/${'ab'.repeat(32)}`, kind: 'frame', text: '' })).toEqual({
    title: 'abababababab',
    note: '',
  });
});
