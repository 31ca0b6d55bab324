import { link } from '../live/state';
import { commands } from '../logic/commands';
import { accuracy, plural } from '../logic/format';
import { accuracyOverVersions, measured, ownGates } from '../logic/versions';
import type { Overview, Version } from '../messages';
import { AccuracyChart } from '../parts/Chart';
import { Command, Empty } from '../parts/Empty';
import { State } from '../parts/State';
import { Ago } from '../parts/Time';
import { VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

export function VersionsPage({ overview }: { overview: Overview }) {
  const names = [...new Set(overview.versions.map((v) => v.manifest?.version?.name ?? ''))];
  return (
    <Page title="Versions" lead="Versions are immutable and signed. Each records what it was made from and which gates it passed.">
      {overview.versions.length === 0 && (
        <Empty title="The registry is empty">
          <p>Import a detector. If its file lacks something, the command names the option to give:</p>
          <Command>{commands.importModel(link.value)}</Command>
        </Empty>
      )}
      {names.map((name) => {
        const versions = overview.versions.filter((v) => (v.manifest?.version?.name ?? '') === name);
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
                    <VersionRow key={v.manifest?.version?.number} version={v} />
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        );
      })}
    </Page>
  );
}

function VersionRow({ version }: { version: Version }) {
  const manifest = version.manifest;
  const gates = ownGates(version);
  const failed = gates.filter((g) => !g.passed);
  return (
    <tr>
      <th scope="row">
        <VersionLink to={manifest?.version} />
      </th>
      <td>
        {version.aliases.map((alias) => (
          <span key={alias} class="chip">
            {alias}
          </span>
        ))}
      </td>
      <td>
        {manifest?.variants.map((variant) => {
          const metrics = measured(variant);
          return (
            <span key={variant.name} class={`variant ${variant.kept ? '' : 'dropped'}`} title={variant.why}>
              <b>{variant.name}</b> {accuracy(metrics?.ap50)}
              {metrics && metrics.latencyP50Ms > 0 && <span class="dim"> {metrics.latencyP50Ms.toFixed(1)} ms</span>}
            </span>
          );
        })}
      </td>
      <td>
        {gates.length === 0 ? (
          <span class="dim">–</span>
        ) : failed.length === 0 ? (
          <State value="passed" label={plural(gates.length, 'passed', 'passed')} />
        ) : (
          <State value="failed" label={failed.map((g) => g.gate).join(', ')} />
        )}
      </td>
      <td class="number">{version.devices}</td>
      <td class="number">
        <Ago atMs={manifest?.createdAtMs ?? 0} />
      </td>
    </tr>
  );
}
