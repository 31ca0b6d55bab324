import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** A command to run, with a button that copies it. */
export function Command({ children }: { children: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard?.writeText(children).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <span class="command">
      <code>{children}</code>
      <button type="button" class="quiet" onClick={copy} aria-label={`Copy: ${children}`}>
        {copied ? 'copied' : 'copy'}
      </button>
    </span>
  );
}

/** An empty state: why there is nothing to show, and which command to run. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
