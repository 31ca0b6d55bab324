// The filters of a list as they stand in the page's address: "?state=failed&text=line-1".

/** The values of these filters; empty: not chosen. */
export function parseWords<N extends string>(search: string, names: readonly N[]): Record<N, string> {
  const query = new URLSearchParams(search);
  return Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])) as Record<N, string>;
}

/** An address's search with other values of some filters. */
export function withWords(search: string, part: Record<string, string | undefined>): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(part)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return query.size > 0 ? `?${query}` : '';
}
