// Navigation: links inside the dashboard change the address and the page without a reload.
import { computed, signal } from '@preact/signals';
import { parse } from './logic/route';

const path = signal(location.pathname);

/** What follows the path: the filters of a list. */
export const search = signal(location.search);
export const route = computed(() => parse(path.value));

/** Whether the user has changed the page; from then on headings take the focus. */
export let travelled = false;

export function go(to: string): void {
  travelled = true;
  if (to !== location.pathname + location.search) history.pushState(null, '', to);
  arrive();
  scrollTo(0, 0);
}

/** Changes the filters in the address, without a new entry in the browser's history. */
export function refine(to: string): void {
  search.value = to;
  history.replaceState(null, '', location.pathname + to);
}

function arrive(): void {
  path.value = location.pathname;
  search.value = location.search;
}

export function followLinks(): void {
  addEventListener('popstate', arrive);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const elsewhere =
      event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || link.origin !== location.origin || link.target || link.hash || link.hasAttribute('download')) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
