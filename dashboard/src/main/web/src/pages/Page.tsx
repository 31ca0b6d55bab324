import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { travelled } from '../navigation';

interface Frame {
  title: string;
  /** The list this page is one of. */
  within?: { href: string; label: string };
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** A page's frame. Its heading takes the focus when one comes from another page, so that readers hear where they are. */
export function Page({ title, within, lead, actions, children }: Frame) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Vedette`;
    if (travelled) heading.current?.focus();
  }, [title]);
  return (
    <>
      <header class="page-head">
        <div>
          {within && (
            <p class="crumb">
              <a href={within.href}>{within.label}</a> /
            </p>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}
