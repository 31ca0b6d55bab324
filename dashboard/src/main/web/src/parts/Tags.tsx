import type { Tag } from '../messages';
import { filterSearch } from '../logic/fleetFilter';

interface Shown {
  tags: readonly Tag[];
  /** Whether an operator's tag holds instead. */
  overridden?: (key: string) => boolean;
  /** More than this many are counted. */
  most?: number;
}

/** Tags as chips; each leads to the agents that have it. */
export function Tags({ tags, overridden, most = tags.length }: Shown) {
  return (
    <>
      {tags.slice(0, most).map(({ key, value }) => {
        const lost = overridden?.(key);
        return (
          <a
            key={key}
            class={`chip tag${lost ? ' lost' : ''}`}
            href={`/fleet${filterSearch({ tags: `${key}=${value}` })}`}
            title={lost ? 'An operator’s tag holds instead' : `Agents with ${key}=${value}`}
          >
            {key}={value}
          </a>
        );
      })}
      {tags.length > most && <small>and {tags.length - most} more</small>}
    </>
  );
}
