import { useEffect, useState } from 'preact/hooks';
import { lacks } from '../live/person';
import { CallFailed, calls } from '../live/calls';
import { useAnswer } from '../live/pages';
import { useSnapshots } from '../live/snapshots';
import { added, areasOf, changed, clicked, fault, MAX_AREAS, MIDDLE, removed, shown, toggled, type Area, type Drawing, type Place } from '../logic/cameraSettings';
import type { Camera, CameraChange, CameraSettings, Corner, Device } from '../messages';
import { AreaEditor } from '../parts/AreaEditor';
import { AreaLayer } from '../parts/AreaLayer';
import { CameraForm, Setting } from '../parts/CameraForm';
import { Confirm } from '../parts/Confirm';
import { Empty } from '../parts/Empty';
import { Grid } from '../parts/Grid';
import { State } from '../parts/State';
import { Ago } from '../parts/Time';
import { Page } from './Page';

/** One camera: its zones and masks are drawn on its picture; what changes is shown before it is applied. */
export function CameraPage({ agentId, cameraId }: { agentId: string; cameraId: string }) {
  const { answer: camera, failure } = useAnswer<Camera>('GetCamera', { agentId, cameraId });
  const within = { href: `/devices/${encodeURIComponent(agentId)}`, label: agentId };
  if (!camera) {
    return (
      <Page title={cameraId} within={within}>
        {failure ? (
          <Empty title="Unknown camera">
            <p>{failure}.</p>
          </Empty>
        ) : (
          <p class="dim">Loading…</p>
        )}
      </Page>
    );
  }
  return <Editor camera={camera} within={within} />;
}

/** What somebody edits, and the revision that it began with. */
interface Draft {
  settings: CameraSettings;
  revision: number;
}

