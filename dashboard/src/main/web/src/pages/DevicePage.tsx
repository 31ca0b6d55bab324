import { calls } from '../live/calls';
import { useSnapshots } from '../live/snapshots';
import { history, link, now } from '../live/state';
import { commands } from '../logic/commands';
import { accuracy, bitRate, bytes, count, duration, percent, plural } from '../logic/format';
import { useAnswer } from '../live/pages';
import { go } from '../navigation';
import type { Device, DeviceSummary, EscalationStatus } from '../messages';
import { CameraView } from '../parts/CameraView';
import { Confirm } from '../parts/Confirm';
import { Command, Empty } from '../parts/Empty';
import { Meter } from '../parts/Meter';
import { State } from '../parts/State';
import { Tags } from '../parts/Tags';
import { Ago } from '../parts/Time';
import { VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

/** The bytes it sent are remembered, for its rate. */
function remember(device: Device): void {
  history.add(`bytes/${device.summary?.agentId}`, now.value, device.heartbeat?.escalation?.sentBytes ?? 0);
}

export function DevicePage({ agentId }: { agentId: string }) {
  const { answer: device, failure: unknown } = useAnswer<Device>('GetDevice', { agentId }, remember);
  const { snapshots, failure } = useSnapshots(agentId, device?.summary?.state === 'online');
  const summary = device?.summary;
  if (!device || !summary) {
    if (!unknown) {
      return (
        <Page title={agentId}>
          <p class="dim">Loading…</p>
        </Page>
      );
    }
    return (
      <Page title={agentId}>
        <Empty title="Unknown agent">
          <p>
            {unknown}. The <a href="/fleet">fleet</a> lists all agents.
          </p>
        </Empty>
      </Page>
    );
  }
  const heartbeat = device.heartbeat;
  const actions = (
    <>
    <Confirm
      action="Revoke"
      danger
      title={`Revoke ${agentId}?`}
      disabled={summary.state === 'revoked'}
      consequence="The coordinator ends its session and refuses new ones. It keeps detecting, without escalations or rounds."
      run={() => calls.revoke(agentId)}
    />
    <Confirm
      action="Forget"
      danger
      title={`Forget ${agentId}?`}
      consequence="The coordinator removes it and ends its session. Its frames, verdicts and updates are kept. An agent of this name that connects later is a new device."
      run={() => calls.forget(agentId).then(() => go('/fleet'))}
    />
    </>
  );
  return (
    <Page
      title={agentId}
      within={{ href: '/fleet', label: 'Fleet' }}
      actions={actions}
      lead={
        <>
          <State value={summary.state} /> {summary.deviceClass}, software {summary.softwareVersion || 'unknown'}, seen{' '}
          <Ago atMs={summary.lastSeenMs} />
        </>
      }
    >
      {failure && (
        <p class="failure" role="status">
          No frames: {failure}
        </p>
      )}
      <div class="device">
        <section class="cameras" aria-label="Cameras">
          {(heartbeat?.cameras ?? []).map((camera) => (
            <CameraView
              key={camera.cameraId}
              camera={camera}
              snapshot={snapshots.find((s) => s.cameraId === camera.cameraId)}
            />
          ))}
          {!heartbeat?.cameras.length && <p class="dim">No camera reported yet.</p>}
        </section>
        <div>
          <Running device={device} />
          <DeviceTags device={device} />
          <Audits device={summary} />
          {heartbeat?.escalation && <Escalations agentId={agentId} status={heartbeat.escalation} />}
        </div>
      </div>
    </Page>
  );
}

function Running({ device }: { device: Device }) {
  const heartbeat = device.heartbeat;
  return (
    <section class="sheet" aria-labelledby="running">
      <h2 id="running">Running</h2>
      <dl class="facts tall">
        <div>
          <dt>Version</dt>
          <dd>
            <VersionLink to={heartbeat?.installed} /> {heartbeat?.variant}
          </dd>
        </div>
        <div>
          <dt>Should run</dt>
          <dd>
            <VersionLink to={device.desired} /> {device.desiredWhy}
          </dd>
        </div>
        <div>
          <dt>Model</dt>
          <dd>
            <code>{heartbeat?.modelSha256.slice(0, 16) || '–'}</code>
          </dd>
        </div>
        <div>
          <dt>Uptime</dt>
          <dd>{heartbeat ? duration(heartbeat.uptimeMs) : '–'}</dd>
        </div>
        <div>
          <dt>Learner</dt>
          <dd>{heartbeat?.learner || 'idle'}</dd>
        </div>
        <div>
          <dt>Replay</dt>
          <dd>{plural(heartbeat?.replayExamples ?? 0, 'frame')} with a verdict for training</dd>
        </div>
      </dl>
    </section>
  );
}

function DeviceTags({ device }: { device: Device }) {
  const operators = new Set(device.operatorTags.map((tag) => tag.key));
  return (
    <section class="sheet" aria-labelledby="tags">
      <h2 id="tags">Tags</h2>
      <dl class="facts tall">
        <div>
          <dt>By operators</dt>
          <dd>{device.operatorTags.length > 0 ? <Tags tags={device.operatorTags} /> : 'none'}</dd>
        </div>
        <div>
          <dt>Its own</dt>
          <dd>
            {device.ownTags.length > 0 ? <Tags tags={device.ownTags} overridden={(key) => operators.has(key)} /> : 'none'}
          </dd>
        </div>
      </dl>
      <Command>{commands.tag(link.value, device.summary?.agentId ?? '')}</Command>
    </section>
  );
}

function Audits({ device }: { device: DeviceSummary }) {
  return (
    <section class="sheet" aria-labelledby="audits">
      <h2 id="audits">
        Field accuracy <small>student compared with teacher</small>
      </h2>
      {device.auditPrecision === undefined ? (
        <p class="dim">Not known yet: {plural(device.audits, 'audit')} since this version was installed.</p>
      ) : (
        <>
          <dl class="pair">
            <div>
              <dt>Precision</dt>
              <dd>{accuracy(device.auditPrecision)}</dd>
            </div>
            <div>
              <dt>Recall</dt>
              <dd>{accuracy(device.auditRecall)}</dd>
            </div>
          </dl>
          <p class="dim">From {plural(device.audits, 'random audit')} since this version was installed.</p>
        </>
      )}
    </section>
  );
}

function Escalations({ agentId, status }: { agentId: string; status: EscalationStatus }) {
  const used = history.rate(`bytes/${agentId}`, 60_000) * 8;
  const budget = status.budgetBps;
  const share = budget ? used / budget : 0;
  const outcomes = [
    ['added', status.added],
    ['relabelled', status.relabelled],
    ['removed', status.removed],
    ['confirmed', status.confirmed],
  ] as const;
  const all = outcomes.reduce((sum, [, n]) => sum + n, 0);
  return (
    <section class="sheet" aria-labelledby="escalation">
      <h2 id="escalation">
        Escalation{' '}
        <small>
          <a href={`/frames?agent=${encodeURIComponent(agentId)}`}>its frames</a>
        </small>
      </h2>
      <p class="spread">
        <span>Upload budget</span>
        <span>
          {bitRate(used)} of {budget ? bitRate(budget) : 'no limit'}
        </span>
      </p>
      <Meter value={share} label="Share of the upload budget in use" tone={share > 0.95 ? 'warn' : 'good'} />
      <dl class="facts tall">
        <div>
          <dt>Escalated</dt>
          <dd>
            {count(status.escalated)}, {percent(status.share)} of frames; {plural(status.audits, 'audit')}
          </dd>
        </div>
        <div>
          <dt>Sent</dt>
          <dd>{bytes(status.sentBytes)}</dd>
        </div>
        <div>
          <dt>Waiting</dt>
          <dd>
            {plural(status.outboxFrames, 'frame')} without a verdict, {bytes(status.outboxBytes)}
          </dd>
        </div>
        <div>
          <dt>Lost</dt>
          <dd class={status.evicted > 0 ? 'failure' : ''}>
            {status.evicted > 0 ? `${count(status.evicted)} removed from a full outbox` : 'none'}
          </dd>
        </div>
        <div>
          <dt>Verdicts</dt>
          <dd>{count(status.verdicts)}</dd>
        </div>
      </dl>
      {all > 0 && (
        <>
          <div class="outcomes" aria-hidden="true">
            {outcomes.map(([name, n]) => (
              <span key={name} class={`outcome-${name}`} style={{ flexGrow: n }} />
            ))}
          </div>
          <ul class="outcome-legend" aria-label="What verdicts changed">
            {outcomes.map(([name, n]) => (
              <li key={name} class={`outcome-${name}`}>
                {count(n)} {name}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
