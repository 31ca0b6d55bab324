import { accuracy, bytes, count, digest, millis } from '../logic/format';
import { named } from '../logic/versions';
import { csv, file } from '../logic/csv';
import type { Manifest, Variant } from '../messages';
import { ExportLinks } from './Export';
import { State } from './State';
import { Grid } from './Grid';

/** The metrics of each variant of a version on each device class, and whether the variant was kept. */
export function VariantTable({ manifest }: { manifest: Manifest }) {
  return (
    <section class="sheet" aria-labelledby="variants">
      <h2 id="variants">Variants</h2>
      <Grid label="Table of variants">
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
              <th scope="col">Kept</th>
            </tr>
          </thead>
          <tbody>{manifest.variants.flatMap(variantRows)}</tbody>
        </Grid>
      <EvaluationData manifest={manifest} />
      <ExportLinks
        what="variants"
        fileName={`vedette-${named(manifest.version).replace(':', '-')}-variants`}
        href={(format) =>
          format === 'csv'
            ? file('text/csv', csv(manifest.variants.flatMap(flatRows)))
            : file('application/json', JSON.stringify(manifest.variants, null, 1))
        }
      />
    </section>
  );
}

/** A row for each device class that a variant was measured on, with the columns of the API. */
function flatRows(variant: Variant) {
  return (variant.metrics.length ? variant.metrics : [undefined]).map((m) => ({
    name: variant.name,
    kept: variant.kept,
    why: variant.why,
    'artifact.sha256': variant.artifact?.sha256,
    'artifact.sizeBytes': variant.artifact?.sizeBytes,
    'metrics.deviceClass': m?.deviceClass,
    'metrics.ap50': m?.ap50,
    'metrics.ap': m?.ap,
    'metrics.ap75': m?.ap75,
    'metrics.ar100': m?.ar100,
    'metrics.images': m?.images,
    'metrics.latencyP50Ms': m?.latencyP50Ms,
    'metrics.latencyP95Ms': m?.latencyP95Ms,
  }));
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
      <td class="number">{variant.artifact ? bytes(variant.artifact.sizeBytes) : '–'}</td>
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

function EvaluationData({ manifest }: { manifest: Manifest }) {
  const metrics = manifest.variants.flatMap((v) => v.metrics)[0];
  return metrics ? (
    <p class="dim">
      Evaluated on {count(metrics.images)} pictures
      {metrics.datasetSha256 && (
        <>
          , data <code>{digest(metrics.datasetSha256)}</code>
        </>
      )}
      {manifest.baseline && (
        <>
          ; {named(manifest.lineage?.parents[0]) || 'the parent'} has AP50 {accuracy(manifest.baseline.ap50)} on the same
          pictures
        </>
      )}
      .
    </p>
  ) : null;
}
