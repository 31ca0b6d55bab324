import type { EstimatedShare, ReviewedModel } from '../messages';
import { Grid } from './Grid';
import { VersionLink } from './VersionLink';

function share(estimate: EstimatedShare | undefined) {
  if (!estimate || (estimate.low <= 0 && estimate.high >= 1)) return 'too few reviews';
  return `${estimate.value.toFixed(2)} (${estimate.low.toFixed(2)} to ${estimate.high.toFixed(2)})`;
}

/** How good students and teachers are by people's word, with 95% intervals. */
export function ReviewedModels({ models }: { models: ReviewedModel[] }) {
  if (models.every((model) => model.reviewed === 0)) return null;
  return (
    <section class="sheet" aria-labelledby="reviewed">
      <h2 id="reviewed">
        Accuracy by reviews <small>with 95% intervals, helped by the verdicts on the other audits</small>
      </h2>
      <Grid label="Accuracy by reviews">
        <thead>
          <tr>
            <th scope="col">Student</th>
            <th scope="col" class="number">
              Reviewed
            </th>
            <th scope="col">Precision</th>
            <th scope="col">Recall</th>
            <th scope="col">F1</th>
            <th scope="col">Teacher's F1</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.modelSha256}>
              <th scope="row">{model.version ? <VersionLink to={model.version} /> : <code>{model.modelSha256.slice(0, 12)}</code>}</th>
              <td class="number">
                {model.reviewed} of {model.audits}
              </td>
              <td>{share(model.student?.precision)}</td>
              <td>{share(model.student?.recall)}</td>
              <td>{share(model.student?.f1)}</td>
              <td>{share(model.teacher?.f1)}</td>
            </tr>
          ))}
        </tbody>
      </Grid>
    </section>
  );
}
