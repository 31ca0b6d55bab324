import { useState } from 'preact/hooks';
import { useFigures } from '../live/figureHistory';
import { useAnswer, usePaging } from '../live/pages';
import { columns } from '../logic/figures';
import { count } from '../logic/format';
import type { FieldEstimate, ListFieldAccuracyResponse } from '../messages';
import { Export } from './Export';
import { Grid } from './Grid';
import { HistoryChart } from './HistoryChart';
import { Pager } from './Pager';
import { StateFilter } from './StateFilter';
import { chosenRange, TimeRangeChoice } from './TimeRange';

const FIGURES = ['f1', 'precision', 'recall'] as const;
const PARTS = ['camera', 'label'] as const;
type Part = (typeof PARTS)[number] | '';

/** Audits come slowly. */
const PAUSE_MS = 10_000;

/** The student of a deployment against its teacher, from random audits: over time, and by version, camera and class. */
export function AccuracyPanel({ deployment }: { deployment: string }) {
  const { history, failure } = useFigures(FIGURES, { deployment }, chosenRange());
  return (
    <section class="sheet" aria-labelledby="field-accuracy">
      <header class="sheet-head">
        <h2 id="field-accuracy">
          Field accuracy <small>student compared with teacher on random audits; bands are intervals that hold at all times</small>
        </h2>
        <TimeRangeChoice />
      </header>
      {failure && <p class="failure">{failure}</p>}
      {history && (
        <div class="histories">
          {FIGURES.map((name) => (
            <HistoryChart key={name} name={name} columns={columns(history, name)} />
          ))}
        </div>
      )}
      <AccuracyTable deployment={deployment} />
    </section>
  );
}

function AccuracyTable({ deployment }: { deployment: string }) {
  const [part, setPart] = useState<Part>('');
  const paging = usePaging(part + deployment);
  const question = { deployment, part };
  const { answer, failure } = useAnswer<ListFieldAccuracyResponse>(
    'ListFieldAccuracy',
    { ...question, pageSize: 20, pageToken: paging.token },
    undefined,
    PAUSE_MS,
  );
  if (failure) return <p class="failure">{failure}</p>;
  if (answer?.total === 0 && part === '') return <p class="dim">No audit has a verdict yet.</p>;
  return (
    <>
      <StateFilter label="A row for each" states={PARTS} chosen={part} choose={setPart} all="version" />
      <Grid label="Field accuracy">
        <thead>
          <tr>
            <th scope="col">Version</th>
            {part && <th scope="col">{part === 'camera' ? 'Camera' : 'Class'}</th>}
            <th scope="col" class="number">Audits</th>
            <th scope="col" class="number">Precision</th>
            <th scope="col" class="number">Recall</th>
            <th scope="col" class="number">F1</th>
          </tr>
        </thead>
        <tbody>
          {answer?.rows.map((row) => (
            <tr key={`${row.version} ${row.teacher} ${row.part}`}>
              <th scope="row">
                {row.version}
                <small>by {row.teacher}</small>
              </th>
              {part && <td>{row.part}</td>}
              <td class="number">{count(row.audits)}</td>
              <Estimate of={row.precision} />
              <Estimate of={row.recall} />
              <Estimate of={row.f1} />
            </tr>
          ))}
        </tbody>
      </Grid>
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      <Export method="ListFieldAccuracy" question={question} what="field accuracy" />
    </>
  );
}

function Estimate({ of }: { of: FieldEstimate | undefined }) {
  return (
    <td class="number">
      {of ? of.value.toFixed(3) : '–'}
      {of && (
        <small>
          {of.low.toFixed(3)} to {of.high.toFixed(3)}
        </small>
      )}
    </td>
  );
}
