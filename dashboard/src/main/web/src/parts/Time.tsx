import { ago, clock, duration } from '../logic/format';
import { now } from '../live/state';

/** The time since something happened; its title is the time of day. */
export function Ago({ atMs }: { atMs: number }) {
  return (
    <time
      dateTime={atMs > 0 ? new Date(atMs).toISOString() : undefined}
      title={atMs > 0 ? clock(atMs, now.value) : undefined}
    >
      {ago(atMs, now.value)}
    </time>
  );
}

/** When something began or ended, and how long it took. */
export function Span({ startedMs, endedMs }: { startedMs: number; endedMs: number | undefined }) {
  if (!endedMs)
    return (
      <span>
        started <Ago atMs={startedMs} />
      </span>
    );
  return (
    <span>
      ended <Ago atMs={endedMs} /> after {duration(endedMs - startedMs)}
    </span>
  );
}
