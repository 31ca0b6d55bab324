import { useAnswer, usePaging } from '../live/pages';
import { link } from '../live/state';
import { deploymentPath } from '../logic/deployments';
import { commands } from '../logic/commands';
import { count, plural } from '../logic/format';
import { brief, byState, quotas } from '../logic/teachers';
import type { ListTeacherReplacementsResponse, ListTeachersResponse, NamedTeacher, TaughtDeployment, TeacherProcess } from '../messages';
import { Command, Empty } from '../parts/Empty';
import { Export } from '../parts/Export';
import { Grid } from '../parts/Grid';
import { Pager } from '../parts/Pager';
import { ReplaceForm, ReplacementView } from '../parts/ReplacementView';
import { State } from '../parts/State';
import { VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

/** Teachers by name: who answers, how quickly, and whose frames wait. Those that are missing come first. */
export function TeachersPage() {
  const paging = usePaging('');
  const { answer, failure } = useAnswer<ListTeachersResponse>('ListTeachers', {
    pageSize: 100,
    pageToken: paging.token,
  });
  const compared = useAnswer<ListTeacherReplacementsResponse>('ListTeacherReplacements', { pageSize: 100 }).answer;
  const teachers = answer?.teachers ?? [];
  const deployments = [...new Set(teachers.flatMap((each) => each.deployments.map((its) => its.name)))].sort();
  return (
    <Page
      title="Teachers"
      lead="A teacher answers hard frames. Deployments name the one that answers theirs; several processes of one name share the work."
      actions={
        <a class="button solid" href="/models">
          Add a model
        </a>
      }
    >
      {failure && <p class="failure">{failure}</p>}
      {answer && teachers.length === 0 && (
        <Empty title="No teacher is connected">
          <p>Start one; any number may come and go:</p>
          <Command>{commands.teacher(link.value)}</Command>
        </Empty>
      )}
      {teachers.map((teacher) => (
        <Teacher key={teacher.name} of={teacher} />
      ))}
      {byState(compared?.replacements ?? []).map((replacement) => (
        <ReplacementView
          key={replacement.deployment}
          of={replacement}
          present={teachers.some((each) => each.name === replacement.newTeacher && each.processesTotal > 0)}
        />
      ))}
      {deployments.length > 0 && <ReplaceForm deployments={deployments} names={teachers.map((each) => each.name)} />}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      {teachers.length > 0 && <Export method="ListTeachers" what="teachers" />}
    </Page>
  );
}

function Teacher({ of }: { of: NamedTeacher }) {
  const missing = of.processesTotal === 0;
  return (
    <section class={missing ? 'sheet missing' : 'sheet'} aria-label={of.name}>
      <div class="sheet-head">
        <h2>
          {missing && <State value="failed" label="missing" />} {of.name}
        </h2>
        <p class="dim">
          {plural(of.waiting, 'frame waits', 'frames wait')}
          {!missing && ` · ${plural(of.processesTotal, 'process', 'processes')}`}
        </p>
      </div>
      {missing ? (
        <p>
          Nobody answers the frames of {of.deployments.map((each) => each.name).join(', ')}. Start a teacher of this name:{' '}
          <Command>{commands.teacher(link.value, of.name)}</Command>
        </p>
      ) : (
        <Processes of={of} />
      )}
      {of.deployments.length > 0 && <Deployments of={of} />}
    </section>
  );
}

function Processes({ of }: { of: NamedTeacher }) {
  return (
    <>
      <Grid label={`Processes of ${of.name}`}>
        <thead>
          <tr>
            <th scope="col">Process</th>
            <th scope="col">Model</th>
            <th scope="col" class="number" title="Mean time per frame">
              Per frame
            </th>
            <th scope="col" class="number" title="Frames that it was handed and has not answered">
              Under way
            </th>
            <th scope="col" class="number">
              Answered
            </th>
          </tr>
        </thead>
        <tbody>
          {of.processes.map((process) => (
            <Process key={process.workerId} of={process} />
          ))}
        </tbody>
      </Grid>
      {of.processesTotal > of.processes.length && (
        <p class="dim">and {count(of.processesTotal - of.processes.length)} more</p>
      )}
    </>
  );
}

function Process({ of }: { of: TeacherProcess }) {
  return (
    <tr>
      <th scope="row">{of.workerId}</th>
      <td>
        {of.version ? (
          <VersionLink to={of.version} />
        ) : (
          <span class="dim" title={of.modelSha256}>
            not registered, {brief(of.modelSha256)}
          </span>
        )}
      </td>
      <td class="number">{of.latencyMs === undefined ? '–' : `${of.latencyMs.toFixed(1)} ms`}</td>
      <td class="number">{count(of.underWay)}</td>
      <td class="number">{count(of.answered)}</td>
    </tr>
  );
}

function Deployments({ of }: { of: NamedTeacher }) {
  return (
    <>
      <Grid label={`Deployments of ${of.name}`}>
        <thead>
          <tr>
            <th scope="col">Deployment</th>
            <th scope="col" class="number">
              Frames waiting
            </th>
            <th scope="col">May use</th>
            <th scope="col">Quota</th>
          </tr>
        </thead>
        <tbody>
          {of.deployments.map((deployment) => (
            <Deployment key={deployment.name} of={deployment} />
          ))}
        </tbody>
      </Grid>
      {of.deploymentsTotal > of.deployments.length && (
        <p class="dim">and {count(of.deploymentsTotal - of.deployments.length)} more</p>
      )}
    </>
  );
}

function Deployment({ of }: { of: TaughtDeployment }) {
  return (
    <tr class={of.atQuota ? 'needs' : ''}>
      <th scope="row">
        <a href={deploymentPath(of.name)}>{of.name}</a>
      </th>
      <td class="number">{count(of.waiting)}</td>
      <td>{quotas(of)}</td>
      <td>
        {of.atQuota ? (
          <span class="why">
            at {of.atQuota}; {plural(of.deferred, 'frame put off', 'frames put off')}
          </span>
        ) : (
          <span class="dim">–</span>
        )}
      </td>
    </tr>
  );
}