function Editor({ camera, within }: { camera: Camera; within: { href: string; label: string } }) {
  const { agentId, cameraId, report } = camera;
  const { answer: device } = useAnswer<Device>('GetDevice', { agentId });
  const { snapshots } = useSnapshots(agentId, device?.summary?.state === 'online');
  const [draft, setDraft] = useState<Draft>();
  const [place, setPlace] = useState<Place>();
  const [drawing, setDrawing] = useState<Drawing>();
  const settings = draft?.settings ?? camera.settings ?? {};
  const snapshot = snapshots.find((one) => one.cameraId === cameraId);
  const width = snapshot?.width ?? 1600;
  const height = snapshot?.height ?? 900;

  const edit = (how: (settings: CameraSettings) => CameraSettings) =>
    setDraft((now) => ({
      settings: how(now?.settings ?? camera.settings ?? {}),
      revision: now?.revision ?? camera.revision,
    }));
  const change = (next: CameraSettings) => edit(() => next);
  const reset = () => {
    setDraft(undefined);
    setPlace(undefined);
    setDrawing(undefined);
  };
  const areas = shown(settings, report?.running);
  const own = areasOf(settings);
  const of = (kind: Area['kind']) => own.filter((area) => area.kind === kind);
  const chosen = place && of(place.kind)[place.index];
  const begin = (kind: Area['kind']) => {
    const key = kind === 'zone' ? 'zones' : 'masks';
    edit((now) => (now[key] === undefined ? toggled(now, report?.running, key, true) : now));
    setPlace(undefined);
    setDrawing({ kind, corners: [], closed: false });
  };
  const add = (kind: Area['kind'], corners: readonly Corner[]) => {
    edit((now) => added(now, kind, corners));
    setPlace({ kind, index: of(kind).length });
    setDrawing(undefined);
  };
  useEffect(() => {
    if (drawing?.closed) add(drawing.kind, drawing.corners);
  }, [drawing]);

  return (
    <Page
      title={cameraId}
      within={within}
      lead={<Standing camera={camera} />}
      actions={
        camera.revision > 0 && Object.keys(camera.settings ?? {}).length > 0 ? (
          <Confirm
            action="Reset"
            title={`Reset ${cameraId}?`}
            consequence="The camera is as its device’s file says again."
            asksReason
            run={(why) => calls.applyCamera(agentId, cameraId, {}, false, why, camera.revision).then(reset)}
          />
        ) : undefined
      }
    >
      {camera.state === 'refused' && (
        <p class="banner" role="alert">
          The device refuses revision {camera.revision}: {report?.refusal} It goes on with{' '}
          {report?.revision ? `revision ${report.revision}` : 'what its file says'}.
        </p>
      )}
      <div class="camera-page">
        <div>
          <figure class="camera">
            <div class="picture" style={{ aspectRatio: `${width} / ${height}` }}>
              {snapshot ? (
                <img src={`data:image/jpeg;base64,${snapshot.jpeg}`} alt={`${cameraId}, frame ${snapshot.sequence}`} />
              ) : (
                <p class="dim">{device?.summary?.state === 'online' ? 'Waiting for a frame from the agent…' : 'No picture: the device is away'}</p>
              )}
              <AreaLayer areas={areas.filter((area) => !sameArea(area, chosen))} width={width} height={height} />
              <AreaEditor
                width={width}
                height={height}
                area={chosen}
                change={(how) => place && edit((now) => changed(now, place, how))}
                drawing={drawing?.corners}
                click={(at) => setDrawing((now) => now && clicked(now, at))}
                back={() => setDrawing((now) => now && { ...now, corners: now.corners.slice(0, -1) })}
                finish={() => setDrawing((now) => now && { ...now, closed: true })}
                cancel={() => setDrawing(undefined)}
              />
            </div>
            <figcaption>
              {drawing ? (
                <div class="actions" role="status">
                  <span>
                    {drawing.corners.length < 3
                      ? `Click the corners of the ${drawing.kind} on the picture.`
                      : 'Click the first corner, or press Enter, to close it.'}
                  </span>
                  <button type="button" disabled={drawing.corners.length < 3} onClick={() => add(drawing.kind, drawing.corners)}>
                    Close it
                  </button>
                  <button type="button" class="quiet" onClick={() => add(drawing.kind, MIDDLE)}>
                    Begin with a rectangle
                  </button>
                  <button type="button" class="quiet" onClick={() => setDrawing(undefined)}>
                    Cancel
                  </button>
                </div>
              ) : (
                <p class="dim">
                  {chosen
                    ? 'Drag its corners, or move them with the arrow keys; Delete removes one, a dot on an edge adds one.'
                    : 'Objects stand where the middle of their lower edge is.'}
                </p>
              )}
            </figcaption>
          </figure>
          {report?.cut && <p class="failure">The device’s file has more zones, masks or labels than are shown here.</p>}
        </div>
        <div>
          <section class="sheet" aria-labelledby="areas">
            <h2 id="areas">Zones and masks</h2>
            <Areas
              form={{ settings, report, change }}
              kind="zone"
              place={place}
              choose={setPlace}
              draw={() => begin('zone')}
            />
            <Areas
              form={{ settings, report, change }}
              kind="mask"
              place={place}
              choose={setPlace}
              draw={() => begin('mask')}
            />
          </section>
          <CameraForm settings={settings} report={report} change={change} />
          <Apply camera={camera} draft={draft} close={reset} />
        </div>
      </div>
    </Page>
  );
}

const sameArea = (one: Area, other: Area | undefined) => one.kind === other?.kind && one.name === other.name;

/** Desired and reported, in one line. */
function Standing({ camera }: { camera: Camera }) {
  const { report } = camera;
  return (
    <>
      <State value={camera.state} label={WORDS[camera.state] ?? camera.state} />{' '}
      {camera.revision === 0 ? 'nothing was set here yet' : `revision ${camera.revision}`}
      {camera.changedMs !== undefined && (
        <>
          , set <Ago atMs={camera.changedMs} />
        </>
      )}
      {camera.why && `: ${camera.why}`}
      {'. '}
      {report
        ? report.revision
          ? `The device runs revision ${report.revision}.`
          : 'The device runs what its file says.'
        : 'The device has said nothing since the coordinator was started.'}
    </>
  );
}

const WORDS: Record<string, string> = {
  file: 'as its file says',
  waiting: 'waiting for the device',
  applied: 'applied',
  refused: 'refused',
};

