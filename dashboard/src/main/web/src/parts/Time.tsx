import { ago, clock, duration } from '../logic/format';
import { now } from '../live/state';

/** When something was, as a distance from now; the time of day is its title. */
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

/** When something began, and how long it took once it has ended. */
export function Span({ startedMs, endedMs }: { startedMs: number; endedMs: number }) {
  if (endedMs <= 0)
    return (
      <span>
        began <Ago atMs={startedMs} />
      </span>
    );
  return (
    <span>
      ended <Ago atMs={endedMs} /> after {duration(endedMs - startedMs)}
    </span>
  );
}
