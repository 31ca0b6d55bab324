/** Milliseconds to wait after so many failures in a row: 0.5 s doubled up to 15 s, and up to a fifth more so that many pages do not come back at once. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const wait = Math.min(15_000, 500 * 2 ** Math.min(failures, 10));
  return Math.round(wait * (1 + random() / 5));
}
