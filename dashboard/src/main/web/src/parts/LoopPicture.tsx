import { history } from '../live/state';
import { accuracy } from '../logic/format';
import { stations, type Station } from '../logic/loop';
import { ap50, gainOverParent, named, currentVersion, versionPath } from '../logic/versions';
import type { Summary } from '../messages';
import { Icon } from './Icon';

/** The loop: eight stations in a ring, moving dots where data flows, and the current version in the middle. */
export function LoopPicture({ summary }: { summary: Summary }) {
  const rates = { escalatedPerS: history.rate('escalated', 30_000), verdictsPerS: history.rate('verdicts', 30_000) };
  return (
    <section class="loop" aria-label="The loop">
      <ol>
        {stations(summary, rates).map((station) => (
          <StationCard key={station.id} station={station} />
        ))}
      </ol>
      <Hub summary={summary} />
    </section>
  );
}

function StationCard({ station }: { station: Station }) {
  return (
    <li class={`station station-${station.id} is-${station.state}`}>
      <a href={station.href}>
        <span class="label">
          <Icon name={station.id} />
          {station.label}
        </span>
        <span class="count">
          <b class="figure">{station.figure}</b> {station.unit}
        </span>
        <span class="detail">{station.detail}</span>
        {station.progress !== undefined && <span class="progress" style={{ width: `${station.progress * 100}%` }} />}
      </a>
      <span
        class={`flow ${station.flow > 0 ? 'runs' : ''}`}
        style={{ '--beat': `${(1.9 - 1.4 * station.flow).toFixed(2)}s` }}
        aria-hidden="true"
      />
    </li>
  );
}

/** The current version, its AP50, and its gain over its parent. */
function Hub({ summary }: { summary: Summary }) {
  const current = currentVersion(summary);
  const ref = current?.version;
  const figure = ap50(current);
  const gain = gainOverParent(current);
  return (
    <div class="hub">
      <span class="label">Current version</span>
      {ref ? (
        <a class="hub-version" href={versionPath(ref)}>
          {named(ref)}
        </a>
      ) : (
        <span class="hub-version">none yet</span>
      )}
      {figure !== undefined && (
        <span class="hub-figure">
          AP50 <b>{accuracy(figure)}</b>
          {gain && (
            <span class={gain.ap50 >= 0 ? 'gain' : 'loss'} title="on the same pictures">
              {' '}
              {gain.ap50 >= 0 ? '+' : '−'}
              {accuracy(Math.abs(gain.ap50))} over :{gain.over.number}
            </span>
          )}
        </span>
      )}
    </div>
  );
}
