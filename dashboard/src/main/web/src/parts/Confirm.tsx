import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { CallFailed } from '../live/calls';
import { lacks } from '../live/person';
import type { PersonRole } from '../logic/roles';

interface Question {
  /** Text of the button that opens the dialog, and of the one that confirms. */
  action: string;
  title: string;
  /** What will happen, in one sentence. */
  consequence: string;
  /** More of it, asked for when the dialog opens. */
  details?: () => ComponentChildren;
  /** Whether the dialog has a field for a reason, which is stored with the action. */
  asksReason?: boolean;
  danger?: boolean;
  disabled?: boolean;
  /** Who may do it; an operator unless told otherwise. */
  needs?: PersonRole;
  run(why: string): Promise<unknown>;
}

/** A button with a dialog that describes the consequence and asks for confirmation. */
export function Confirm(question: Question) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useId();
  const refusal = lacks(question.needs ?? 'operator');

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
        disabled={question.disabled || refusal !== ''}
        title={refusal || undefined}
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
            {question.details?.()}
            {question.asksReason && (
              <label class="field">
                Reason <span class="dim">(optional, stored with the action)</span>
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
                {busy ? 'Working…' : question.action}
              </button>
            </div>
          </form>
        </dialog>
      )}
    </>
  );
}
