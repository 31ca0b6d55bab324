import { AccuracyChart } from '../parts/Chart';
import { Command, Empty } from '../parts/Empty';
import { Feed } from '../parts/Feed';
import { LoopPicture } from '../parts/LoopPicture';
import { link, needsAttention } from '../live/state';
import { commands } from '../logic/commands';
import { count, plural } from '../logic/format';
import { accuracyOverVersions, named, currentVersion } from '../logic/versions';
import type { Overview } from '../messages';
import { Page } from './Page';

/** The state of the fleet in one sentence. */
function Sentence({ overview }: { overview: Overview }) {
  const online = overview.devices.filter((d) => d.state === 'online').length;
  const version = currentVersion(overview);
  const open = needsAttention.value.length;
  return (
    <>
      {online === 0 ? 'No agent is online' : `${plural(online, 'agent')} online`}
      {version && version.devices > 0 && `, ${count(version.devices)} on ${named(version.manifest?.version)}`}
      {open === 0
        ? '; nothing requires attention.'
        : `; ${plural(open, 'item')} ${open === 1 ? 'requires' : 'require'} attention.`}
    </>
  );
}

export function OverviewPage({ overview }: { overview: Overview }) {
  const name = currentVersion(overview)?.manifest?.version?.name ?? overview.versions[0]?.manifest?.version?.name ?? '';
  const series = accuracyOverVersions(overview.versions, name);
  const items = needsAttention.value;
  return (
    <Page title="Overview" lead={<Sentence overview={overview} />}>
      {items.length > 0 && (
        <section class="attention" aria-label="Requires attention">
          <ul>
            {items.slice(0, 8).map((item) => (
              <li key={item.text} class={`attention-${item.severity}`}>
                <a href={item.href}>{item.text}</a>
              </li>
            ))}
          </ul>
          {items.length > 8 && (
            <p>
              and {items.length - 8} more: <a href="/fleet">see the fleet</a>
            </p>
          )}
        </section>
      )}
      <LoopPicture overview={overview} />
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
          {overview.events.length > 0 ? (
            <Feed events={overview.events.slice(0, 9)} />
          ) : (
            <p class="dim">No events yet.</p>
          )}
        </section>
      </div>
    </Page>
  );
}
