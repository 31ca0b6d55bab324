// Navigation: links inside the dashboard change the address and the page without a reload.
import { computed, signal } from '@preact/signals';
import { oneOf } from './logic/fleetFilter';
import { parseWords, withWords } from './logic/listFilter';
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

/** The filters of a list that the address names, and how to change some of them. */
export function listFilter<N extends string>(...names: N[]) {
  const filter = parseWords(search.value, names);
  return { filter, change: (part: Partial<Record<N, string>>) => refine(withWords(search.value, part)) };
}

/** The filter of the devices of one rollout or round; the address has that of one of them. */
export function memberFilter<S extends string>(of: string, states: readonly S[]) {
  const { filter } = listFilter('of', 'member', 'device');
  const mine = filter.of === of;
  const change = (part: { member?: string; device?: string }) => {
    const { member, device } = { ...(mine ? filter : { member: '', device: '' }), ...part };
    refine(withWords(search.value, { member, device, of: member || device ? of : '' }));
  };
  return { text: mine ? filter.device : '', state: mine ? oneOf(states, filter.member) : ('' as const), change };
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
