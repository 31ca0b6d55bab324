import { useFigures, type Whose } from '../live/figureHistory';
import { columns } from '../logic/figures';
import { HistoryChart } from './HistoryChart';
import { chosenRange, TimeRangeChoice } from './TimeRange';

/** Charts of figures over the range that the address names. */
export function HistoryPanel({
  title = 'Figures',
  figures,
  whose = {},
}: {
  title?: string;
  figures: readonly string[];
  whose?: Whose;
}) {
  const { history, failure } = useFigures(figures, whose, chosenRange());
  return (
    <section class="sheet" aria-labelledby="history">
      <header class="sheet-head">
        <h2 id="history">{title}</h2>
        <TimeRangeChoice />
      </header>
      {failure && <p class="failure">{failure}</p>}
      {!history && !failure && <p class="dim">Loading…</p>}
      {history && (
        <div class="histories">
          {figures.map((name) => (
            <HistoryChart key={name} name={name} columns={columns(history, name)} />
          ))}
        </div>
      )}
    </section>
  );
}
