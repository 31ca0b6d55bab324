/** Buttons to the next and the previous page of a list; nothing where one page is all. */
export function Pager({
  page,
  next,
  previous,
  toNext,
}: {
  page: number;
  /** Token of the next page; empty on the last. */
  next: string | undefined;
  previous(): void;
  toNext(token: string): void;
}) {
  if (page === 1 && !next) return null;
  return (
    <nav class="pager" aria-label="Pages of the list">
      <button type="button" disabled={page === 1} onClick={previous}>
        Previous
      </button>
      <span>Page {page}</span>
      <button type="button" disabled={!next} onClick={() => next && toNext(next)}>
        Next
      </button>
    </nav>
  );
}
