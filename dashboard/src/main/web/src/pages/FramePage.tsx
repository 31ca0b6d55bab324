import { useLayoutEffect, useState } from 'preact/hooks';
import { useAnswer } from '../live/pages';
import { alternative, differs, inWords, summaryOf } from '../logic/differences';
import { bytes, plural } from '../logic/format';
import type { EscalatedFrame } from '../messages';
import { go } from '../navigation';
import { Empty } from '../parts/Empty';
import { FramePicture, LineSample, type Layers } from '../parts/FramePicture';
import { State } from '../parts/State';
import { Ago } from '../parts/Time';
import { DeviceLink, VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

const PAUSE_MS = 5000;

/** One frame large, among the frames of a list. */
export function FramePage({
  id,
  brief,
  list,
  newer,
  older,
  step,
}: {
  id: string;
  /** As the list has it; shown until the whole has come. */
  brief: EscalatedFrame | undefined;
  /** Address of the list. */
  list: string;
  newer: boolean;
  older: boolean;
  step(by: 1 | -1): void;
}) {
  const { answer, failure } = useAnswer<EscalatedFrame>('GetEscalation', { escalationId: id }, undefined, PAUSE_MS);
  const frame = answer?.id === id ? answer : brief;

  // At once with what is drawn, as in Review: the next key belongs to the frame that is seen.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'ArrowRight' && older) step(1);
      else if (event.key === 'ArrowLeft' && newer) step(-1);
      else if (event.key === 'Escape') go(list);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  const actions = (
    <>
      <button type="button" disabled={!newer} title="Key: ←" onClick={() => step(-1)}>
        ← Newer
      </button>
      <button type="button" disabled={!older} title="Key: →" onClick={() => step(1)}>
        Older →
      </button>
      <a class="button" href={list} title="Key: Esc">
        All frames
      </a>
    </>
  );
  if (!frame) {
    return (
      <Page title="Frame" within={{ href: list, label: 'Frames' }} actions={actions}>
        {failure ? (
          <Empty title="No such frame">
            <p>{failure}. Frames are forgotten beyond their retention.</p>
          </Empty>
        ) : (
          <p class="dim">Loading…</p>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={`${frame.cameraId} ${frame.sequence}`}
      within={{ href: list, label: 'Frames' }}
      actions={actions}
      lead={
        <>
          <State value={frame.state} label={frame.state.replace('-', ' ')} /> {summaryOf(frame)}
        </>
      }
    >
      {failure && <p class="failure">{failure}</p>}
      <div class="frame-large">
        <Pictures frame={frame} />
        <Differences frame={frame} />
        <Facts frame={frame} />
      </div>
    </Page>
  );
}

const VIEWS = ['side by side', 'one picture'] as const;

function Pictures({ frame }: { frame: EscalatedFrame }) {
  const [view, setView] = useState<(typeof VIEWS)[number]>('side by side');
  const [layers, setLayers] = useState<Layers>({ student: true, teacher: true, labels: true });
  const toggle = (layer: keyof Layers) => (
    <input
      type="checkbox"
      checked={layers[layer]}
      onChange={(e) => setLayers({ ...layers, [layer]: e.currentTarget.checked })}
    />
  );
  const only = (by: 'student' | 'teacher'): Layers => ({
    ...layers,
    student: layers.student && by === 'student',
    teacher: layers.teacher && by === 'teacher',
  });
  return (
    <section class="sheet" aria-label="Picture">
      <div class="toolbar layers">
        <div class="choices" role="group" aria-label="View">
          {VIEWS.map((one) => (
            <button key={one} type="button" class="choice" aria-pressed={view === one} onClick={() => setView(one)}>
              {one}
            </button>
          ))}
        </div>
        <label class="toggle">
          {toggle('student')}
          <LineSample by="student" /> Student
        </label>
        <label class="toggle">
          {toggle('teacher')}
          <LineSample by="teacher" /> Teacher
        </label>
        <label class="toggle">{toggle('labels')} Labels</label>
      </div>
      {view === 'one picture' ? (
        <FramePicture frame={frame} alt={alternative(frame)} layers={layers} across={760} />
      ) : (
        <div class="pair-of-pictures">
          {(['student', 'teacher'] as const).map((by) => (
            <figure key={by}>
              <FramePicture frame={frame} alt={alternative(frame)} layers={only(by)} across={430} />
              <figcaption>
                <LineSample by={by} /> {by === 'student' ? 'Student' : 'Teacher'}:{' '}
                {by === 'teacher' && !frame.teacherSha256
                  ? 'no verdict'
                  : plural(frame.objects.filter((object) => object[by]).length, 'object')}
              </figcaption>
            </figure>
          ))}
        </div>
      )}
    </section>
  );
}

const MARKS: Record<string, string> = { missed: 'added', false: 'removed', relabelled: 'relabelled', confirmed: 'confirmed' };

function Differences({ frame }: { frame: EscalatedFrame }) {
  const counts = frame.counts;
  const all = counts
    ? counts.confirmed + counts.missed + counts.onlyStudent + counts.relabelled + counts.unanswered
    : frame.objects.length;
  const some = frame.objects.some(differs);
  return (
    <section class="sheet told" aria-labelledby="differences">
      <h2 id="differences">
        Differences <small>{summaryOf(frame)}</small>
      </h2>
      {frame.teacherSha256 && !some && (
        <p class="dim">{all > 0 ? 'Student and teacher saw the same.' : 'Neither saw anything.'}</p>
      )}
      <ul class="differences">
        {frame.objects.map((object, i) => (
          <li key={i} class={`outcome-${MARKS[object.disagreement] ?? 'confirmed'}`}>
            <span class="kind">{object.disagreement || 'unanswered'}</span>
            {inWords(object)}
          </li>
        ))}
      </ul>
      {all > frame.objects.length && <p class="dim">{plural(all - frame.objects.length, 'more object')}, not shown.</p>}
    </section>
  );
}

function Facts({ frame }: { frame: EscalatedFrame }) {
  const region = frame.region;
  return (
    <section class="sheet" aria-labelledby="facts">
      <h2 id="facts">Why and where</h2>
      <dl class="facts tall columns">
        <div>
          <dt>Escalated</dt>
          <dd>
            {frame.audit ? 'audit: chosen at random' : frame.reason || 'no reason given'}, hardness {frame.hardness.toFixed(2)}
          </dd>
        </div>
        {frame.why && (
          <div>
            <dt>Given up</dt>
            <dd class="failure">
              {frame.why} {frame.givenUpAtMs !== undefined && <Ago atMs={frame.givenUpAtMs} />}
            </dd>
          </div>
        )}
        <div>
          <dt>Agent</dt>
          <dd>
            <DeviceLink to={frame.agentId} />, camera {frame.cameraId} ·{' '}
            <a href={`/events?object=${encodeURIComponent(frame.agentId)}`}>its events</a>
          </dd>
        </div>
        {frame.deployment && (
          <div>
            <dt>Deployment</dt>
            <dd>{frame.deployment}</dd>
          </div>
        )}
        <div>
          <dt>Student</dt>
          <dd>
            {frame.version ? <VersionLink to={frame.version} /> : 'no version of the registry'}{' '}
            <code>{frame.modelSha256.slice(0, 12)}</code>
          </dd>
        </div>
        <div>
          <dt>Teacher</dt>
          <dd>
            {frame.teacherSha256 ? <code>{frame.teacherSha256.slice(0, 12)}</code> : 'no verdict'}{' '}
            {frame.answeredAtMs !== undefined && <Ago atMs={frame.answeredAtMs} />}
          </dd>
        </div>
        <div>
          <dt>Captured</dt>
          <dd>
            <Ago atMs={frame.capturedAtMs} />, accepted <Ago atMs={frame.acceptedAtMs} />
          </dd>
        </div>
        <div>
          <dt>Picture</dt>
          <dd>
            {frame.width} × {frame.height}, {bytes(frame.frameBytes)}
            {region && `, at ${region.x}, ${region.y} of ${region.frameWidth} × ${region.frameHeight}`}
          </dd>
        </div>
        <div>
          <dt>Id</dt>
          <dd>
            <code>{frame.id}</code>
          </dd>
        </div>
      </dl>
    </section>
  );
}
