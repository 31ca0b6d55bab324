import type { DeploymentChange } from '../messages';

/** What a change of a deployment does: the keys that differ, and what comes of it. */
export function ChangeView({ change }: { change: DeploymentChange }) {
  return (
    <>
      {change.changes.length > 0 && (
        <div class="scroll" role="region" aria-label="Keys that differ" tabIndex={0}>
          <table class="grid">
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
          </table>
        </div>
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
