import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const ROLES: Record<string, string> = { THEAD: 'rowgroup', TBODY: 'rowgroup', TR: 'row', TD: 'cell' };

/**
 * A table that scrolls sideways where it is wider than its place, and whose rows are cards on a phone: there each cell stands
 * below the name of its column.
 */
export function Grid({ label, sheet, children }: { label: string; sheet?: boolean; children: ComponentChildren }) {
  const table = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    if (table.current) name(table.current);
  });
  return (
    <div class={sheet ? 'sheet scroll' : 'scroll'} role="region" aria-label={label} tabIndex={0}>
      <table class="grid" role="table" ref={table}>
        {children}
      </table>
    </div>
  );
}

/** Gives each cell the name of its column. Roles are given too, because a table that is drawn as cards has none of its own. */
function name(table: HTMLTableElement): void {
  const columns = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent?.replace(/ [↓↑]$/, '') ?? '');
  for (const part of [table.tHead, ...table.tBodies]) {
    part?.setAttribute('role', ROLES[part.tagName]!);
    for (const row of part?.rows ?? []) {
      row.setAttribute('role', 'row');
      [...row.cells].forEach((cell, i) => {
        cell.setAttribute('role', ROLES[cell.tagName] ?? (cell.scope === 'row' ? 'rowheader' : 'columnheader'));
        if (part !== table.tHead) cell.dataset.label = columns[i] ?? '';
      });
    }
  }
}
