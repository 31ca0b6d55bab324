import { lacks } from '../live/person';
import { useState } from 'preact/hooks';
import { CallFailed, calls } from '../live/calls';
import { suggestedName } from '../logic/models';
import type { ModelInspection, VersionRef } from '../messages';

/** The last questions about a model that was read: its name, and whether rounds may train it. */
export function ModelForm({
  found,
  fileName,
  registered,
}: {
  found: ModelInspection;
  fileName: string;
  registered(version: VersionRef): void;
}) {
  const [name, setName] = useState(() => suggestedName(fileName));
  const [note, setNote] = useState('');
  const [trainable, setTrainable] = useState(found.normalises);
  const [teacher, setTeacher] = useState(false);
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);

  const register = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFailure('');
    try {
      const version = await calls.registerModel({
        inspectionId: found.id,
        name: name.trim(),
        trainable: trainable && !teacher,
        note,
        kind: teacher ? 'teacher' : '',
      });
      registered(version.manifest!.version!);
    } catch (thrown) {
      setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={register}>
      <label class="field">
        Name <span class="dim">(its number is given: the next of the name)</span>
        <input
          type="text"
          required
          maxLength={64}
          pattern="[a-zA-Z0-9][a-zA-Z0-9._\-]*"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        Note <span class="dim">(optional)</span>
        <input type="text" maxLength={1000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      <label class="toggle">
        <input type="checkbox" checked={teacher} onChange={(event) => setTeacher(event.currentTarget.checked)} />A
        teacher: it answers hard frames, and goes to no device
      </label>
      {!teacher && (
        <>
          <label class="toggle">
            <input
              type="checkbox"
              checked={trainable}
              disabled={found.normalises}
              onChange={(event) => setTrainable(event.currentTarget.checked)}
            />
            Rounds may train it
          </label>
          <p class="dim">
            {found.normalises
              ? 'It still normalises, so it can be trained as it was.'
              : 'Its normalisation is folded into its weights: training goes on from there, less well.'}
          </p>
        </>
      )}
      {failure && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="solid" disabled={busy || name.trim() === '' || lacks('operator') !== ''} title={lacks('operator') || undefined}>
          {busy ? 'Working…' : 'Register'}
        </button>
      </div>
    </form>
  );
}
