// Changes of a page of a list, as the live stream sends them.

/** What changed on a page, or why it cannot be read. */
export type ListChange =
  | {
      list: string;
      /** Whether the page below has every row. */
      whole: boolean;
      /** Else the places of its rows, from 0. */
      places: number[];
      /** The name of the field that has the rows. */
      rows: string;
      page: Record<string, unknown>;
    }
  | { list: string; failure: string };

/** The page after a change; undefined where there is no page yet that could change. */
export function applied<A>(known: A | undefined, change: Exclude<ListChange, { failure: string }>): A | undefined {
  if (change.whole) return change.page as A;
  if (!known) return undefined;
  const rows = [...((known as Record<string, unknown>)[change.rows] as unknown[])];
  const changed = change.page[change.rows] as unknown[];
  change.places.forEach((place, i) => (rows[place] = changed[i]));
  return { ...change.page, [change.rows]: rows } as A;
}
