import { useAnswer } from '../live/pages';
import { figures, type Placed, places, seen, title } from '../logic/health';
import type { HealthSignalResult, Rollout } from '../messages';
import { Grid } from './Grid';
import { State } from './State';
import { Span } from './Time';

/** A look is taken every five seconds. */
const PAUSE_MS = 5_000;

/** What devices do with the version of a rollout, against what they did before. */
export function HealthSection({ rolloutId }: { rolloutId: string }) {
  const { answer, failure } = useAnswer<Rollout>('GetRollout', { rolloutId }, undefined, PAUSE_MS);
  const health = answer?.health;
  if (failure) return <p class="failure">{failure}</p>;
  if (!health) return null;
  const bakes = answer.state === 'canary-bake' || answer.state === 'final-bake';
  return (
    <section class="health" aria-label={`Field health of ${rolloutId}`}>
      <h3>
        In the field <State value={health.state} />{' '}
        <small>
          {seen(health)}
          {bakes && (
            <>
              ; judging <Span startedMs={health.sinceMs} endedMs={undefined} />
            </>
          )}
        </small>
      </h3>
      {health.why && <p class={health.state === 'fail' ? 'failure' : 'dim'}>{health.why}</p>}
      {health.signals.length > 0 && (
        <Grid label={`Signals of ${rolloutId}`}>
          <thead>
            <tr>
              <th scope="col">Signal</th>
              <th scope="col">Before</th>
              <th scope="col">Now</th>
              <th scope="col">Not moved</th>
              <th scope="col" class="health-scale">
                <span class="health-key before">before</span> <span class="health-key now">now</span>{' '}
                <span class="health-key others">not moved</span> <span class="health-key limit">limit</span>
              </th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {health.signals.map((signal) => (
              <SignalRow key={signal.signal + signal.label} signal={signal} />
            ))}
          </tbody>
        </Grid>
      )}
    </section>
  );
}

function SignalRow({ signal }: { signal: HealthSignalResult }) {
  return (
    <tr>
      <th scope="row">{title(signal)}</th>
      <td class="number">{figures(signal.before)}</td>
      <td class="number">{figures(signal.now)}</td>
      <td class="number">{signal.others ? signal.others.value.toFixed(2) : '–'}</td>
      <td>
        <Intervals signal={signal} />
      </td>
      <td>
        <State value={signal.state} />
        {signal.devices && <small>{signal.devices}</small>}
      </td>
    </tr>
  );
}

/** Both intervals on one scale, with the limits. The figures are in the cells beside it. */
function Intervals({ signal }: { signal: HealthSignalResult }) {
  const at = places(signal);
  return (
    <svg class="health-intervals" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      {at.least !== undefined && <rect class="bad" x="0" y="0" width={at.least} height="24" />}
      {at.most !== undefined && <rect class="bad" x={at.most} y="0" width={100 - at.most} height="24" />}
      <Line at={at.before} y={6} name="before" />
      <Line at={at.now} y={13} name="now" />
      <Line at={at.others} y={20} name="others" />
    </svg>
  );
}

function Line({ at, y, name }: { at: Placed | undefined; y: number; name: string }) {
  if (!at) return null;
  return (
    <g class={name}>
      <line x1={at.low} x2={at.high} y1={y} y2={y} />
      <line class="value" x1={at.value} x2={at.value} y1={y - 4} y2={y + 4} />
    </g>
  );
}
