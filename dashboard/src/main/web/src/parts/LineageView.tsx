import { useEffect, useState } from 'preact/hooks';
import { CallFailed, calls } from '../live/calls';
import { labelOf, neighbourhood, pageOf, type Group } from '../logic/lineage';
import type { LineageGraph, LineageNode } from '../messages';

/** Where a version came from and where it went: one thing in the middle, its causes to the left, what came of it to the right. */
export function LineageView({ reference }: { reference: string }) {
  const start = `version/${reference}`;
  const [focus, setFocus] = useState(start);
  const { graph, failure } = useLineage(focus);
  useEffect(() => setFocus(start), [start]);

  const around = graph && (neighbourhood(graph, focus) ?? neighbourhood(graph, start));
  if (!around) return failure ? <p class="failure">{failure}</p> : <p class="dim">Following the lineage…</p>;
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
        <Side key={`${focus} into`} title="Went into" groups={around.into} follow={setFocus} />
      </div>
      {failure && <p class="failure">{failure}</p>}
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

/** All that a thing came from and went into. The last answer stays until the next one is there. */
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

/** Frames come in hundreds: a few are listed, the rest on demand. */
const FEW = 6;

function Side({ title, groups, follow }: { title: string; groups: Group[]; follow(id: string): void }) {
  return (
    <div class="side">
      <h3>{title}</h3>
      {groups.length === 0 && <p class="dim">nothing that the registry knows</p>}
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
