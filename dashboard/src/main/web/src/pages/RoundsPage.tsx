import { calls } from '../live/calls';
import { commands } from '../logic/commands';
import { count, loss, plural } from '../logic/format';
import type { Overview, Participant, Round } from '../messages';
import { Confirm } from '../parts/Confirm';
import { Command, Empty } from '../parts/Empty';
import { State } from '../parts/State';
import { Span } from '../parts/Time';
import { DeviceLink, VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

export function RoundsPage({ overview }: { overview: Overview }) {
  const underWay = overview.rounds.some((r) => r.state === 'open' || r.state === 'aggregating');
  const start = (
    <Confirm
      action="Start a round"
      title="Start a round now?"
      disabled={underWay}
      consequence="Every online agent with enough verdicts trains at low priority and sends its update."
      run={() => calls.startRound()}
    />
  );
  return (
    <Page title="Rounds" lead="Agents train on their own frames with verdicts. A round collects only their updates." actions={start}>
      {overview.rounds.length === 0 && (
        <Empty title="No rounds yet">
          <p>
            A round opens automatically when there are enough new verdicts and at least two agents are online. The demo
            opens one within minutes:
          </p>
          <Command>{commands.demo()}</Command>
        </Empty>
      )}
      {overview.rounds.map((round) => (
        <RoundSheet key={round.id} round={round} />
      ))}
    </Page>
  );
}

function RoundSheet({ round }: { round: Round }) {
  const updated = round.participants.filter((p) => p.state === 'updated').length;
  return (
    <section class="sheet" aria-label={`Round ${round.id}`}>
      <header class="sheet-head">
        <h2>
          <State value={round.state} /> {round.id}
        </h2>
        <p class="dim">
          from <VersionLink to={round.base} />, {count(updated)} of {plural(round.participants.length, 'update')},{' '}
          <Span startedMs={round.startedMs} endedMs={round.endedMs} />
        </p>
      </header>
      {round.why && <p class={round.state === 'failed' ? 'failure' : 'dim'}>{round.why}</p>}
      {round.participants.length > 0 && (
        <div class="scroll" role="region" aria-label={`Participants of ${round.id}`} tabIndex={0}>
          <table class="grid">
            <thead>
              <tr>
                <th scope="col">Agent</th>
                <th scope="col">State</th>
                <th scope="col" class="number">
                  Examples
                </th>
                <th scope="col" class="number">
                  Loss before
                </th>
                <th scope="col" class="number">
                  Loss after
                </th>
                <th scope="col" class="number">
                  Change
                </th>
              </tr>
            </thead>
            <tbody>
              {round.participants.map((p) => (
                <ParticipantRow key={p.agentId} participant={p} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function ParticipantRow({ participant: p }: { participant: Participant }) {
  const change = p.lossBefore && p.lossAfter ? p.lossAfter / p.lossBefore - 1 : undefined;
  return (
    <tr>
      <th scope="row">
        <DeviceLink to={p.agentId} />
      </th>
      <td>
        <State value={p.state} />
      </td>
      <td class="number">{p.examples > 0 ? count(p.examples) : '–'}</td>
      <td class="number">{loss(p.lossBefore)}</td>
      <td class="number">{loss(p.lossAfter)}</td>
      <td class="number">
        {change === undefined ? (
          '–'
        ) : (
          <span class={change <= 0 ? 'gain' : 'loss'}>
            {change <= 0 ? '−' : '+'}
            {Math.abs(change * 100).toFixed(1)} %
          </span>
        )}
      </td>
    </tr>
  );
}
