import { calls } from '../live/calls';
import { useAnswer } from '../live/pages';
import { plural } from '../logic/format';
import { named } from '../logic/versions';
import type { Version, VersionRef } from '../messages';
import { Confirm } from '../parts/Confirm';
import { Empty } from '../parts/Empty';
import { GateTable } from '../parts/GateTable';
import { LineageView } from '../parts/LineageView';
import { ManifestFacts } from '../parts/ManifestFacts';
import { RolloutPlanView } from '../parts/RolloutPlanView';
import { Ago } from '../parts/Time';
import { VariantTable } from '../parts/VariantTable';
import { Page } from './Page';

export function VersionPage({ reference }: { reference: VersionRef }) {
  const name = named(reference);
  const { answer: version, failure } = useAnswer<Version>('GetVersion', { reference: name });
  const manifest = version?.manifest;
  if (!manifest) {
    return (
      <Page title={name}>
        {failure ? (
          <Empty title="No such version">
            <p>
              {failure}. <a href="/versions">All versions</a>
            </p>
          </Empty>
        ) : (
          <p class="dim">Loading…</p>
        )}
      </Page>
    );
  }
  const actions = (
    <>
      <Confirm
        action="Set as stable"
        title={`Set the alias stable to ${name}?`}
        disabled={version.aliases.includes('stable')}
        consequence="The alias changes at once. Devices do not change until a rollout."
        run={() => calls.alias('stable', reference)}
      />
      <Confirm
        action="Roll out"
        title={`Roll out ${name}?`}
        consequence="It is installed on a canary first, then in waves. If it fails, those that moved return to the version before."
        details={() => <RolloutPlanView reference={name} />}
        run={() => calls.startRollout(name)}
      />
    </>
  );
  return (
    <Page
      title={name}
      within={{ href: '/versions', label: 'Versions' }}
      actions={actions}
      lead={
        <>
          {version.aliases.map((alias) => (
            <span key={alias} class="chip">
              {alias}
            </span>
          ))}{' '}
          created <Ago atMs={manifest.createdAtMs} />, on {plural(version.devices, 'device')}
          {manifest.note && ` · ${manifest.note}`}
        </>
      }
    >
      <VariantTable manifest={manifest} />
      <GateTable gates={version.gates} />
      <section class="sheet" aria-labelledby="lineage">
        <h2 id="lineage">
          Lineage <small>what it was made from and used in</small>
        </h2>
        <LineageView reference={name} />
      </section>
      <ManifestFacts manifest={manifest} />
    </Page>
  );
}
