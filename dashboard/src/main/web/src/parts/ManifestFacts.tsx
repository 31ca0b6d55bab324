import { digest } from '../logic/format';
import { named } from '../logic/versions';
import type { Manifest } from '../messages';
import { VersionLink } from './VersionLink';

/** A version's manifest without its metrics: input, head, labels, artifacts, recipe and signature. */
export function ManifestFacts({ manifest }: { manifest: Manifest }) {
  const { detector, lineage, signature } = manifest;
  return (
    <section class="sheet" aria-labelledby="facts">
      <h2 id="facts">Manifest</h2>
      <dl class="facts tall columns">
        {detector?.input && (
          <div>
            <dt>Input</dt>
            <dd>
              {detector.input.width} × {detector.input.height} {detector.input.colorOrder.toUpperCase()}, {detector.input.fit}
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
          lineage.recipe.map(({ key, value }) => (
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
