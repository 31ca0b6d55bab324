import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { CallFailed } from '../live/calls';

interface Question {
  /** The button that asks, and the one that does it. */
  action: string;
  title: string;
  /** What will happen, in one sentence. */
  consequence: string;
  /** Whether a reason is asked for; it is kept with the deed. */
  asksWhy?: boolean;
  danger?: boolean;
  disabled?: boolean;
  run(why: string): Promise<unknown>;
}

/** A button that says what will happen before it happens. */
export function Confirm(question: Question) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useId();

  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);

  const go = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFailure('');
    try {
      await question.run(why.trim());
      dialog.current?.close();
    } catch (thrown) {
      setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <button
        type="button"
        class={question.danger ? 'danger' : ''}
        disabled={question.disabled}
        onClick={() => setOpen(true)}
      >
        {question.action}
      </button>
      {open && (
        <dialog
          ref={dialog}
          aria-labelledby={`${id}-title`}
          onClose={() => {
            setOpen(false);
            setFailure('');
            setWhy('');
          }}
        >
          <form onSubmit={go}>
            <h2 id={`${id}-title`}>{question.title}</h2>
            <p>{question.consequence}</p>
            {question.asksWhy && (
              <label class="field">
                Why <span class="dim">(optional, kept with the rollout)</span>
                <input type="text" maxLength={200} value={why} onInput={(e) => setWhy(e.currentTarget.value)} />
              </label>
            )}
            {failure && (
              <p class="failure" role="alert">
                {failure}
              </p>
            )}
            <div class="actions">
              <button type="button" onClick={() => dialog.current?.close()}>
                Cancel
              </button>
              <button type="submit" class={question.danger ? 'danger solid' : 'solid'} disabled={busy}>
                {busy ? 'One moment…' : question.action}
              </button>
            </div>
          </form>
        </dialog>
      )}
    </>
  );
}
