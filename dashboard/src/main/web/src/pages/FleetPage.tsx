import { useSignal } from '@preact/signals';
import { history, link } from '../live/state';
import { commands } from '../logic/commands';
import { accuracy, count, figure, millis, percent } from '../logic/format';
import { deviceAttention } from '../logic/attention';
import type { Device, Overview } from '../messages';
import { Command, Empty } from '../parts/Empty';
import { Sparkline } from '../parts/Sparkline';
import { State } from '../parts/State';
import { Ago } from '../parts/Time';
import { DeviceLink, VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

/** Rows drawn at once; more on demand, so that the page stays fast with thousands of agents. */
const STEP = 100;

export interface Row {
  device: Device;
  fps: number;
  p50: number;
  p95: number;
  share: number;
  outbox: number;
  why: string[];
}

export function row(device: Device): Row {
  const cameras = device.heartbeat?.cameras ?? [];
  const online = device.state === 'online';
  return {
    device,
    fps: online ? cameras.reduce((sum, c) => sum + c.fps, 0) : 0,
    p50: Math.max(0, ...cameras.map((c) => c.latencyP50Ms)),
    p95: Math.max(0, ...cameras.map((c) => c.latencyP95Ms)),
    share: device.heartbeat?.escalation?.share ?? 0,
    outbox: device.heartbeat?.escalation?.outboxFrames ?? 0,
    why: device.state === 'revoked' ? [] : deviceAttention(device),
  };
}

export function FleetPage({ overview }: { overview: Overview }) {
  const search = useSignal('');
  const onlyAttention = useSignal(false);
  const shown = useSignal(STEP);
  const rows = overview.devices
    .map(row)
    .filter((r) => !onlyAttention.value || r.why.length > 0)
    .filter((r) => `${r.device.agentId} ${r.device.deviceClass}`.toLowerCase().includes(search.value.toLowerCase()))
    .sort((a, b) => a.device.agentId.localeCompare(b.device.agentId, 'en', { numeric: true }));
  const online = overview.devices.filter((d) => d.state === 'online').length;

  if (overview.devices.length === 0) {
    return (
      <Page title="Fleet">
        <Empty title="No agents yet">
          <p>Start an agent for this coordinator. Its source may be a folder, a video, a camera or a URL:</p>
          <Command>{commands.agent(link.value)}</Command>
          <p>Or run the demo, which includes cameras:</p>
          <Command>{commands.demo()}</Command>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title="Fleet" lead={`${count(online)} of ${count(overview.devices.length)} agents online.`}>
      <div class="toolbar">
        <input
          type="search"
          placeholder="Find an agent or device class"
          aria-label="Find an agent or device class"
          value={search.value}
          onInput={(e) => (search.value = e.currentTarget.value)}
        />
        <label class="toggle">
          <input
            type="checkbox"
            checked={onlyAttention.value}
            onChange={(e) => (onlyAttention.value = e.currentTarget.checked)}
          />
          Requires attention
        </label>
      </div>
      {rows.length === 0 ? (
        <p class="dim">{onlyAttention.value ? 'No agent requires attention.' : 'No agent matches.'}</p>
      ) : (
        <div class="sheet scroll" role="region" aria-label="Agents" tabIndex={0}>
          <table class="grid">
            <thead>
              <tr>
                <th scope="col">Agent</th>
                <th scope="col">State</th>
                <th scope="col">Version</th>
                <th
                  scope="col"
                  class="number"
                  title="Frames answered per second, all cameras"
                >
                  Frames/s
                </th>
                <th scope="col">
                  <span class="unseen">Frames per second over time</span>
                </th>
                <th scope="col" class="number" title="Latency from picture to detections, slowest camera">
                  p50 / p95
                </th>
                <th scope="col" class="number" title="Share of frames escalated">
                  Escalated
                </th>
                <th scope="col" class="number" title="Escalated frames without a verdict">
                  Waiting
                </th>
                <th scope="col" class="number" title="Student compared with teacher on random audits">
                  Precision / recall
                </th>
                <th scope="col" class="number">
                  Last seen
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, shown.value).map((r) => (
                <AgentRow key={r.device.agentId} row={r} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > shown.value && (
        <p>
          <button type="button" onClick={() => (shown.value += STEP)}>
            Show {Math.min(STEP, rows.length - shown.value)} more of {count(rows.length)}
          </button>
        </p>
      )}
    </Page>
  );
}

function AgentRow({ row: r }: { row: Row }) {
  const { device } = r;
  const cameras = device.heartbeat?.cameras ?? [];
  const why = r.why.filter((text) => text !== device.state);
  return (
    <tr class={r.why.length ? 'needs' : ''}>
      <th scope="row">
        <DeviceLink to={device.agentId} />
        <small>
          {device.deviceClass}
          {cameras.length > 1 && ` · ${cameras.length} cameras`}
        </small>
      </th>
      <td>
        <State value={device.state} />
        {why.length > 0 && <small class="why">{why.join('; ')}</small>}
        {device.heartbeat?.learner && <small>{device.heartbeat.learner}</small>}
      </td>
      <td>
        <VersionLink to={device.heartbeat?.installed} />
        <small>{device.heartbeat?.variant}</small>
      </td>
      <td class="number">{figure(r.fps)}</td>
      <td>
        <Sparkline samples={history.of(`fps/${device.agentId}`)} />
      </td>
      <td class="number">
        {millis(r.p50)} <span class="dim">/ {millis(r.p95)}</span>
      </td>
      <td class="number">{percent(r.share)}</td>
      <td class="number">{count(r.outbox)}</td>
      <td class="number">
        {accuracy(device.auditPrecision)} <span class="dim">/</span> {accuracy(device.auditRecall)}
      </td>
      <td class="number">
        <Ago atMs={device.lastSeenMs} />
      </td>
    </tr>
  );
}
