import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import { needsAttention } from '../live/state';
import { commands } from '../logic/commands';
import { oneOf } from '../logic/fleetFilter';
import type { ListEventsResponse } from '../messages';
import { listFilter } from '../navigation';
import { AttentionPanel } from '../parts/AttentionPanel';
import { Command, Empty } from '../parts/Empty';
import { Feed } from '../parts/Feed';
import { Export } from '../parts/Export';
import { Pager } from '../parts/Pager';
import { Search } from '../parts/Search';
import { StateFilter } from '../parts/StateFilter';
import { Page } from './Page';

const SEVERITIES = ['warning', 'error'] as const;

export function EventsPage() {
  const { filter: chosen, change } = listFilter('text', 'topic', 'severity', 'object');
  const { text, topic, object } = chosen;
  const severity = oneOf(SEVERITIES, chosen.severity);
  const filter = { topic, text, leastSeverity: severity, object };
  const paging = usePaging(JSON.stringify(filter));
  const { answer, failure } = useList<ListEventsResponse>('ListEvents', {
    ...filter,
    pageSize: 50,
    pageToken: paging.token,
  });
  const filtered = topic || text || severity || object;
  return (
    <Page title="Events" lead="Rounds, distillations, versions, rollouts and devices, newest event first.">
      <AttentionPanel items={needsAttention.value} />
      {failure && <p class="failure">{failure}</p>}
      {answer?.events.length === 0 && !filtered && paging.page === 1 ? (
        <Empty title="No events yet">
          <p>Run the demo on this machine:</p>
          <Command>{commands.demo()}</Command>
        </Empty>
      ) : (
        <>
          <div class="toolbar">
            <Search label="Find in events" text={text} choose={(text) => change({ text })} />
            <StateFilter
              label="Topic"
              states={answer?.topics ?? []}
              chosen={topic}
              choose={(topic) => change({ topic })}
              all="all topics"
            />
            <StateFilter
              label="Severity"
              states={SEVERITIES}
              chosen={severity}
              choose={(severity) => change({ severity })}
              all="any severity"
            />
          </div>
          {object && (
            <p class="looked">
              Events about <strong>{object}</strong>. <a href="/events">Show all</a>
            </p>
          )}
          <section class="sheet" aria-label="Events">
            {answer?.events.length === 0 ? <p class="dim">No event matches.</p> : <Feed events={answer?.events ?? []} />}
          </section>
          <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
          <Export method="ListEvents" question={filter} what="events" />
        </>
      )}
    </Page>
  );
}
