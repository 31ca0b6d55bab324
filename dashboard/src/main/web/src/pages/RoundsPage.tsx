import { useState } from 'preact/hooks';
import { calls } from '../live/calls';
import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import { commands } from '../logic/commands';
import { DEFAULT } from '../logic/deployments';
import { count, loss, plural } from '../logic/format';
import type { ListRoundParticipantsResponse, ListRoundsResponse, Participant, Round } from '../messages';
import { listFilter, memberFilter } from '../navigation';
import { Confirm } from '../parts/Confirm';
import { chosenDeployment, DeploymentChips } from '../parts/DeploymentFilter';
import { Command, Empty } from '../parts/Empty';
import { Export } from '../parts/Export';
import { Grid } from '../parts/Grid';
import { HistoryPanel } from '../parts/HistoryPanel';
import { LoopFilters } from '../parts/LoopFilters';
import { Pager } from '../parts/Pager';
import { Search } from '../parts/Search';
import { State } from '../parts/State';
import { StateFilter } from '../parts/StateFilter';
import { Span } from '../parts/Time';
import { DeviceLink, VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

const FIGURES = ['trainable', 'verdicts', 'audits'] as const;

const isUnderWay = (round: Round) => round.state === 'open' || round.state === 'aggregating';

const ROUND_STATES = ['open', 'aggregating', 'aggregated', 'failed'] as const;

export function RoundsPage() {
  const deployment = chosenDeployment();
  const { filter, change } = listFilter('text', 'state', 'deployment');
  const question = { text: filter.text, states: filter.state ? [filter.state] : [], deployment };
  const isFiltered = Boolean(filter.text || filter.state);
  const paging = usePaging(JSON.stringify(question));
  const { answer, failure } = useList<ListRoundsResponse>('ListRounds', {
    ...question,
    pageSize: 10,
    pageToken: paging.token,
  });
  const trains = deployment || DEFAULT;
  const underWay = (answer?.rounds ?? []).some((round) => isUnderWay(round) && (round.deployment || DEFAULT) === trains);
  const start = (
    <Confirm
      action="Start a round"
      title={deployment ? `Start a round of ${deployment} now?` : 'Start a round now?'}
      disabled={underWay}
      consequence={`Every online agent ${deployment && `with cameras of ${deployment} `}with enough verdicts trains at low priority and sends its update.`}
      run={() => calls.startRound(trains)}
    />
  );
  return (
    <Page
      title="Rounds"
      lead="Agents train on their own frames with verdicts. A round collects only their updates."
      actions={start}
    >
      {(isFiltered || deployment || answer?.rounds.length !== 0) && (
        <LoopFilters find="Find a round" states={ROUND_STATES} filter={filter} change={change} />
      )}
      <HistoryPanel figures={FIGURES} whose={{ deployment }} />
      {failure && <p class="failure">{failure}</p>}
      {answer?.rounds.length === 0 && isFiltered && <p class="dim">Nothing matches.</p>}
      {answer?.rounds.length === 0 && !isFiltered && (
        <Empty title={deployment ? `No rounds of ${deployment} yet` : 'No rounds yet'}>
          <p>
            A round opens automatically when there are enough new verdicts and at least two agents are online. The demo
            opens one within minutes:
          </p>
          <Command>{commands.demo()}</Command>
        </Empty>
      )}
      {answer?.rounds.map((round, i) => (
        <RoundSheet key={round.id} round={round} open={i < 2} />
      ))}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      {answer && answer.rounds.length > 0 && <Export method="ListRounds" question={question} what="rounds" />}
    </Page>
  );
}

function RoundSheet({ round, open }: { round: Round; open: boolean }) {
  const [shown, setShown] = useState(open);
  const total = round.participants?.total ?? 0;
  return (
    <section class="sheet" aria-label={`Round ${round.id}`}>
      <header class="sheet-head">
        <h2>
          <State value={round.state} /> {round.id} <DeploymentChips names={[round.deployment]} />
        </h2>
        <p class="dim">
          from <VersionLink to={round.base} />, {count(round.participants?.updated ?? 0)} of {plural(total, 'update')},{' '}
          <Span startedMs={round.startedMs} endedMs={round.endedMs} />
        </p>
        {isUnderWay(round) && (
          <div class="actions">
            <Confirm
              action="Cancel round"
              title={`Cancel round ${round.id}?`}
              consequence="Its participants are told to stop. Updates that came already count in the next round."
              asksReason
              danger
              run={(why) => calls.cancelRound(round.id, why)}
            />
          </div>
        )}
      </header>
      {round.opened && <p class="dim">opened: {round.opened}</p>}
      {round.why && <p class={round.state === 'failed' ? 'failure' : 'dim'}>{round.why}</p>}
      {total > 0 && !shown && (
        <button type="button" class="quiet" onClick={() => setShown(true)}>
          Show {plural(total, 'participant')}
        </button>
      )}
      {total > 0 && shown && <Participants round={round} />}
    </section>
  );
}

const STATES = ['invited', 'training', 'updated', 'declined', 'late'] as const;

/** Fewer rows need no filter. */
const FEW = 20;

function Participants({ round }: { round: Round }) {
  const { text, state, change } = memberFilter(round.id, STATES);
  const paging = usePaging(`${state} ${text}`);
  const question = { roundId: round.id, states: state ? [state] : [], text };
  const { answer, failure } = useList<ListRoundParticipantsResponse>('ListRoundParticipants', {
    ...question,
    pageSize: FEW,
    pageToken: paging.token,
  });
  return (
    <>
      {(round.participants?.total ?? 0) > FEW && (
        <div class="toolbar">
          <Search label={`Find a participant of ${round.id}`} text={text} choose={(device) => change({ device })} />
          <StateFilter
            label={`State of participants of ${round.id}`}
            states={STATES}
            chosen={state}
            choose={(member) => change({ member })}
          />
        </div>
      )}
      {failure && <p class="failure">{failure}</p>}
      <Grid label={`Participants of ${round.id}`}>
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
            {answer?.participants.map((p) => (
              <ParticipantRow key={p.agentId} participant={p} />
            ))}
          </tbody>
        </Grid>
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      <Export method="ListRoundParticipants" question={question} what={`participants of ${round.id}`} />
    </>
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
        {p.message && <small>{p.message}</small>}
      </td>
      <td class="number">{p.examples ? count(p.examples) : '–'}</td>
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
