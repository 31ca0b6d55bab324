import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import { history, link, now } from '../live/state';
import { commands } from '../logic/commands';
import { filterSearch, fleetQuestion, parseFilter, STATES, type FleetFilter } from '../logic/fleetFilter';
import { accuracy, count, figure, millis, percent } from '../logic/format';
import type { DeviceSummary, ListDevicesResponse, Summary } from '../messages';
import { refine, search } from '../navigation';
import { DeploymentChips, DeploymentFilter } from '../parts/DeploymentFilter';
import { Command, Empty } from '../parts/Empty';
import { Export } from '../parts/Export';
import { Grid } from '../parts/Grid';
import { Pager } from '../parts/Pager';
import { Search } from '../parts/Search';
import { Sparkline } from '../parts/Sparkline';
import { State } from '../parts/State';
import { StateFilter } from '../parts/StateFilter';
import { Tags } from '../parts/Tags';
import { TextFilter } from '../parts/TextFilter';
import { Ago } from '../parts/Time';
import { DeviceLink, VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

const PAGE_SIZE = 50;

type Sort = FleetFilter['sort'];

/** Figures of the devices that are shown are remembered, for their sparklines. */
function remember(answer: ListDevicesResponse): void {
  answer.devices.forEach((device) => history.add(`fps/${device.agentId}`, now.value, device.fps));
}

export function FleetPage({ summary }: { summary: Summary }) {
  const filter = parseFilter(search.value);
  const { text, tags, deployment, state, attention } = filter;
  const change = (part: Partial<FleetFilter>) => refine(filterSearch({ ...filter, ...part }));
  const question = fleetQuestion(filter);
  const paging = usePaging(JSON.stringify(question));
  const { answer, failure } = useList<ListDevicesResponse>(
    'ListDevices',
    { ...question, pageSize: PAGE_SIZE, pageToken: paging.token },
    remember,
  );
  const { online = 0, away = 0, revoked = 0 } = summary.devices ?? {};
  const all = online + away + revoked;

  if (all === 0) {
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
  const sort = { by: filter.sort, descending: filter.descending };
  // A column that is chosen a third time gives way to the usual order: those that require attention first.
  const by = (column: Sort, first: boolean) =>
    sort.by === column && sort.descending !== first
      ? change({ sort: '', descending: false })
      : change({ sort: column, descending: sort.by === column ? !first : first });
  return (
    <Page title="Fleet" lead={`${count(online)} of ${count(all)} agents online.`}>
      <div class="toolbar">
        <Search label="Find an agent or device class" text={text} choose={(text) => change({ text })} />
        <TextFilter
          label="Tags that agents have"
          placeholder="Tags: site=hamburg,kind"
          title="All must match; a key alone: any value"
          chosen={tags}
          choose={(tags) => change({ tags })}
        />
        <DeploymentFilter chosen={deployment} choose={(deployment) => change({ deployment })} />
        <StateFilter label="State" states={STATES} chosen={state} choose={(state) => change({ state })} />
        <label class="toggle">
          <input type="checkbox" checked={attention} onChange={(e) => change({ attention: e.currentTarget.checked })} />
          Requires attention
        </label>
        {answer && <span class="dim">{count(answer.total)} match</span>}
      </div>
      {failure && <p class="failure">{failure}</p>}
      {answer?.devices.length === 0 && (
        <p class="dim">{attention ? 'No agent requires attention.' : 'No agent matches.'}</p>
      )}
      {answer && answer.devices.length > 0 && (
        <Grid label="Agents" sheet>
            <thead>
              <tr>
                <Column name="Agent" by="name" sort={sort} choose={() => by('name', false)} />
                <Column name="State" by="state" sort={sort} choose={() => by('state', true)} />
                <Column name="Version" by="version" sort={sort} choose={() => by('version', false)} />
                <Column
                  name="Frames/s"
                  by="fps"
                  sort={sort}
                  choose={() => by('fps', true)}
                  title="Frames answered per second, all cameras"
                  number
                />
                <th scope="col">
                  <span class="unseen">Frames per second over time</span>
                </th>
                <Column
                  name="p50 / p95"
                  by="latency"
                  sort={sort}
                  choose={() => by('latency', true)}
                  title="Latency from picture to detections, slowest camera"
                  number
                />
                <Column
                  name="Escalated"
                  by="escalated"
                  sort={sort}
                  choose={() => by('escalated', true)}
                  title="Share of frames escalated; sorted by their number"
                  number
                />
                <Column
                  name="Waiting"
                  by="outbox"
                  sort={sort}
                  choose={() => by('outbox', true)}
                  title="Escalated frames without a verdict"
                  number
                />
                <th scope="col" class="number" title="Student compared with teacher on random audits">
                  Precision / recall
                </th>
                <Column name="Last seen" by="last-seen" sort={sort} choose={() => by('last-seen', true)} number />
              </tr>
            </thead>
            <tbody>
              {answer.devices.map((device) => (
                <AgentRow key={device.agentId} device={device} />
              ))}
            </tbody>
          </Grid>
      )}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      <Export method="ListDevices" question={question} what="agents" />
    </Page>
  );
}

function Column({
  name,
  by,
  sort,
  choose,
  title,
  number,
}: {
  name: string;
  by: Sort;
  sort: { by: Sort; descending: boolean };
  choose(): void;
  title?: string;
  number?: boolean;
}) {
  const chosen = sort.by === by;
  return (
    <th
      scope="col"
      class={number ? 'number' : ''}
      title={title}
      aria-sort={chosen ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" class="sort" onClick={choose}>
        {name}
        {chosen && <span aria-hidden="true">{sort.descending ? ' ↓' : ' ↑'}</span>}
      </button>
    </th>
  );
}

function AgentRow({ device }: { device: DeviceSummary }) {
  const why = device.attention === device.state ? '' : device.attention;
  return (
    <tr class={device.attention ? 'needs' : ''}>
      <th scope="row">
        <DeviceLink to={device.agentId} />
        <small>
          {device.deviceClass}
          {device.cameras > 1 && ` · ${device.cameras} cameras`}
        </small>
        {(device.tags.length > 0 || device.deployments.length > 0) && (
          <div class="tags">
            <DeploymentChips names={device.deployments} />
            <Tags tags={device.tags} most={6} />
          </div>
        )}
      </th>
      <td>
        <State value={device.state} />
        {why && <small class="why">{why}</small>}
        {device.learner && <small>{device.learner}</small>}
      </td>
      <td>
        <VersionLink to={device.installed} />
        <small>{device.variant}</small>
      </td>
      <td class="number">{figure(device.fps)}</td>
      <td>
        <Sparkline samples={history.of(`fps/${device.agentId}`)} />
      </td>
      <td class="number">
        {millis(device.latencyP50Ms)} <span class="dim">/ {millis(device.latencyP95Ms)}</span>
      </td>
      <td class="number">{percent(device.share)}</td>
      <td class="number">{count(device.outboxFrames)}</td>
      <td class="number">
        {accuracy(device.auditPrecision)} <span class="dim">/</span> {accuracy(device.auditRecall)}
      </td>
      <td class="number">
        <Ago atMs={device.lastSeenMs} />
      </td>
    </tr>
  );
}
