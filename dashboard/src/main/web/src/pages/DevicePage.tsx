import { calls } from '../live/calls';
import { useSnapshots } from '../live/snapshots';
import { history, link, now } from '../live/state';
import { commands } from '../logic/commands';
import { DEFAULT, deploymentPath, studentsOf } from '../logic/deployments';
import { accuracy, bitRate, bytes, count, duration, percent, plural } from '../logic/format';
import { useAnswer } from '../live/pages';
import { go } from '../navigation';
import type { Device, DeviceSummary, EscalationStatus, ListCamerasResponse } from '../messages';
import { CameraView } from '../parts/CameraView';
import { Confirm } from '../parts/Confirm';
import { Command, Empty } from '../parts/Empty';
import { EscalationSettings } from '../parts/EscalationSettings';
import { Grid } from '../parts/Grid';
import { HistoryPanel } from '../parts/HistoryPanel';
import { Meter } from '../parts/Meter';
import { State } from '../parts/State';
import { TagEditor } from '../parts/TagEditor';
import { Tags } from '../parts/Tags';
import { Ago } from '../parts/Time';
import { VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

const FIGURES = ['frames', 'escalations', 'verdict-delay', 'latency', 'latency-p95', 'budget'] as const;

/** The bytes it sent are remembered, for its rate. */
function remember(device: Device): void {
  history.add(`bytes/${device.summary?.agentId}`, now.value, device.heartbeat?.escalation?.sentBytes ?? 0);
}

export function DevicePage({ agentId }: { agentId: string }) {
  const { answer: device, failure: unknown } = useAnswer<Device>('GetDevice', { agentId }, remember);
  const { snapshots, failure } = useSnapshots(agentId, device?.summary?.state === 'online');
  const { answer: cameras } = useAnswer<ListCamerasResponse>('ListCameras', { agentId, pageSize: 100 });
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
              agentId={agentId}
              camera={camera}
              settings={cameras?.cameras.find((one) => one.cameraId === camera.cameraId)}
              snapshot={snapshots.find((s) => s.cameraId === camera.cameraId)}
            />
          ))}
          {!heartbeat?.cameras.length && <p class="dim">No camera reported yet.</p>}
        </section>
        <div>
          <Running device={device} />
          <Deployments device={device} />
          <DeviceTags device={device} />
          <Audits device={summary} />
          {heartbeat?.escalation && <Escalations agentId={agentId} status={heartbeat.escalation} />}
          <EscalationSettings students={heartbeat?.students ?? []} />
        </div>
      </div>
      <HistoryPanel figures={FIGURES} whose={{ agentId }} />
    </Page>
  );
}

function Running({ device }: { device: Device }) {
  const heartbeat = device.heartbeat;
  const students = heartbeat?.students ?? [];
  const first = students[0];
  const learning = students.find((student) => student.learner !== '');
  const examples = students.reduce((sum, student) => sum + student.replayExamples, 0);
  return (
    <section class="sheet" aria-labelledby="running">
      <h2 id="running">Running</h2>
      <dl class="facts tall">
        <div>
          <dt>Version</dt>
          <dd>
            <VersionLink to={first?.installed} /> {first?.variant}
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
            <code>{first?.modelSha256.slice(0, 16) || '–'}</code>
          </dd>
        </div>
        <div>
          <dt>Uptime</dt>
          <dd>{heartbeat ? duration(heartbeat.uptimeMs) : '–'}</dd>
        </div>
        <div>
          <dt>Learner</dt>
          <dd>{learning?.learner ?? 'idle'}</dd>
        </div>
        <div>
          <dt>Replay</dt>
          <dd>{plural(examples, 'frame')} with a verdict for training</dd>
        </div>
      </dl>
    </section>
  );
}

/** Its deployments, with what each student should run and reports; one of all cameras is what Running shows. */
function Deployments({ device }: { device: Device }) {
  const students = studentsOf(device.deployments, device.heartbeat?.students ?? []);
  if (students.length < 2 && !students.some((one) => one.deployment !== DEFAULT)) return null;
  return (
    <section class="sheet" aria-labelledby="deployments">
      <h2 id="deployments">
        Deployments <small>a student for each</small>
      </h2>
      <Grid label="Deployments of this device">
        <thead>
          <tr>
            <th scope="col">Deployment</th>
            <th scope="col">Should run</th>
            <th scope="col">Reports</th>
          </tr>
        </thead>
        <tbody>
          {students.map((one) => (
            <tr key={one.deployment} class={one.differs ? 'needs' : ''}>
              <th scope="row">
                <a href={deploymentPath(one.deployment)}>{one.deployment}</a>
                <small>{one.cameraIds.join(', ') || 'no camera here any more'}</small>
              </th>
              <td>
                <VersionLink to={one.desired} />
                <small>{one.desiredWhy}</small>
              </td>
              <td>
                <VersionLink to={one.student?.installed} />
                <small>{one.student ? one.student.variant : 'nothing yet'}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </Grid>
    </section>
  );
}

function DeviceTags({ device }: { device: Device }) {
  const agentId = device.summary?.agentId ?? '';
  const operators = new Set(device.operatorTags.map((tag) => tag.key));
  const cameras = device.cameraIds.map(
    (id) => device.cameras.find((one) => one.cameraId === id) ?? { cameraId: id, ownTags: [], operatorTags: [] },
  );
  return (
    <section class="sheet" aria-labelledby="tags">
      <h2 id="tags">Tags</h2>
      <p class="dim">Those of a camera win over its device’s, an operator’s over its own.</p>
      <dl class="facts tall">
        <div>
          <dt>By operators</dt>
          <dd>
            <TagEditor agentId={agentId} tags={device.operatorTags} />
          </dd>
        </div>
        <div>
          <dt>Its own</dt>
          <dd>
            {device.ownTags.length > 0 ? <Tags tags={device.ownTags} overridden={(key) => operators.has(key)} /> : 'none'}
          </dd>
        </div>
        {cameras.map((camera) => (
          <div key={camera.cameraId}>
            <dt>{camera.cameraId}</dt>
            <dd>
              <Tags
                tags={camera.ownTags}
                overridden={(key) => camera.operatorTags.some((tag) => tag.key === key)}
              />
              <TagEditor agentId={agentId} cameraId={camera.cameraId} tags={camera.operatorTags} />
            </dd>
          </div>
        ))}
      </dl>
      <Command>{commands.tag(link.value, agentId)}</Command>
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
