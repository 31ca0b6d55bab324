import { parseRange, RANGES, rangeWords, withRange, type TimeRange } from '../logic/timeRange';
import { refine, search } from '../navigation';

/** How far back the charts of a page reach; it stands in the address. */
export const chosenRange = (): TimeRange => parseRange(search.value);

/** Buttons that choose how far back charts reach. */
export function TimeRangeChoice() {
  const chosen = chosenRange();
  return (
    <div class="choices" role="group" aria-label="How far back">
      {RANGES.map((range) => (
        <button
          key={range}
          type="button"
          class="choice"
          aria-pressed={chosen === range}
          onClick={() => refine(withRange(search.value, range))}
        >
          {rangeWords(range)}
        </button>
      ))}
    </div>
  );
}
