// The filters of the list of agents, and how they stand in the page's address: "?tags=site=hamburg&state=away&attention".
export const STATES = ['online', 'away', 'revoked'] as const;
export const SORTS = ['name', 'state', 'version', 'fps', 'latency', 'escalated', 'outbox', 'last-seen'] as const;

export interface FleetFilter {
  text: string;
  /** A selector: "site=hamburg,kind=drone". */
  tags: string;
  /** Empty: all. */
  deployment: string;
  state: (typeof STATES)[number] | '';
  attention: boolean;
  /** Empty: those that require attention first. */
  sort: (typeof SORTS)[number] | '';
  descending: boolean;
}

/** The value, if it is one of these. */
export function oneOf<T extends string>(all: readonly T[], value: string | null): T | '' {
  return all.find((one) => one === value) ?? '';
}

export function parseFilter(search: string): FleetFilter {
  const query = new URLSearchParams(search);
  return {
    text: query.get('text') ?? '',
    tags: query.get('tags') ?? '',
    deployment: query.get('deployment') ?? '',
    state: oneOf(STATES, query.get('state')),
    attention: query.has('attention'),
    sort: oneOf(SORTS, query.get('sort')),
    descending: query.has('descending'),
  };
}

/** The address's search; what is empty is left out. */
export function filterSearch(filter: object): string {
  const parts = Object.entries(filter)
    .filter(([, value]) => value)
    .map(([name, value]) => (value === true ? name : `${name}=${readable(String(value))}`));
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** A selector's marks need no escape in a search. */
function readable(value: string): string {
  return encodeURIComponent(value).replaceAll('%3D', '=').replaceAll('%2C', ',');
}

/** The fields of the request that has these filters. */
export function fleetQuestion(filter: FleetFilter) {
  const { text, tags, deployment, state, attention, sort, descending } = filter;
  return {
    text,
    selector: tags,
    deployment,
    states: state ? [state] : [],
    attention,
    // The server's own order is by name.
    sort: sort === '' ? 'attention' : sort === 'name' ? '' : sort,
    descending: sort === '' || descending,
  };
}
