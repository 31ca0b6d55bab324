import { link } from '../live/state';
import { commands } from '../logic/commands';
import { accuracy, count, plural } from '../logic/format';
import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import { accuracyOverVersions } from '../logic/versions';
import type { ListVersionsResponse, VersionSummary } from '../messages';
import { search } from '../navigation';
import { AccuracyChart } from '../parts/Chart';
import { Command, Empty } from '../parts/Empty';
import { Export } from '../parts/Export';
import { Pager } from '../parts/Pager';
import { State } from '../parts/State';
import { Ago } from '../parts/Time';
import { VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

export function VersionsPage() {
  const model = new URLSearchParams(search.value).get('model') ?? '';
  const paging = usePaging(model);
  const { answer, failure } = useList<ListVersionsResponse>('ListVersions', {
    name: model,
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
      {answer && all.length === 0 && !model && (
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
            <div class="scroll" role="region" aria-label={`Versions of ${name}`} tabIndex={0}>
              <table class="grid">
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
              </table>
            </div>
          </section>
        );
      })}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      {all.length > 0 && <Export method="ListVersions" question={{ name: model }} what="versions" />}
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
