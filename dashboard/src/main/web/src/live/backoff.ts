/**
 * Milliseconds to wait after a number of failures in a row: 0.5 s, doubled up to 15 s, plus a random part of up to a fifth,
 * so that many pages do not reconnect at the same moment.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const wait = Math.min(15_000, 500 * 2 ** Math.min(failures, 10));
  return Math.round(wait * (1 + random() / 5));
}
