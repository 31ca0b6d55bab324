import { lacks } from '../live/person';
import { useState } from 'preact/hooks';
import { CallFailed, calls } from '../live/calls';
import { accuracy, count } from '../logic/format';
import type { ComparedFrame, LabelAgreement, TeacherReplacement } from '../messages';
import { Confirm } from './Confirm';
import { FramePicture, LineSample } from './FramePicture';
import { Grid } from './Grid';
import { Meter } from './Meter';
import { State } from './State';

/** Two teachers of a deployment, compared on the same audits; a person accepts or drops the new one. */
export function ReplacementView({
  of,
  present,
}: {
  of: TeacherReplacement;
  /** Whether somebody answers as the new teacher. */
  present: boolean;
}) {
  const comparing = of.state === 'comparing';
  return (
    <section class="sheet" aria-label={`Teachers of ${of.deployment} compared`}>
      <div class="sheet-head">
        <h2>
          {of.deployment}: {of.newTeacher} beside {of.oldTeacher}{' '}
          <State value={comparing ? 'running' : of.state === 'accepted' ? 'done' : 'idle'} label={of.state} />
        </h2>
        {comparing && (
          <div class="actions">
            <Confirm
              action="Accept"
              title={`Replace ${of.oldTeacher} by ${of.newTeacher}?`}
              consequence={`${of.newTeacher} answers the frames of ${of.deployment} from now on. The deployment gets a new revision, and its accuracy begins a new series.`}
              disabled={of.audits === 0}
              run={() => calls.acceptTeacher(of.deployment)}
            />
            <Confirm
              action="Drop"
              title={`Keep ${of.oldTeacher}?`}
              consequence={`${of.newTeacher} no longer answers audits of ${of.deployment}.`}
              run={() => calls.dropTeacher(of.deployment)}
            />
          </div>
        )}
      </div>
      <p class="dim">
        {count(of.audits)} of {count(of.auditsWanted)} audits compared. The verdicts that are used are those of{' '}
        {of.state === 'accepted' ? of.newTeacher : of.oldTeacher}.
      </p>
      {comparing && !present && (
        <p class="failure">No teacher of the name {of.newTeacher} is connected; nothing is compared until one is.</p>
      )}
      {comparing && <Meter value={of.audits / Math.max(1, of.auditsWanted)} label="Audits compared" tone="busy" />}
      {of.audits > 0 && <Labels of={of} />}
      {of.examples.length > 0 && (
        <>
          <h3>Where they differ</h3>
          <p class="dim">
            <LineSample by="student" /> {of.oldTeacher} <LineSample by="teacher" /> {of.newTeacher}
          </p>
          <ul class="gallery">
            {of.examples.map((example) => (
              <Example key={example.escalationId} of={example} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Labels({ of }: { of: TeacherReplacement }) {
  return (
    <Grid label={`Labels of ${of.deployment}`}>
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col" class="number">
            Both
          </th>
          <th scope="col" class="number">
            Only {of.oldTeacher}
          </th>
          <th scope="col" class="number">
            Only {of.newTeacher}
          </th>
          <th scope="col" class="number" title={`Share of the objects of ${of.oldTeacher} that ${of.newTeacher} has`}>
            Old also new
          </th>
          <th scope="col" class="number" title={`Share of the objects of ${of.newTeacher} that ${of.oldTeacher} has`}>
            New also old
          </th>
        </tr>
      </thead>
      <tbody>
        {of.all && <Label name="all" of={of.all} />}
        {of.labels.map((label) => (
          <Label key={label.label} name={label.label} of={label} />
        ))}
      </tbody>
    </Grid>
  );
}

function Label({ name, of }: { name: string; of: LabelAgreement }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{count(of.both)}</td>
      <td class="number">{count(of.onlyOld)}</td>
      <td class="number">{count(of.onlyNew)}</td>
      <td class="number">{accuracy(of.precision)}</td>
      <td class="number">{accuracy(of.recall)}</td>
    </tr>
  );
}

function Example({ of }: { of: ComparedFrame }) {
  const objects = [
    ...of.oldObjects.map((student) => ({ disagreement: 'false' as const, student })),
    ...of.newObjects.map((teacher) => ({ disagreement: 'missed' as const, teacher })),
  ];
  return (
    <li class="frame-card">
      <a href={`/frames?frame=${encodeURIComponent(of.escalationId)}`}>
        <FramePicture
          frame={{ ...of, objects }}
          alt={`An audit: ${of.oldObjects.length} objects of the old teacher, ${of.newObjects.length} of the new one`}
          layers={{ student: true, teacher: true, labels: true }}
          across={320}
        />
      </a>
    </li>
  );
}

/** Begins a comparison for a deployment. */
export function ReplaceForm({ deployments, names }: { deployments: string[]; names: string[] }) {
  const [deployment, setDeployment] = useState('');
  const [teacher, setTeacher] = useState('');
  const [audits, setAudits] = useState('200');
  const [failure, setFailure] = useState('');
  const begin = async (event: Event) => {
    event.preventDefault();
    setFailure('');
    try {
      await calls.replaceTeacher({ deployment: deployment || deployments[0] || '', teacher, audits: Number(audits) });
      setTeacher('');
    } catch (thrown) {
      setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
    }
  };
  return (
    <section class="sheet" aria-labelledby="replace">
      <h2 id="replace">Replace a teacher</h2>
      <p class="dim">
        For a while both answer the same audits, and you see where they differ. The verdicts stay the old one’s until you
        accept the new one.
      </p>
      <form class="toolbar" onSubmit={begin}>
        <label>
          Deployment{' '}
          <select value={deployment} onChange={(e) => setDeployment(e.currentTarget.value)}>
            {deployments.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          New teacher{' '}
          <input
            type="text"
            required
            list="teacher-names"
            value={teacher}
            onInput={(e) => setTeacher(e.currentTarget.value)}
          />
        </label>
        <datalist id="teacher-names">
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <label>
          Audits{' '}
          <input
            type="number"
            required
            min={1}
            max={100000}
            value={audits}
            onInput={(e) => setAudits(e.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={lacks('operator') !== ''} title={lacks('operator') || undefined}>
          Compare
        </button>
      </form>
      {failure && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
    </section>
  );
}
