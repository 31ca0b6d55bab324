// Navigation: links inside the dashboard change the address and the page without a reload.
import { computed, signal } from '@preact/signals';
import { parse } from './logic/route';

const path = signal(location.pathname);
export const route = computed(() => parse(path.value));

/** Whether the user has changed the page; from then on headings take the focus. */
export let travelled = false;

export function go(to: string): void {
  travelled = true;
  if (to !== location.pathname + location.search) history.pushState(null, '', to);
  path.value = location.pathname;
  scrollTo(0, 0);
}

export function followLinks(): void {
  addEventListener('popstate', () => (path.value = location.pathname));
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const elsewhere =
      event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || link.origin !== location.origin || link.target || link.hash) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
