import { calls } from '../live/calls';
import { useAnswer } from '../live/pages';
import { bytes, count, duration } from '../logic/format';
import type { Backup, ListBackupsResponse } from '../messages';
import { Confirm } from './Confirm';
import { Empty } from './Empty';
import { Grid } from './Grid';
import { State } from './State';
import { Ago } from './Time';

const PAUSE_MS = 3_000;

/** Copies of the coordinator's data, and a button that makes one. */
export function BackupList() {
  const { answer, failure } = useAnswer<ListBackupsResponse>('ListBackups', {}, undefined, PAUSE_MS);
  if (failure) return <p class="failure">{failure}</p>;
  if (!answer) return null;
  const running = answer.backups.some((backup) => backup.state === 'running');
  return (
    <section class="sheet" aria-labelledby="backups">
      <h2 id="backups">
        Backups {answer.folder && <small>in {answer.folder}</small>}
      </h2>
      {!answer.folder ? (
        <Empty title="No backups are made">
          <p>Set backups.folder in the coordinator’s configuration.</p>
        </Empty>
      ) : answer.backups.length === 0 ? (
        <p class="dim">None yet.</p>
      ) : (
        <Grid label="Backups">
          <thead>
            <tr>
              <th scope="col">Backup</th>
              <th scope="col">State</th>
              <th scope="col">Begun</th>
              <th scope="col" class="number">
                Took
              </th>
              <th scope="col" class="number">
                Rows
              </th>
              <th scope="col" class="number">
                Size
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.backups.map((backup) => (
              <Row key={backup.name} backup={backup} />
            ))}
          </tbody>
        </Grid>
      )}
      {answer.folder && (
        <div class="actions">
          <Confirm
            action="Back up now"
            title="Make a backup?"
            disabled={running}
            consequence="The store, pictures, artifacts and keys are copied while the coordinator works. Nothing is deleted meanwhile."
            run={() => calls.createBackup()}
          />
        </div>
      )}
    </section>
  );
}

function Row({ backup }: { backup: Backup }) {
  const took = backup.endedMs - backup.createdMs;
  return (
    <tr>
      <th scope="row">{backup.name}</th>
      <td>
        <State value={backup.state} /> {backup.why}
      </td>
      <td>
        <Ago atMs={backup.createdMs} />
      </td>
      <td class="number">{took > 0 ? duration(took) : '–'}</td>
      <td class="number">{backup.rows > 0 ? count(backup.rows) : '–'}</td>
      <td class="number">{backup.sizeBytes > 0 ? bytes(backup.sizeBytes) : '–'}</td>
    </tr>
  );
}
