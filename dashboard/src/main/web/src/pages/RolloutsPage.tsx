import { useState } from 'preact/hooks';
import { calls, type Steering } from '../live/calls';
import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import { link } from '../live/state';
import { commands } from '../logic/commands';
import { isUnderWay, sinceDone } from '../logic/deployments';
import { count, millis, plural } from '../logic/format';
import { named } from '../logic/versions';
import type { ListDeploymentsResponse, ListRolloutMembersResponse, ListRolloutsResponse, Rollout, RolloutMember, Summary } from '../messages';
import { listFilter, memberFilter } from '../navigation';
import { Confirm } from '../parts/Confirm';
import { chosenDeployment, DeploymentChips } from '../parts/DeploymentFilter';
import { Command, Empty } from '../parts/Empty';
import { Meter } from '../parts/Meter';
import { Export } from '../parts/Export';
import { HealthSection } from '../parts/HealthSection';
import { LoopFilters } from '../parts/LoopFilters';
import { Pager } from '../parts/Pager';
import { Search } from '../parts/Search';
import { State } from '../parts/State';
import { StateFilter } from '../parts/StateFilter';
import { Span } from '../parts/Time';
import { DeviceLink, VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

const ROLLOUT_STATES = [
  'canary',
  'canary-bake',
  'waves',
  'final-bake',
  'undecided',
  'paused',
  'done',
  'rolling-back',
  'rolled-back',
  'aborted',
] as const;

export function RolloutsPage({ summary }: { summary: Summary }) {
  const newest = summary.version?.version;
  const deployment = chosenDeployment();
  const { filter, change } = listFilter('text', 'state', 'deployment');
  const question = { text: filter.text, states: filter.state ? [filter.state] : [], deployment };
  const isFiltered = Boolean(filter.text || filter.state);
  const paging = usePaging(JSON.stringify(question));
  const { answer, failure } = useList<ListRolloutsResponse>('ListRollouts', {
    ...question,
    pageSize: 10,
    pageToken: paging.token,
  });
  const { answer: reported } = useList<ListDeploymentsResponse>('ListDeployments', { pageSize: 100 });
  return (
    <Page
      title="Rollouts"
      lead="A version is installed on the canary first, then in waves, and judged by what it does there. If it fails, all devices return to the version before."
    >
      {(isFiltered || deployment || answer?.rollouts.length !== 0) && (
        <LoopFilters find="Find a rollout or version" states={ROLLOUT_STATES} filter={filter} change={change} />
      )}
      {failure && <p class="failure">{failure}</p>}
      {answer?.rollouts.length === 0 && isFiltered && <p class="dim">Nothing matches.</p>}
      {answer?.rollouts.length === 0 && !isFiltered && (
        <Empty title={deployment ? `No rollouts of ${deployment} yet` : 'No rollouts yet'}>
          <p>A version that passes its gates is rolled out automatically. To start a rollout by hand:</p>
          {!newest && (
            <>
              <Command>{commands.importModel(link.value)}</Command>
              <p>and then</p>
            </>
          )}
          <Command>{commands.rollout(link.value, named(newest) || 'student:1')}</Command>
        </Empty>
      )}
      {answer?.rollouts.map((rollout, i) => (
        <RolloutSheet
          key={rollout.id}
          rollout={rollout}
          since={sinceDone(rollout, reported?.deployments ?? [])}
          open={i < 2}
        />
      ))}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      {answer && answer.rollouts.length > 0 && <Export method="ListRollouts" question={question} what="rollouts" />}
    </Page>
  );
}

/** The actions that each state of a rollout allows. */
const STEERING: Record<string, Steering[]> = {
  canary: ['pause', 'abort', 'rollback'],
  'canary-bake': ['pause', 'abort', 'rollback'],
  waves: ['pause', 'abort', 'rollback'],
  'final-bake': ['pause', 'abort', 'rollback'],
  undecided: ['resume', 'abort', 'rollback'],
  paused: ['resume', 'abort', 'rollback'],
  aborted: ['rollback'],
  done: ['rollback'],
};

const ACTIONS: Record<Steering, { action: string; consequence: string; danger?: boolean }> = {
  pause: { action: 'Pause', consequence: 'No more devices get the version. Devices that have it keep it.' },
  resume: { action: 'Resume', consequence: 'The rollout continues, also where the version could not be judged.' },
  abort: {
    action: 'Abort',
    consequence: 'The rollout ends. No more devices get the version. Devices that have it keep it.',
    danger: true,
  },
  rollback: { action: 'Roll back', consequence: 'Every device returns to the version before.', danger: true },
};

const ADVANCING = new Set(['canary', 'canary-bake', 'waves', 'final-bake']);

/** @param since what contradicts that it is done: what devices report now */
function RolloutSheet({ rollout, since, open }: { rollout: Rollout; since: string; open: boolean }) {
  const [shown, setShown] = useState(open);
  const name = named(rollout.version);
  const { total = 0, confirmed = 0, failed = 0, away = 0 } = rollout.members ?? {};
  const gap = rollout.swapGapMaxMs ?? 0;
  return (
    <section class="sheet" aria-label={`Rollout of ${name}`}>
      <header class="sheet-head">
        <h2>
          <State value={since ? 'warning' : rollout.state} label={since || rollout.state} />{' '}
          <VersionLink to={rollout.version} /> <DeploymentChips names={[rollout.deployment]} />
        </h2>
        <div class="actions">
          {(STEERING[rollout.state] ?? []).map((steering) => (
            <Confirm
              key={steering}
              {...ACTIONS[steering]}
              title={`${ACTIONS[steering].action} the rollout of ${name}?`}
              asksReason
              run={(why) => calls.steer(rollout.id, steering, why)}
            />
          ))}
        </div>
      </header>
      <p class="dim">
        replaces <VersionLink to={rollout.previous} />,{' '}
        <Span startedMs={rollout.startedMs} endedMs={rollout.endedMs} />; {count(confirmed)} of{' '}
        {plural(total, 'device')} confirmed{failed > 0 && <>, {count(failed)} failed</>}
        {away > 0 && <>, {count(away)} away</>}{gap > 0 && <>; longest swap gap {millis(gap)}</>}
      </p>
      {rollout.why && <p class={rollout.state === 'done' ? 'dim' : 'failure'}>{rollout.why}</p>}
      {shown && <HealthSection rolloutId={rollout.id} />}
      {isUnderWay(rollout) && total > 0 && (
        <Meter
          value={confirmed / total}
          label={`Devices that confirmed ${name}`}
          tone={ADVANCING.has(rollout.state) ? 'busy' : 'warn'}
        />
      )}
      {total > 0 && !shown && (
        <button type="button" class="quiet" onClick={() => setShown(true)}>
          Show {plural(total, 'device')}
        </button>
      )}
      {total > 0 && shown && <Members rollout={rollout} />}
    </section>
  );
}

const STATES = [
  'waiting',
  'sent',
  'downloading',
  'self-test',
  'swapped',
  'confirmed',
  'failed',
  'rolled-back',
] as const;

const PAGE_SIZE = 50;

/** More members than this are laid out in columns. */
const MANY = 20;

function Members({ rollout }: { rollout: Rollout }) {
  const { text, state, change } = memberFilter(rollout.id, STATES);
  const paging = usePaging(`${state} ${text}`);
  const question = { rolloutId: rollout.id, states: state ? [state] : [], text };
  const { answer, failure } = useList<ListRolloutMembersResponse>('ListRolloutMembers', {
    ...question,
    pageSize: PAGE_SIZE,
    pageToken: paging.token,
  });
  return (
    <>
      {(rollout.members?.total ?? 0) > 10 && (
        <div class="toolbar">
          <Search label={`Find a device of ${rollout.id}`} text={text} choose={(device) => change({ device })} />
          <StateFilter
            label={`State of devices of ${rollout.id}`}
            states={STATES}
            chosen={state}
            choose={(member) => change({ member })}
          />
        </div>
      )}
      {failure && <p class="failure">{failure}</p>}
      {answer?.members.length === 0 && <p class="dim">No device matches.</p>}
      <Waves members={answer?.members ?? []} />
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      <Export method="ListRolloutMembers" question={question} what={`devices of ${rollout.id}`} />
    </>
  );
}

function Waves({ members }: { members: RolloutMember[] }) {
  const failed = members.filter((m) => m.state === 'failed');
  const others = members.filter((m) => m.state !== 'failed');
  const waves = [...new Set(others.map((m) => m.wave))].sort((a, b) => a - b);
  return (
    <ol class={members.length > MANY ? 'waves many' : 'waves'}>
      {failed.length > 0 && (
        <li class="wave failed">
          <h3>Failed</h3>
          <ul>
            {failed.map((m) => (
              <MemberLine key={m.agentId} member={m} />
            ))}
          </ul>
        </li>
      )}
      {waves.map((wave) => (
        <li key={wave} class={wave === 0 ? 'wave canary' : 'wave'}>
          <h3>{wave === 0 ? 'Canary' : `Wave ${wave}`}</h3>
          <ul>
            {others
              .filter((m) => m.wave === wave)
              .map((m) => (
                <MemberLine key={m.agentId} member={m} />
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function MemberLine({ member }: { member: RolloutMember }) {
  return (
    <li title={member.message}>
      <DeviceLink to={member.agentId} /> <State value={member.away ? 'away' : member.state} />
      {member.swapGapMs > 0 && <small>{millis(member.swapGapMs)} gap</small>}
      {member.state === 'failed' && member.message && <small class="failure">{member.message}</small>}
    </li>
  );
}
