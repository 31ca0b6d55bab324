// Neighbours in a lineage graph: what a node was made from, and what it was used in.
import type { LineageGraph, LineageNode } from '../messages';

export interface Group {
  kind: string;
  nodes: LineageNode[];
}

export interface Neighbourhood {
  focus: LineageNode;
  from: Group[];
  into: Group[];
}

/** The order of kinds along the loop; other kinds come last. */
const ORDER = [
  'frame',
  'verdict',
  'dataset',
  'teacher',
  'update',
  'round',
  'distillation',
  'version',
  'rollout',
  'device',
];

function grouped(nodes: LineageNode[]): Group[] {
  const kinds = [...new Set(nodes.map((n) => n.kind))];
  const rank = (kind: string) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);
  return kinds.sort((a, b) => rank(a) - rank(b)).map((kind) => ({ kind, nodes: nodes.filter((n) => n.kind === kind) }));
}

/** A node with its neighbours on both sides; undefined if the graph does not contain it. */
export function neighbourhood(graph: LineageGraph, id: string): Neighbourhood | undefined {
  const byId = new Map(graph.nodes.map((n) => [n.id, n]));
  const focus = byId.get(id);
  if (!focus) return undefined;
  const known = (ids: string[]) =>
    [...new Set(ids)].map((x) => byId.get(x)).filter((n): n is LineageNode => n !== undefined);
  return {
    focus,
    from: grouped(known(graph.edges.filter((e) => e.to === id).map((e) => e.from))),
    into: grouped(known(graph.edges.filter((e) => e.from === id).map((e) => e.to))),
  };
}

/** A digest or a random id, which is no use as a title. */
const OPAQUE = /^[0-9a-f-]{32,}$/;

/** Title and note of a node. The title is its name, or its text if the name is a digest. */
export function labelOf(node: LineageNode): { title: string; note: string } {
  const name = node.id.slice(node.id.indexOf('/') + 1);
  if (OPAQUE.test(name)) return { title: node.text || name.slice(0, 12), note: node.text ? name.slice(0, 12) : '' };
  const said = node.text.startsWith(name) ? node.text.slice(name.length).trim() : node.text;
  return { title: name, note: said === node.kind ? '' : said };
}

/** The page that shows a node; undefined if there is none. */
export function pageOf(node: LineageNode): string | undefined {
  const rest = node.id.slice(node.id.indexOf('/') + 1);
  switch (node.kind) {
    case 'version': {
      const colon = rest.lastIndexOf(':');
      return colon > 0 ? `/versions/${encodeURIComponent(rest.slice(0, colon))}/${rest.slice(colon + 1)}` : undefined;
    }
    case 'device':
      return `/devices/${encodeURIComponent(rest)}`;
    case 'round':
      return '/rounds';
    case 'distillation':
      return '/distillations';
    case 'rollout':
      return '/rollouts';
    default:
      return undefined;
  }
}
