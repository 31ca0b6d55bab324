import type { Event } from '../messages';
import { clock } from '../logic/format';
import { now } from '../live/state';

const SIGN: Record<string, string> = { error: '✕', warning: '!', info: '' };

/** What happened, newest first. */
export function Feed({ events }: { events: Event[] }) {
  return (
    <ol class="feed">
      {events.map((event) => (
        <li key={`${event.atMs}/${event.topic}/${event.text}`} class={`feed-${event.severity}`}>
          <time>{clock(event.atMs, now.value)}</time>
          <span class="topic">{event.topic}</span>
          <span class="text">
            {SIGN[event.severity] && <b aria-label={event.severity}>{SIGN[event.severity]} </b>}
            {event.text}
          </span>
        </li>
      ))}
    </ol>
  );
}
