import { useAnswer, usePaging } from '../live/pages';
import { lacks } from '../live/person';
import { count } from '../logic/format';
import type { AuditLogEntry, AuditLogVerdict, ListAuditLogResponse } from '../messages';
import { listFilter } from '../navigation';
import { Empty } from '../parts/Empty';
import { Export } from '../parts/Export';
import { Grid } from '../parts/Grid';
import { Pager } from '../parts/Pager';
import { Search } from '../parts/Search';
import { State } from '../parts/State';
import { StateFilter } from '../parts/StateFilter';
import { Ago } from '../parts/Time';
import { Page } from './Page';

const PAUSE_MS = 5_000;
/** Every entry is read for an answer, so it is asked for when the page is opened, and each hour. */
const CHECK_PAUSE_MS = 3_600_000;
const FAILED = ['failed'] as const;

/** Who changed what. */
export function AuditLogPage() {
  const why = lacks('admin');
  return (
    <Page
      title="Audit log"
      lead="Who changed what, from where, and with which result. Each entry holds the hash of the one before: a changed or missing one is found."
    >
      {why ? (
        <p class="failure">{why}</p>
      ) : (
        <>
          <Verdict />
          <Entries />
        </>
      )}
    </Page>
  );
}

function Verdict() {
  const { answer, failure } = useAnswer<AuditLogVerdict>('GetAuditLogVerdict', {}, undefined, CHECK_PAUSE_MS);
  if (failure) return <p class="failure">{failure}</p>;
  if (!answer || answer.lastSequence === 0) return null;
  return (
    <section class="sheet" aria-label="Check">
      <p>
        <State value={answer.faults.length === 0 ? 'passed' : 'failed'} label={answer.faults.length === 0 ? 'whole' : 'not whole'} />{' '}
        {count(answer.checked)} entries were checked, {count(answer.firstSequence)} to {count(answer.lastSequence)}.
      </p>
      {answer.faults.map((fault) => (
        <p key={fault} class="failure">
          {fault}
        </p>
      ))}
      <p class="dim">
        Hash of the last: <code class="digest">{answer.sha256}</code>
      </p>
    </section>
  );
}

function Entries() {
  const { filter, change } = listFilter('text', 'outcome', 'who');
  const { text, who } = filter;
  const failedOnly = filter.outcome === 'failed';
  const question = { text, who, failedOnly };
  const paging = usePaging(JSON.stringify(question));
  const { answer, failure } = useAnswer<ListAuditLogResponse>(
    'ListAuditLog',
    { ...question, pageSize: 50, pageToken: paging.token },
    undefined,
    PAUSE_MS,
  );
  const filtered = text || who || failedOnly;
  return (
    <>
      {failure && <p class="failure">{failure}</p>}
      <div class="toolbar">
        <Search label="Find a name, object or address" text={text} choose={(text) => change({ text })} />
        <StateFilter
          label="Result"
          states={FAILED}
          chosen={failedOnly ? 'failed' : ''}
          choose={(outcome) => change({ outcome })}
          all="every result"
        />
      </div>
      {who && (
        <p class="looked">
          What <strong>{who}</strong> did. <a href="/audit-log">Show all</a>
        </p>
      )}
      {answer?.entries.length === 0 &&
        (filtered ? (
          <p class="dim">No entry matches.</p>
        ) : (
          <Empty title="Nothing was changed yet">
            <p>What people, devices and workers change, and what they were refused, stands here.</p>
          </Empty>
        ))}
      {answer && answer.entries.length > 0 && (
        <Grid label="Audit log" sheet>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Who</th>
              <th scope="col">From</th>
              <th scope="col">Result</th>
              <th scope="col" class="number">
                When
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.entries.map((entry) => (
              <Row key={entry.sequence} entry={entry} />
            ))}
          </tbody>
        </Grid>
      )}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      {answer && answer.entries.length > 0 && <Export method="ListAuditLog" question={question} what="the audit log" />}
    </>
  );
}

function Row({ entry }: { entry: AuditLogEntry }) {
  return (
    <tr>
      <th scope="row">
        {entry.method} {entry.object}
        <small class="asked">{entry.request}</small>
      </th>
      <td>
        {entry.who ? <a href={`/audit-log?who=${encodeURIComponent(entry.who)}`}>{entry.who}</a> : 'nobody'}
        <small>{[entry.role, entry.credential].filter(Boolean).join(', ')}</small>
      </td>
      <td>{entry.address}</td>
      <td>
        {entry.outcome === 'OK' ? 'done' : <State value="failed" label={entry.outcome.toLowerCase().replaceAll('_', ' ')} />}
        {entry.times > 1 && ` ${count(entry.times)} times`}
        <small>{entry.text}</small>
      </td>
      <td class="number">
        <Ago atMs={entry.atMs} />
      </td>
    </tr>
  );
}
