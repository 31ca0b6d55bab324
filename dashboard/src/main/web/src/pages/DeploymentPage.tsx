import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { CallFailed, calls } from '../live/calls';
import { useAnswer } from '../live/pages';
import { AS_THE_FILE, attentionOf, DEFAULT, obeyed, sinceDone } from '../logic/deployments';
import { count, plural } from '../logic/format';
import type { Deployment, DeploymentChange, DeploymentSummary } from '../messages';
import { go } from '../navigation';
import { AccuracyPanel } from '../parts/AccuracyPanel';
import { ChangeView } from '../parts/ChangeView';
import { DeploymentEditor } from '../parts/DeploymentEditor';
import { Empty } from '../parts/Empty';
import { HistoryPanel } from '../parts/HistoryPanel';
import { LearningPanel } from '../parts/LearningPanel';
import { State } from '../parts/State';
import { Ago } from '../parts/Time';
import { VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

const FIGURES = ['frames', 'share', 'verdicts', 'verdict-delay', 'latency', 'budget', 'devices', 'versions'] as const;

const WITHIN = { href: '/deployments', label: 'Deployments' };

export function DeploymentPage({ name }: { name: string }) {
  const { answer: deployment, failure } = useAnswer<Deployment>('GetDeployment', { name });
  const [editing, setEditing] = useState(false);
  const [ending, setEnding] = useState<DeploymentChange>();
  const [refusal, setRefusal] = useState('');
  const summary = deployment?.summary;
  if (!deployment || !summary) {
    return (
      <Page title={name} within={WITHIN}>
        {failure ? (
          <Empty title="Unknown deployment">
            <p>
              {failure}. The list of <a href="/deployments">deployments</a> has all.
            </p>
          </Empty>
        ) : (
          <p class="dim">Loading…</p>
        )}
      </Page>
    );
  }
  const askToDelete = () =>
    calls.deleteDeployment(name, true).then(
      (change) => {
        setEnding(change);
        setRefusal('');
      },
      (thrown: unknown) => setRefusal(thrown instanceof CallFailed ? thrown.message : String(thrown)),
    );
  const attention = attentionOf(summary);
  return (
    <Page
      title={name}
      within={WITHIN}
      lead={
        summary.selector ? (
          <>
            Cameras with <code>{summary.selector}</code>, revision {summary.revision}, applied{' '}
            <Ago atMs={summary.appliedMs ?? 0} />
          </>
        ) : (
          <>
            All cameras that no other deployment selects.{' '}
            {summary.revision > 0 ? (
              <>
                Revision {summary.revision} over what the coordinator’s file says, applied <Ago atMs={summary.appliedMs ?? 0} />
              </>
            ) : (
              'It is what the coordinator’s file says.'
            )}
          </>
        )
      }
      actions={
        <>
          <button type="button" disabled={editing} onClick={() => setEditing(true)}>
            Edit
          </button>
          {name !== DEFAULT && (
            <button type="button" class="danger" disabled={ending !== undefined} onClick={askToDelete}>
              Delete
            </button>
          )}
        </>
      }
    >
      {attention && <p class="failure">{attention}</p>}
      {refusal && (
        <p class="failure" role="alert">
          {refusal}
        </p>
      )}
      {ending && (
        <Ending
          change={ending}
          close={() => setEnding(undefined)}
          run={() => calls.deleteDeployment(name, false).then(() => go('/deployments'))}
        />
      )}
      {editing && (
        <DeploymentEditor text={deployment.applied || AS_THE_FILE} applied={() => setEditing(false)} close={() => setEditing(false)} />
      )}
      <div class="two">
        <Obeyed deployment={deployment} />
        <Now of={summary} />
      </div>
      <LearningPanel deployment={deployment} />
      <AccuracyPanel deployment={name} />
      <HistoryPanel figures={FIGURES} whose={{ deployment: name }} />
    </Page>
  );
}

function Ending({ change, run, close }: { change: DeploymentChange; run(): Promise<void>; close(): void }) {
  const [failure, setFailure] = useState('');
  const go = () =>
    run().catch((thrown: unknown) => setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown)));
  return (
    <section class="sheet" aria-labelledby="ending">
      <h2 id="ending">Delete {change.name}?</h2>
      <ChangeView change={change} />
      {failure && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      <div class="actions">
        <button type="button" class="danger solid" onClick={go}>
          Delete {change.name}
        </button>
        <button type="button" onClick={close}>
          Keep it
        </button>
      </div>
    </section>
  );
}

function Obeyed({ deployment }: { deployment: Deployment }) {
  return (
    <section class="sheet" aria-labelledby="obeyed">
      <h2 id="obeyed">
        What it obeys <small>marked keys were applied, the others are as the coordinator’s file says</small>
      </h2>
      <div class="groups">
        {obeyed(deployment.spec, deployment.applied).map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3>{group.title}</h3>
            <dl class="facts tall">
              {group.rows.map((row) => (
                <div key={row.key} class={row.own ? 'own' : ''}>
                  <dt title={row.key}>{row.label}</dt>
                  <dd>
                    {row.value}
                    {row.own && <span class="unseen"> (applied)</span>}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </section>
  );
}

function Now({ of }: { of: DeploymentSummary }) {
  const since = of.rollout ? sinceDone(of.rollout, [of]) : '';
  const query = `?deployment=${encodeURIComponent(of.name)}`;
  return (
    <section class="sheet" aria-labelledby="now">
      <h2 id="now">Now</h2>
      <dl class="facts tall">
        <Fact name="Should run">
          <VersionLink to={of.desired} /> {of.desiredWhy}
        </Fact>
        <Fact name="On another">
          <span class={of.otherVersion > 0 ? 'failure' : ''}>
            {plural(of.otherVersion, 'online device reports', 'online devices report')} another version
          </span>
        </Fact>
        <Fact name="Devices">
          <a href={`/fleet${query}`}>
            {count(of.devicesOnline)} of {plural(of.devices, 'device')} online
          </a>
          , {plural(of.cameras, 'camera')}
        </Fact>
        <Fact name="Trainable">{plural(of.trainable, 'device')} can take part in a round now</Fact>
        <Fact name="Rounds">
          {of.round && (
            <>
              <State value={of.round.state} /> {of.round.id},{' '}
            </>
          )}
          <a href={`/rounds${query}`}>all rounds</a>
        </Fact>
        <Fact name="Distillations">
          {of.distillation && (
            <>
              <State value={of.distillation.state} /> {of.distillation.id},{' '}
            </>
          )}
          <a href={`/distillations${query}`}>all distillations</a>
        </Fact>
        <Fact name="Rollouts">
          {of.rollout && (
            <>
              <State value={since ? 'warning' : of.rollout.state} label={since || of.rollout.state} /> {of.rollout.id},{' '}
            </>
          )}
          <a href={`/rollouts${query}`}>all rollouts</a>
        </Fact>
        <Fact name="Versions">
          <a href={`/versions?model=${encodeURIComponent(of.model)}`}>versions of {of.model}</a>
        </Fact>
        <Fact name="Teacher">{of.teacher}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
