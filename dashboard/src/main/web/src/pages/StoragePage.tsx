import { useState } from 'preact/hooks';
import { calls } from '../live/calls';
import { useAnswer } from '../live/pages';
import { bytes, count } from '../logic/format';
import type { Storage, StorageUse } from '../messages';
import { BackupList } from '../parts/BackupList';
import { Confirm } from '../parts/Confirm';
import { Export } from '../parts/Export';
import { Grid } from '../parts/Grid';
import { Page } from './Page';

/** Every file is looked at for an answer. */
const PAUSE_MS = 30_000;

const KINDS: Record<StorageUse['kind'], { name: string; what: string }> = {
  '': { name: 'Other', what: '' },
  frames: { name: 'Frames', what: 'Hard frames with their verdicts, and those that wait for one' },
  'frame-segments': { name: 'Frame files', what: 'The files that the pictures lie in' },
  artifacts: { name: 'Artifacts', what: 'Models, updates and datasets' },
  'damaged-artifacts': { name: 'Damaged artifacts', what: 'Set aside because the disk changed them' },
};

export function StoragePage() {
  const [collected, setCollected] = useState<Storage>();
  const { answer, failure } = useAnswer<Storage>('GetStorage', {}, undefined, PAUSE_MS);
  const unneeded = (answer?.uses ?? []).some((use) => use.unneeded > 0);
  const collect = (
    <Confirm
      action="Delete now"
      title="Delete what is beyond its retention?"
      disabled={!unneeded}
      consequence="Frames and artifacts that nothing uses and that are too old or too many are deleted. The coordinator would do so by itself within an hour."
      danger
      run={async () => setCollected(await calls.collectGarbage())}
    />
  );
  return (
    <Page
      title="Storage"
      lead="What the coordinator has on its disk. What is beyond its retention is deleted by itself: frames every few seconds, artifacts every hour."
      actions={collect}
    >
      {failure && <p class="failure">{failure}</p>}
      {collected && (
        <p role="status">
          Deleted{' '}
          {collected.uses
            .filter((use) => use.unneeded > 0)
            .map((use) => `${count(use.unneeded)} ${KINDS[use.kind].name.toLowerCase()} (${bytes(use.unneededBytes)})`)
            .join(', ') || 'nothing'}
          .
        </p>
      )}
      {answer && (
        <Grid label="What is stored" sheet>
            <thead>
              <tr>
                <th scope="col">Kind</th>
                <th scope="col" class="number">
                  Stored
                </th>
                <th scope="col" class="number">
                  Size
                </th>
                <th scope="col" class="number">
                  Beyond retention
                </th>
                <th scope="col" class="number">
                  Size
                </th>
              </tr>
            </thead>
            <tbody>
              {answer.uses.map((use) => (
                <tr key={use.kind}>
                  <th scope="row">
                    {KINDS[use.kind].name}
                    <small>{KINDS[use.kind].what}</small>
                  </th>
                  <td class="number">{count(use.count)}</td>
                  <td class="number">{bytes(use.sizeBytes)}</td>
                  <td class="number">{count(use.unneeded)}</td>
                  <td class="number">{bytes(use.unneededBytes)}</td>
                </tr>
              ))}
            </tbody>
          </Grid>
      )}
      {answer && <Export method="GetStorage" what="what is stored" />}
      <BackupList />
    </Page>
  );
}
