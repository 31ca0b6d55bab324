import { now } from '../live/state';
import { change, nextRound, standing, watched } from '../logic/drift';
import { count } from '../logic/format';
import type { Deployment, Drift } from '../messages';
import { Grid } from './Grid';
import { Ago } from './Time';

/** Whether conditions in the field changed for the worse, and when the deployment learns next. */
export function LearningPanel({ deployment }: { deployment: Deployment }) {
  const drifts = deployment.drift?.drifts ?? [];
  const stands = standing(deployment.drift).length > 0;
  return (
    <section class="sheet" aria-labelledby="learning">
      <h2 id="learning">
        Drift <small>changes for the worse in random audits; at most one false alarm in 2,000 audits, on average</small>
      </h2>
      {drifts.length === 0 && <p>No drift was found.</p>}
      {drifts.length > 0 && !stands && <p>None stands.</p>}
      {drifts.length > 0 && <Drifts of={drifts} />}
      <p class="dim">{watched(deployment.drift)}</p>
      <dl class="facts tall">
        <div>
          <dt>Next round</dt>
          <dd>{nextRound(deployment.nextRound, now.value)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Drifts({ of }: { of: readonly Drift[] }) {
  return (
    <Grid label="Drifts">
        <thead>
          <tr>
            <th scope="col">Found</th>
            <th scope="col">What</th>
            <th scope="col" class="number">From → to</th>
            <th scope="col" class="number">Audits</th>
            <th scope="col">Since about</th>
            <th scope="col">Version</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {of.map((drift) => (
            <tr key={`${drift.series} ${drift.camera} ${drift.foundMs}`}>
              <th scope="row">
                <Ago atMs={drift.foundMs} />
              </th>
              <td>
                {drift.series}
                {drift.camera && <small> of {drift.camera}</small>}
              </td>
              <td class="number">{change(drift)}</td>
              <td class="number">{count(drift.values)}</td>
              <td>
                <Ago atMs={drift.sinceMs} />
              </td>
              <td>{drift.version}</td>
              <td class={drift.endedMs ? 'dim' : 'failure'}>{drift.endedMs ? `over: ${drift.ended}` : 'requires attention'}</td>
            </tr>
          ))}
        </tbody>
    </Grid>
  );
}
