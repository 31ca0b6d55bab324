import { calls, type Steering } from '../live/calls';
import { link } from '../live/state';
import { commands } from '../logic/commands';
import { millis, plural } from '../logic/format';
import { named } from '../logic/versions';
import type { Overview, Rollout, RolloutDevice } from '../messages';
import { Confirm } from '../parts/Confirm';
import { Command, Empty } from '../parts/Empty';
import { Meter } from '../parts/Meter';
import { State } from '../parts/State';
import { Span } from '../parts/Time';
import { DeviceLink, VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

export function RolloutsPage({ overview }: { overview: Overview }) {
  const newest = overview.versions[0]?.manifest?.version;
  return (
    <Page
      title="Rollouts"
      lead="A version is installed on the canary first, then in waves. If it fails, all devices return to the version before."
    >
      {overview.rollouts.length === 0 && (
        <Empty title="No rollouts yet">
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
      {overview.rollouts.map((rollout) => (
        <RolloutSheet key={rollout.id} rollout={rollout} />
      ))}
    </Page>
  );
}

/** The actions that each state of a rollout allows. */
const STEERING: Record<string, Steering[]> = {
  canary: ['pause', 'abort', 'rollback'],
  waves: ['pause', 'abort', 'rollback'],
  paused: ['resume', 'abort', 'rollback'],
  aborted: ['rollback'],
  done: ['rollback'],
};

const ACTIONS: Record<Steering, { action: string; consequence: string; danger?: boolean }> = {
  pause: { action: 'Pause', consequence: 'No more devices get the version. Devices that have it keep it.' },
  resume: { action: 'Resume', consequence: 'The rollout continues with the next devices.' },
  abort: {
    action: 'Abort',
    consequence: 'The rollout ends. No more devices get the version. Devices that have it keep it.',
    danger: true,
  },
  rollback: { action: 'Roll back', consequence: 'Every device returns to the version before.', danger: true },
};

const IN_PROGRESS = ['canary', 'waves', 'paused', 'rolling-back'];

function RolloutSheet({ rollout }: { rollout: Rollout }) {
  const name = named(rollout.version);
  const confirmed = rollout.devices.filter((d) => d.state === 'confirmed').length;
  const gap = Math.max(0, ...rollout.devices.map((d) => d.swapGapMs));
  return (
    <section class="sheet" aria-label={`Rollout of ${name}`}>
      <header class="sheet-head">
        <h2>
          <State value={rollout.state} /> <VersionLink to={rollout.version} />
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
        <Span startedMs={rollout.startedMs} endedMs={rollout.endedMs} />; {confirmed} of{' '}
        {plural(rollout.devices.length, 'device')} confirmed{gap > 0 && <>; longest swap gap {millis(gap)}</>}
      </p>
      {rollout.why && <p class={rollout.state === 'done' ? 'dim' : 'failure'}>{rollout.why}</p>}
      {IN_PROGRESS.includes(rollout.state) && rollout.devices.length > 0 && (
        <Meter
          value={confirmed / rollout.devices.length}
          label={`Devices that confirmed ${name}`}
          tone={rollout.state === 'canary' || rollout.state === 'waves' ? 'busy' : 'warn'}
        />
      )}
      <Waves devices={rollout.devices} />
    </section>
  );
}

function Waves({ devices }: { devices: RolloutDevice[] }) {
  const waves = [...new Set(devices.map((d) => d.wave))].sort((a, b) => a - b);
  return (
    <ol class="waves">
      {waves.map((wave) => {
        const mine = devices.filter((d) => d.wave === wave);
        return (
          <li key={wave} class={wave === 0 ? 'wave canary' : 'wave'}>
            <h3>
              {wave === 0 ? 'Canary' : `Wave ${wave}`}{' '}
              <small>
                {mine.filter((d) => d.state === 'confirmed').length} of {mine.length}
              </small>
            </h3>
            <ul>
              {mine.slice(0, 60).map((d) => (
                <li key={d.agentId} title={d.message}>
                  <DeviceLink to={d.agentId} /> <State value={d.state} />
                  {d.swapGapMs > 0 && <small>{millis(d.swapGapMs)} gap</small>}
                  {d.state === 'failed' && d.message && <small class="failure">{d.message}</small>}
                </li>
              ))}
            </ul>
            {mine.length > 60 && <p class="dim">and {mine.length - 60} more</p>}
          </li>
        );
      })}
    </ol>
  );
}
