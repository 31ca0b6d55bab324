import { useLayoutEffect, useRef } from 'preact/hooks';

const KEYS: [string, string][] = [
  ['/', 'put the cursor into the search field'],
  ['?', 'show this help'],
  ['Esc', 'close a window; leave a frame or a field'],
  ['← →', 'the newer and the older frame, where one is shown large'],
  ['a s n u', 'in Review: store, leave out, nothing is there, back to the verdict; 1 to 9 choose a label, Delete removes a box'],
  ['Tab', 'go on to the next link, button or field; the first one skips to the content'],
  ['Enter', 'follow a link; apply a filter that is typed'],
];

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The keys that work on every page, and the window that lists all keys. */
export function Keys() {
  const help = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'Escape' && isTyping(event.target)) (event.target as HTMLElement).blur();
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      if (event.key === '?') help.current?.showModal();
      const search = event.key === '/' && document.querySelector<HTMLInputElement>('main input[type="search"]');
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button type="button" class="theme keys" onClick={() => help.current?.showModal()}>
        Keys: ?
      </button>
      <dialog ref={help} aria-labelledby="keys">
        <h2 id="keys">Keys</h2>
        <dl class="facts tall keys-list">
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog" class="actions">
          <button>Close</button>
        </form>
      </dialog>
    </>
  );
}
