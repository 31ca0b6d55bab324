import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import type { ListQuarantineResponse } from '../messages';
import { listFilter } from '../navigation';
import { Empty } from '../parts/Empty';
import { Export } from '../parts/Export';
import { Grid } from '../parts/Grid';
import { Pager } from '../parts/Pager';
import { Search } from '../parts/Search';
import { Ago } from '../parts/Time';
import { DeviceLink } from '../parts/VersionLink';
import { Page } from './Page';

export function QuarantinePage() {
  const { filter, change } = listFilter('text');
  const { text } = filter;
  const paging = usePaging(text);
  const { answer, failure } = useList<ListQuarantineResponse>('ListQuarantine', {
    text,
    pageSize: 50,
    pageToken: paging.token,
  });
  return (
    <Page title="Quarantine" lead="Frames that no teacher could answer. They are kept, and no teacher gets them again.">
      {failure && <p class="failure">{failure}</p>}
      {(text || (answer?.total ?? 0) > 0) && (
        <div class="toolbar">
          <Search label="Find an agent, camera or frame" text={text} choose={(text) => change({ text })} />
        </div>
      )}
      {answer?.frames.length === 0 && text && <p class="dim">No frame matches.</p>}
      {answer?.frames.length === 0 && !text && (
        <Empty title="The quarantine is empty">
          <p>Every frame so far was answered, or waits for its verdict.</p>
        </Empty>
      )}
      {answer && answer.frames.length > 0 && (
        <Grid label="Frames in quarantine" sheet>
            <thead>
              <tr>
                <th scope="col">Frame</th>
                <th scope="col">Agent</th>
                <th scope="col">Why</th>
                <th scope="col" class="number">
                  Given up
                </th>
              </tr>
            </thead>
            <tbody>
              {answer.frames.map((frame) => (
                <tr key={frame.escalationId}>
                  <th scope="row">
                    <a href={`/frames?state=quarantined&frame=${encodeURIComponent(frame.escalationId)}`}>
                      <code>{frame.escalationId}</code>
                    </a>
                  </th>
                  <td>
                    <DeviceLink to={frame.agentId} />
                    <small>{frame.cameraId}</small>
                  </td>
                  <td>{frame.why}</td>
                  <td class="number">
                    <Ago atMs={frame.givenUpAtMs} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Grid>
      )}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      {answer && answer.frames.length > 0 && <Export method="ListQuarantine" question={{ text }} what="frames" />}
    </Page>
  );
}
