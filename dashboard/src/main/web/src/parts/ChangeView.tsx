import type { DeploymentChange } from '../messages';
import { Grid } from './Grid';

/** What a change of a deployment does: the keys that differ, and what comes of it. */
export function ChangeView({ change }: { change: DeploymentChange }) {
  return (
    <>
      {change.changes.length > 0 && (
        <Grid label="Keys that differ">
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {change.changes.map(({ key, before, after }) => (
              <tr key={key}>
                <th scope="row">
                  <code>{key}</code>
                </th>
                <td>{before || <span class="dim">–</span>}</td>
                <td>{after || <span class="dim">–</span>}</td>
              </tr>
            ))}
          </tbody>
        </Grid>
      )}
      {change.consequences.length > 0 && (
        <ul class="consequences" aria-label="Consequences">
          {change.consequences.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}
