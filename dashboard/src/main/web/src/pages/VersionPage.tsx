import { useEffect, useState } from 'preact/hooks';
import { CallFailed, calls } from '../live/calls';
import { accuracy, bytes, count, digest, millis, plural } from '../logic/format';
import { named } from '../logic/versions';
import type { Manifest, Overview, Variant, Version, VersionRef } from '../messages';
import { Confirm } from '../parts/Confirm';
import { Empty } from '../parts/Empty';
import { LineageView } from '../parts/LineageView';
import { State } from '../parts/State';
import { Ago } from '../parts/Time';
import { VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

/** A version that is no longer among the newest is asked for by name. */
function useVersion(overview: Overview, ref: VersionRef): { version: Version | undefined; failure: string } {
  const listed = overview.versions.find((v) => named(v.manifest?.version) === named(ref));
  const [asked, setAsked] = useState<Version>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    setAsked(undefined);
    setFailure('');
    if (listed) return;
    calls
      .version(named(ref))
      .then(setAsked, (thrown) => setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown)));
  }, [named(ref), listed === undefined]);
  return { version: listed ?? asked, failure };
}

export function VersionPage({ overview, reference }: { overview: Overview; reference: VersionRef }) {
  const name = named(reference);
  const { version, failure } = useVersion(overview, reference);
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
          <p class="dim">One moment…</p>
        )}
      </Page>
    );
  }
  const actions = (
    <>
      <Confirm
        action="Name it stable"
        title={`Let stable mean ${name}?`}
        disabled={version.aliases.includes('stable')}
        consequence="The alias moves at once; devices do not change until a rollout."
        run={() => calls.alias('stable', reference)}
      />
      <Confirm
        action="Roll out"
        title={`Roll out ${name}?`}
        consequence="One canary goes first; the others follow in waves when it does well, and everything goes back when it does not."
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
          made <Ago atMs={manifest.createdAtMs} />, on {plural(version.devices, 'device')}
          {manifest.note && ` · ${manifest.note}`}
        </>
      }
    >
      <section class="sheet" aria-labelledby="variants">
        <h2 id="variants">Variants</h2>
        <div class="scroll" role="region" aria-label="Table of variants" tabIndex={0}>
          <table class="grid">
            <thead>
              <tr>
                <th scope="col">Variant</th>
                <th scope="col" class="number">
                  AP50
                </th>
                <th scope="col" class="number">
                  AP
                </th>
                <th scope="col" class="number">
                  AP75
                </th>
                <th scope="col" class="number">
                  AR100
                </th>
                <th scope="col" class="number">
                  p50 / p95
                </th>
                <th scope="col">Device class</th>
                <th scope="col" class="number">
                  Size
                </th>
                <th scope="col">Verdict</th>
              </tr>
            </thead>
            <tbody>{manifest.variants.flatMap(variantRows)}</tbody>
          </table>
        </div>
        <JudgedOn manifest={manifest} />
      </section>
      <section class="sheet" aria-labelledby="gates">
        <h2 id="gates">Gates</h2>
        {version.gates.length === 0 && <p class="dim">It passed no gate: it was registered by hand.</p>}
        <ul class="gates">
          {version.gates.map((gate) => (
            <li key={gate.gate}>
              <State value={gate.passed ? 'passed' : 'failed'} /> <b>{gate.gate}</b> <span>{gate.why}</span>
            </li>
          ))}
        </ul>
      </section>
      <section class="sheet" aria-labelledby="lineage">
        <h2 id="lineage">
          Lineage <small>follow it either way</small>
        </h2>
        <LineageView reference={name} />
      </section>
      <Facts manifest={manifest} />
    </Page>
  );
}

function variantRows(variant: Variant) {
  const rows = variant.metrics.length ? variant.metrics : [undefined];
  return rows.map((m, i) => (
    <tr key={`${variant.name}/${i}`}>
      <th scope="row">{variant.name}</th>
      <td class="number">{accuracy(m?.ap50)}</td>
      <td class="number">{accuracy(m?.ap)}</td>
      <td class="number">{accuracy(m?.ap75)}</td>
      <td class="number">{accuracy(m?.ar100)}</td>
      <td class="number">
        {m ? (
          <>
            {millis(m.latencyP50Ms)} <span class="dim">/ {millis(m.latencyP95Ms)}</span>
          </>
        ) : (
          '–'
        )}
      </td>
      <td>{m?.deviceClass || <span class="dim">–</span>}</td>
      <td class="number">{variant.artifact ? bytes(variant.artifact.size) : '–'}</td>
      <td>
        {i === 0 && (
          <>
            <State value={variant.kept ? 'kept' : 'dropped'} /> <small>{variant.why}</small>
          </>
        )}
      </td>
    </tr>
  ));
}

function JudgedOn({ manifest }: { manifest: Manifest }) {
  const metrics = manifest.variants.flatMap((v) => v.metrics)[0];
  return metrics ? (
    <p class="dim">
      Judged on {count(metrics.images)} pictures
      {metrics.datasetSha256 && (
        <>
          , data <code>{digest(metrics.datasetSha256)}</code>
        </>
      )}
      .
    </p>
  ) : null;
}

function Facts({ manifest }: { manifest: Manifest }) {
  const { detector, lineage, signature } = manifest;
  return (
    <section class="sheet" aria-labelledby="facts">
      <h2 id="facts">Manifest</h2>
      <dl class="facts tall columns">
        {detector?.input && (
          <div>
            <dt>Input</dt>
            <dd>
              {detector.input.width} × {detector.input.height} {detector.input.colorOrder}, {detector.input.fit}
            </dd>
          </div>
        )}
        {detector?.head && (
          <div>
            <dt>Head</dt>
            <dd>{detector.head.family}</dd>
          </div>
        )}
        {detector && (
          <div>
            <dt>Labels</dt>
            <dd>
              {detector.labels.length > 8
                ? `${detector.labels.slice(0, 8).join(', ')} and ${detector.labels.length - 8} more`
                : detector.labels.join(', ')}
            </dd>
          </div>
        )}
        {manifest.variants.map(
          (v) =>
            v.artifact && (
              <div key={v.name}>
                <dt>{v.name}</dt>
                <dd>
                  <code title={v.artifact.sha256}>{digest(v.artifact.sha256)}</code>
                </dd>
              </div>
            ),
        )}
        {lineage && lineage.parents.length > 0 && (
          <div>
            <dt>Parents</dt>
            <dd>
              {lineage.parents.map((p) => (
                <VersionLink key={named(p)} to={p} />
              ))}
            </dd>
          </div>
        )}
        {lineage &&
          Object.entries(lineage.recipe).map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <div>
          <dt>Signature</dt>
          <dd>
            {signature?.keyId ? (
              <>
                {signature.algorithm} by <code>{signature.keyId}</code>
              </>
            ) : (
              <span class="dim">not signed</span>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}
