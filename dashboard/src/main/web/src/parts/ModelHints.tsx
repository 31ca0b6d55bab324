import { useState } from 'preact/hooks';
import { fault, type Hints } from '../logic/models';
import type { ModelInspection } from '../messages';

const MISSING: Record<ModelInspection['missing'], string> = {
  '': '',
  labels: 'Say what its classes are called.',
  head: 'Say which family of detectors it is of.',
  'input-size': 'Say how large its pictures are.',
};

/** What a person may say about a model where its file does not. */
export function ModelHints({
  found,
  hints: first,
  busy,
  ask,
}: {
  found: ModelInspection;
  hints: Hints;
  busy: boolean;
  ask(hints: Hints): void;
}) {
  const [hints, setHints] = useState(first);
  const wrong = fault(hints);
  const change = (part: Partial<Hints>) => setHints({ ...hints, ...part });
  const readLabels = async (file: File | undefined) => {
    if (file) change({ labels: 'list', labelText: await file.text() });
  };
  return (
    <form
      class="hints"
      onSubmit={(event) => {
        event.preventDefault();
        ask(hints);
      }}
    >
      {found.missing && <p>{MISSING[found.missing]}</p>}
      <fieldset>
        <legend>Class names</legend>
        {(
          [
            ['file', 'as the file says'],
            ['coco', 'COCO’s 80'],
            ['list', 'these, one a line'],
          ] as const
        ).map(([value, label]) => (
          <label key={value} class="toggle">
            <input
              type="radio"
              name="labels"
              checked={hints.labels === value}
              onChange={() => change({ labels: value })}
            />
            {label}
          </label>
        ))}
        {hints.labels === 'list' && (
          <>
            <textarea
              rows={5}
              aria-label="Class names, one a line"
              value={hints.labelText}
              onInput={(event) => change({ labelText: event.currentTarget.value })}
            />
            <label class="field">
              From a text file
              <input
                type="file"
                accept=".txt,.names,text/plain"
                onChange={(event) => readLabels(event.currentTarget.files?.[0])}
              />
            </label>
          </>
        )}
      </fieldset>
      <label class="field">
        Head
        <select value={hints.head} onChange={(event) => change({ head: event.currentTarget.value })}>
          <option value="">recognised by itself</option>
          {found.heads.map((head) => (
            <option key={head}>{head}</option>
          ))}
        </select>
      </label>
      <label class="field">
        Input size <span class="dim">(pixels, or width x height; only where the file leaves it open)</span>
        <input type="text" value={hints.size} onInput={(event) => change({ size: event.currentTarget.value })} />
      </label>
      {wrong && <p class="failure">{wrong}</p>}
      <div class="actions">
        <button type="submit" class={found.state === 'refused' ? 'solid' : ''} disabled={busy || wrong !== ''}>
          Read it again
        </button>
      </div>
    </form>
  );
}
