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

/** The frame of a page. After a change of pages its heading takes the focus, so that screen readers announce it. */
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
