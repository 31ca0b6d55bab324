import { link } from '../live/state';
import { commands } from '../logic/commands';
import { accuracy, count, plural } from '../logic/format';
import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import { accuracyOverVersions } from '../logic/versions';
import type { ListVersionsResponse, VersionSummary } from '../messages';
import { listFilter } from '../navigation';
import { AccuracyChart } from '../parts/Chart';
import { Command, Empty } from '../parts/Empty';
import { Export } from '../parts/Export';
import { Grid } from '../parts/Grid';
import { Pager } from '../parts/Pager';
import { Search } from '../parts/Search';
import { State } from '../parts/State';
import { Ago } from '../parts/Time';
import { VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

export function VersionsPage() {
  const { filter, change } = listFilter('model', 'text');
  const { model, text } = filter;
  const paging = usePaging(JSON.stringify(filter));
  const { answer, failure } = useList<ListVersionsResponse>('ListVersions', {
    name: model,
    text,
    pageSize: 100,
    pageToken: paging.token,
  });
  const all = answer?.versions ?? [];
  const names = [...new Set(all.map((v) => v.version?.name ?? ''))];
  return (
    <Page
      title="Versions"
      lead="Versions are immutable and signed. Each records what it was made from and which gates it passed."
      actions={
        <a class="button solid" href="/models">
          Add a model
        </a>
      }
    >
      {failure && <p class="failure">{failure}</p>}
      {model && (
        <p class="dim">
          Only versions of {model}. <a href="/versions">Show all versions</a>
        </p>
      )}
      {(all.length > 0 || text) && (
        <div class="toolbar">
          <Search label="Find a version, alias or note" text={text} choose={(text) => change({ text })} />
        </div>
      )}
      {answer && all.length === 0 && text && <p class="dim">No version matches.</p>}
      {answer && all.length === 0 && !model && !text && (
        <Empty title="The registry is empty">
          <p>
            <a href="/models">Add a detector</a> from an ONNX file, or import one with a command. If its file lacks
            something, the command names the option to give:
          </p>
          <Command>{commands.importModel(link.value)}</Command>
        </Empty>
      )}
      {names.map((name) => {
        const versions = all.filter((v) => (v.version?.name ?? '') === name);
        const series = accuracyOverVersions(versions, name);
        return (
          <section key={name} class="sheet" aria-label={name}>
            {names.length > 1 && <h2>{name}</h2>}
            {series.numbers.length > 1 && <AccuracyChart series={series} />}
            <Grid label={`Versions of ${name}`}>
                <thead>
                  <tr>
                    <th scope="col">Version</th>
                    <th scope="col">Aliases</th>
                    <th scope="col">Variants: AP50, latency p50</th>
                    <th scope="col">Gates</th>
                    <th scope="col" class="number">
                      Devices
                    </th>
                    <th scope="col" class="number">
                      Created
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {versions.map((v) => (
                    <VersionRow key={v.version?.number} version={v} />
                  ))}
                </tbody>
              </Grid>
          </section>
        );
      })}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      {all.length > 0 && <Export method="ListVersions" question={{ name: model, text }} what="versions" />}
    </Page>
  );
}

function VersionRow({ version }: { version: VersionSummary }) {
  return (
    <tr>
      <th scope="row">
        <VersionLink to={version.version} />
      </th>
      <td>
        {version.kind === 'teacher' && <span class="chip deployment">teacher</span>}
        {version.aliases.map((alias) => (
          <span key={alias} class="chip">
            {alias}
          </span>
        ))}
      </td>
      <td>
        {version.variants.map((variant) => {
          const metrics = variant.metrics;
          return (
            <span key={variant.name} class={`variant ${variant.kept ? '' : 'dropped'}`} title={variant.why}>
              <b>{variant.name}</b> {accuracy(metrics?.ap50)}
              {metrics?.latencyP50Ms !== undefined && <span class="dim"> {metrics.latencyP50Ms.toFixed(1)} ms</span>}
            </span>
          );
        })}
      </td>
      <td>
        {version.gatesPassed + version.gatesFailed.length === 0 ? (
          <span class="dim">–</span>
        ) : version.gatesFailed.length === 0 ? (
          <State value="passed" label={plural(version.gatesPassed, 'passed', 'passed')} />
        ) : (
          <State value="failed" label={version.gatesFailed.join(', ')} />
        )}
      </td>
      <td class="number">{count(version.devices)}</td>
      <td class="number">
        <Ago atMs={version.createdAtMs} />
      </td>
    </tr>
  );
}
