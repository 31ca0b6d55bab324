import type { Event } from '../messages';
import { clock } from '../logic/format';
import { subjectPath } from '../logic/subject';
import { now } from '../live/state';

const SIGN: Record<string, string> = { error: '✕', warning: '!' };

/** What happened, newest first; each event leads to what it is about. */
export function Feed({ events }: { events: Event[] }) {
  return (
    <ol class="feed">
      {events.map((event) => {
        const page = subjectPath(event.subject);
        return (
          <li key={event.sequence} class={`feed-${event.severity}`}>
            <time>{clock(event.atMs, now.value)}</time>
            <span class="topic">{event.subject?.topic}</span>
            <span class="text">
              {SIGN[event.severity] && <b aria-label={event.severity}>{SIGN[event.severity]} </b>}
              {page ? <a href={page}>{event.text}</a> : event.text}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