/** The zones or masks that are set here: chosen, named, removed and added. */
function Areas({
  form,
  kind,
  place,
  choose,
  draw,
}: {
  form: { settings: CameraSettings; report: Camera['report']; change(settings: CameraSettings): void };
  kind: Area['kind'];
  place: Place | undefined;
  choose(place: Place | undefined): void;
  draw(): void;
}) {
  const { settings, report, change } = form;
  const key = kind === 'zone' ? 'zones' : 'masks';
  const areas = areasOf(settings).filter((area) => area.kind === kind);
  const running = areasOf(report?.running).filter((area) => area.kind === kind);
  const button = (
    <button type="button" disabled={areas.length >= MAX_AREAS} onClick={draw}>
      {kind === 'zone' ? 'Draw a zone' : 'Draw a mask'}
    </button>
  );
  return (
    <Setting
      form={form}
      of={key}
      otherwise={button}
      label={kind === 'zone' ? 'Zones' : 'Masks'}
      runs={report ? running.map((area) => area.name).join(', ') || 'none' : ''}
    >
      <ul class="area-list">
        {areas.map((area, index) => {
          const current = place?.kind === kind && place.index === index;
          return (
            <li key={index} class={current ? 'current' : ''}>
              <button type="button" aria-pressed={current} onClick={() => choose(current ? undefined : { kind, index })}>
                {current ? 'Editing' : 'Edit'} <span class="unseen">{area.name}</span>
              </button>
              {kind === 'zone' ? (
                <input
                  type="text"
                  aria-label={`Name of ${area.name || 'the zone'}`}
                  maxLength={64}
                  value={area.name}
                  onInput={(e) => {
                    const name = e.currentTarget.value;
                    change(changed(settings, { kind, index }, (one) => ({ ...one, name })));
                  }}
                />
              ) : (
                <span>{area.name}</span>
              )}
              <small class="dim">{area.corners.length} corners</small>
              <button
                type="button"
                class="quiet"
                onClick={() => {
                  change(removed(settings, { kind, index }));
                  choose(undefined);
                }}
              >
                Remove <span class="unseen">{area.name}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {button}
    </Setting>
  );
}

/** Shows what a draft changes, then applies it. */
function Apply({ camera, draft, close }: { camera: Camera; draft: Draft | undefined; close(): void }) {
  const { agentId, cameraId } = camera;
  const [seen, setSeen] = useState<{ settings: CameraSettings; change: CameraChange }>();
  const [why, setWhy] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => setFailure(''), [draft?.settings]);
  if (!draft) return null;
  const wrong = fault(draft.settings);
  const change = seen?.settings === draft.settings ? seen.change : undefined;
  const differs = change !== undefined && change.changes.length > 0;

  const ask = async (dryRun: boolean) => {
    setBusy(true);
    setFailure('');
    try {
      const answer = await calls.applyCamera(agentId, cameraId, draft.settings, dryRun, why.trim(), draft.revision);
      if (dryRun) setSeen({ settings: draft.settings, change: answer });
      else close();
    } catch (thrown) {
      setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <section class="sheet" aria-labelledby="apply">
      <h2 id="apply">What changes</h2>
      <div aria-live="polite">
        {(wrong || failure) && (
          <p class="failure" role="alert">
            {wrong || failure}
          </p>
        )}
        {change && !differs && <p>Nothing differs.</p>}
        {differs && <Changes change={change} />}
      </div>
      {differs && (
        <label class="field">
          Reason <span class="dim">(optional, stored with the change)</span>
          <input type="text" maxLength={200} value={why} onInput={(e) => setWhy(e.currentTarget.value)} />
        </label>
      )}
      <div class="actions">
        <button type="button" class={differs ? '' : 'solid'} disabled={busy || wrong !== '' || lacks('operator') !== ''} title={lacks('operator')} onClick={() => ask(true)}>
          Show what changes
        </button>
        {differs && (
          <button type="button" class="solid" disabled={busy || wrong !== '' || lacks('operator') !== ''} title={lacks('operator')} onClick={() => ask(false)}>
            Apply
          </button>
        )}
        <button type="button" class="quiet" onClick={close}>
          Discard
        </button>
      </div>
    </section>
  );
}

function Changes({ change }: { change: CameraChange }) {
  return (
    <>
      <Grid label="Settings that differ">
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {change.changes.map(({ key, before, after }) => (
            <tr key={key}>
              <th scope="row">
                <code>{key}</code>
              </th>
              <td>{before || <span class="dim">the device’s file</span>}</td>
              <td>{after || <span class="dim">the device’s file</span>}</td>
            </tr>
          ))}
        </tbody>
      </Grid>
      {change.consequences.length > 0 && (
        <ul class="consequences" aria-label="Consequences">
          {change.consequences.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}
