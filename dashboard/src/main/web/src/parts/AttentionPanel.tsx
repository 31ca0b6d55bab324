import type { Attention } from '../logic/attention';
import { Ago } from './Time';

/** More than this are counted. */
const SHOWN = 8;

/** What requires a person's attention; nothing where nothing does. */
export function AttentionPanel({ items }: { items: Attention[] }) {
  if (items.length === 0) return null;
  return (
    <section class="attention" aria-label="Requires attention">
      <ul>
        {items.slice(0, SHOWN).map((item) => (
          <li key={item.text} class={`attention-${item.severity}`}>
            <span>
              <a href={item.href}>{item.text}</a>
              {item.sinceMs > 0 && (
                <small class="dim">
                  {' '}
                  since <Ago atMs={item.sinceMs} />
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
      {items.length > SHOWN && (
        <p>
          and {items.length - SHOWN} more: <a href="/events">see all events</a>
        </p>
      )}
    </section>
  );
}
