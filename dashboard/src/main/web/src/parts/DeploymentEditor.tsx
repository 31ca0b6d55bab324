import { useState } from 'preact/hooks';
import { lacks } from '../live/person';
import { CallFailed, calls } from '../live/calls';
import { formatted } from '../logic/deployments';
import type { DeploymentChange } from '../messages';
import { ChangeView } from './ChangeView';

/** The text of a deployment: what it changes is shown first, then it may be applied. */
export function DeploymentEditor({
  text: first,
  applied,
  close,
}: {
  text: string;
  /** Called with the name after it was applied. */
  applied(name: string): void;
  close(): void;
}) {
  const [text, setText] = useState(() => formatted(first));
  const [seen, setSeen] = useState<{ text: string; change: DeploymentChange }>();
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const change = seen?.text === text ? seen.change : undefined;
  const differs = change !== undefined && change.changes.length > 0;

  const ask = async (dryRun: boolean) => {
    setBusy(true);
    setFailure('');
    try {
      const answer = await calls.applyDeployment(text, dryRun);
      if (dryRun) setSeen({ text, change: answer });
      else applied(answer.name);
    } catch (thrown) {
      setSeen(undefined);
      setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <section class="sheet" aria-labelledby="editor">
      <h2 id="editor">What is applied</h2>
      <div class="editor">
        <div>
          <textarea
            class="code"
            aria-label="The deployment as JSON"
            aria-invalid={failure !== ''}
            spellcheck={false}
            rows={Math.min(30, Math.max(10, text.split('\n').length + 1))}
            value={text}
            onInput={(e) => setText(e.currentTarget.value)}
          />
          <div class="actions">
            <button type="button" class={differs ? '' : 'solid'} disabled={busy || lacks('operator') !== ''} title={lacks('operator')} onClick={() => ask(true)}>
              Show what changes
            </button>
            {differs && (
              <button type="button" class="solid" disabled={busy || lacks('operator') !== ''} title={lacks('operator')} onClick={() => ask(false)}>
                Apply
              </button>
            )}
            <button type="button" class="quiet" onClick={() => setText(formatted(text))}>
              Format
            </button>
            <button type="button" class="quiet" onClick={close}>
              Close
            </button>
          </div>
        </div>
        <div aria-live="polite">
          {failure && (
            <p class="failure" role="alert">
              {failure}
            </p>
          )}
          {change && <h3>{differs ? (change.revision ? 'What changes' : `${change.name} is new`) : 'Nothing differs'}</h3>}
          {change && <ChangeView change={differs ? change : { ...change, consequences: [] }} />}
          {!change && !failure && (
            <p class="dim">
              A key that is left out is as the coordinator’s file says. Times are written as in ISO-8601: PT90S, PT1H.
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
