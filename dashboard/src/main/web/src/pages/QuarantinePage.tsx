import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import type { ListQuarantineResponse } from '../messages';
import { Empty } from '../parts/Empty';
import { Export } from '../parts/Export';
import { Pager } from '../parts/Pager';
import { Ago } from '../parts/Time';
import { DeviceLink } from '../parts/VersionLink';
import { Page } from './Page';

export function QuarantinePage() {
  const paging = usePaging('');
  const { answer, failure } = useList<ListQuarantineResponse>('ListQuarantine', {
    pageSize: 50,
    pageToken: paging.token,
  });
  return (
    <Page title="Quarantine" lead="Frames that no teacher could answer. They are kept, and no teacher gets them again.">
      {failure && <p class="failure">{failure}</p>}
      {answer?.frames.length === 0 && (
        <Empty title="The quarantine is empty">
          <p>Every frame so far was answered, or waits for its verdict.</p>
        </Empty>
      )}
      {answer && answer.frames.length > 0 && (
        <div class="sheet scroll" role="region" aria-label="Frames in quarantine" tabIndex={0}>
          <table class="grid">
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
          </table>
        </div>
      )}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      {answer && answer.frames.length > 0 && <Export method="ListQuarantine" what="frames" />}
    </Page>
  );
}
