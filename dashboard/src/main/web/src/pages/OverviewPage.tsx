import { AccuracyChart } from '../parts/Chart';
import { Command, Empty } from '../parts/Empty';
import { Feed } from '../parts/Feed';
import { LoopPicture } from '../parts/LoopPicture';
import { link, needsAttention } from '../live/state';
import { commands } from '../logic/commands';
import { plural } from '../logic/format';
import { accuracyOverVersions, currentVersion, spread } from '../logic/versions';
import { useList } from '../live/lists';
import type { ListVersionsResponse, Summary } from '../messages';
import { AttentionPanel } from '../parts/AttentionPanel';
import { HistoryPanel } from '../parts/HistoryPanel';
import { Page } from './Page';

const FIGURES = ['frames', 'share', 'verdicts', 'verdict-delay', 'latency', 'budget', 'devices', 'versions'] as const;

/** The state of the fleet in one sentence. */
function Sentence({ summary }: { summary: Summary }) {
  const online = summary.devices?.online ?? 0;
  const running = spread(summary);
  const open = needsAttention.value.length;
  return (
    <>
      {online === 0 ? 'No agent is online' : `${plural(online, 'agent')} online`}
      {online > 0 && running && `, ${running}`}
      {open === 0
        ? '; nothing requires attention.'
        : `; ${plural(open, 'item')} ${open === 1 ? 'requires' : 'require'} attention.`}
    </>
  );
}

export function OverviewPage({ summary }: { summary: Summary }) {
  const name = currentVersion(summary)?.version?.name ?? '';
  const { answer } = useList<ListVersionsResponse>('ListVersions', { pageSize: 50, name });
  const series = accuracyOverVersions(answer?.versions ?? [], name);
  return (
    <Page title="Overview" lead={<Sentence summary={summary} />}>
      <AttentionPanel items={needsAttention.value} />
      <LoopPicture summary={summary} />
      <HistoryPanel figures={FIGURES} />
      <div class="two">
        <section class="sheet" aria-labelledby="accuracy">
          <h2 id="accuracy">
            Accuracy over versions <small>AP50, each version on its own validation set</small>
          </h2>
          {series.numbers.length > 0 ? (
            <AccuracyChart series={series} />
          ) : (
            <Empty title="No version with metrics yet">
              <p>A version is created when a distilled student passes its gates, or by an import:</p>
              <Command>{commands.importModel(link.value)}</Command>
            </Empty>
          )}
        </section>
        <section class="sheet" aria-labelledby="events">
          <h2 id="events">
            Events{' '}
            <small>
              <a href="/events">all</a>
            </small>
          </h2>
          {summary.events.length > 0 ? (
            <Feed events={summary.events.slice(0, 9)} />
          ) : (
            <p class="dim">No events yet.</p>
          )}
        </section>
      </div>
    </Page>
  );
}
