import { useEffect, useState } from 'preact/hooks';
import { CallFailed, calls } from '../live/calls';
import { labelOf, neighbourhood, pageOf, type Group } from '../logic/lineage';
import { count } from '../logic/format';
import type { LineageGraph, LineageNode } from '../messages';

/** The lineage of a version: one node in the middle, what it was made from on the left, what it was used in on the right. */
export function LineageView({ reference }: { reference: string }) {
  const start = `version/${reference}`;
  const [focus, setFocus] = useState(start);
  const { graph, failure } = useLineage(focus);
  useEffect(() => setFocus(start), [start]);

  const around = graph && (neighbourhood(graph, focus) ?? neighbourhood(graph, start));
  if (!around) return failure ? <p class="failure">{failure}</p> : <p class="dim">Loading the lineage…</p>;
  const page = pageOf(around.focus);
  const { title, note } = labelOf(around.focus);
  return (
    <>
      <div class="lineage">
        <Side key={`${focus} from`} title="Made from" groups={around.from} follow={setFocus} />
        <div class="focus" aria-live="polite">
          <span class="label">{around.focus.kind}</span>
          <strong>{title}</strong>
          {note && <small>{note}</small>}
          {page && focus !== start && <a href={page}>open</a>}
        </div>
        <Side key={`${focus} into`} title="Used in" groups={around.into} follow={setFocus} />
      </div>
      {failure && <p class="failure">{failure}</p>}
      {graph && graph.leftOut > 0 && <p class="dim">{count(graph.leftOut)} more nodes did not fit into the answer.</p>}
      {focus !== start && (
        <p>
          <button type="button" class="quiet" onClick={() => setFocus(start)}>
            Back to {reference}
          </button>
        </p>
      )}
    </>
  );
}

/** Everything that a node was made from and used in. The previous answer is shown until the next one has arrived. */
function useLineage(id: string): { graph: LineageGraph | null; failure: string } {
  const [graph, setGraph] = useState<LineageGraph | null>(null);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    let over = false;
    setFailure('');
    calls.lineage(id).then(
      (found) => !over && setGraph(found),
      (thrown) => !over && setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown)),
    );
    return () => {
      over = true;
    };
  }, [id]);
  return { graph, failure };
}

/** Nodes of a kind that are listed at first; frames come in hundreds. The rest is shown on demand. */
const FEW = 6;

function Side({ title, groups, follow }: { title: string; groups: Group[]; follow(id: string): void }) {
  return (
    <div class="side">
      <h3>{title}</h3>
      {groups.length === 0 && <p class="dim">nothing recorded</p>}
      {groups.map((group) => (
        <Kind key={group.kind} group={group} follow={follow} />
      ))}
    </div>
  );
}

function Kind({ group, follow }: { group: Group; follow(id: string): void }) {
  const [all, setAll] = useState(false);
  const shown: LineageNode[] = all ? group.nodes.slice(0, 500) : group.nodes.slice(0, FEW);
  return (
    <div class="kind">
      <span class="label">
        {group.nodes.length > 1 ? `${group.nodes.length} × ` : ''}
        {group.kind}
      </span>
      <ul>
        {shown.map((node) => (
          <li key={node.id}>
            <button type="button" class="node" title={`${node.id} ${node.text}`} onClick={() => follow(node.id)}>
              {labelOf(node).title}
            </button>
          </li>
        ))}
      </ul>
      {!all && group.nodes.length > FEW && (
        <button type="button" class="quiet" onClick={() => setAll(true)}>
          {group.nodes.length - FEW} more
        </button>
      )}
    </div>
  );
}
