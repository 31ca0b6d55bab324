import { calls } from '../live/calls';
import { history, link } from '../live/state';
import { commands } from '../logic/commands';
import { count, loss } from '../logic/format';
import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import type { Distillation, ListDistillationsResponse } from '../messages';
import { listFilter } from '../navigation';
import { Confirm } from '../parts/Confirm';
import { chosenDeployment, DeploymentChips } from '../parts/DeploymentFilter';
import { Command, Empty } from '../parts/Empty';
import { Meter } from '../parts/Meter';
import { Export } from '../parts/Export';
import { LoopFilters } from '../parts/LoopFilters';
import { Pager } from '../parts/Pager';
import { Sparkline } from '../parts/Sparkline';
import { State } from '../parts/State';
import { Span } from '../parts/Time';
import { Page } from './Page';

const STAGES = ['training', 'compressing', 'evaluating', 'judging'];

const DISTILLATION_STATES = ['waiting', 'running', 'done', 'failed'] as const;

export function DistillationsPage() {
  const deployment = chosenDeployment();
  const { filter, change } = listFilter('text', 'state', 'deployment');
  const question = { text: filter.text, states: filter.state ? [filter.state] : [], deployment };
  const isFiltered = Boolean(filter.text || filter.state);
  const paging = usePaging(JSON.stringify(question));
  const { answer, failure } = useList<ListDistillationsResponse>('ListDistillations', {
    ...question,
    pageSize: 20,
    pageToken: paging.token,
  });
  return (
    <Page
      title="Distillation"
      lead="The aggregated student is trained on the teacher's answers to hard frames, then compressed and evaluated."
    >
      {(isFiltered || deployment || answer?.distillations.length !== 0) && (
        <LoopFilters find="Find a distillation or round" states={DISTILLATION_STATES} filter={filter} change={change} />
      )}
      {failure && <p class="failure">{failure}</p>}
      {answer?.distillations.length === 0 && isFiltered && <p class="dim">Nothing matches.</p>}
      {answer?.distillations.length === 0 && !isFiltered && (
        <Empty title={deployment ? `No distillations of ${deployment} yet` : 'No distillations yet'}>
          <p>A distillation follows every aggregated round. It needs a distiller:</p>
          <Command>{commands.distiller(link.value)}</Command>
        </Empty>
      )}
      {answer?.distillations.map((d) => (
        <DistillationSheet key={d.id} distillation={d} />
      ))}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
      {answer && answer.distillations.length > 0 && <Export method="ListDistillations" question={question} what="distillations" />}
    </Page>
  );
}

function DistillationSheet({ distillation: d }: { distillation: Distillation }) {
  const at = STAGES.indexOf(d.stage);
  return (
    <section class="sheet" aria-label={`Distillation ${d.id}`}>
      <header class="sheet-head">
        <h2>
          <State value={d.state} /> {d.id} <DeploymentChips names={[d.deployment]} />
        </h2>
        <p class="dim">
          for round <a href={`/rounds?deployment=${encodeURIComponent(d.deployment)}`}>{d.roundId}</a>, <Span startedMs={d.startedMs} endedMs={d.endedMs} />
        </p>
        {(d.state === 'waiting' || d.state === 'running') && (
          <div class="actions">
            <Confirm
              action="Cancel distillation"
              title={`Cancel distillation ${d.id}?`}
              consequence="Its distiller is told to stop, and no version comes of it."
              asksReason
              danger
              run={(why) => calls.cancelDistillation(d.id, why)}
            />
          </div>
        )}
      </header>
      {d.state === 'running' && (
        <>
          <ol class="stages">
            {STAGES.map((stage, i) => (
              <li
                key={stage}
                class={i < at ? 'past' : i === at ? 'present' : ''}
                aria-current={i === at ? 'step' : undefined}
              >
                {stage}
              </li>
            ))}
          </ol>
          {d.epochs > 0 && (
            <>
              <p class="spread">
                <span>
                  Epoch {d.epoch} of {d.epochs}
                </span>
                <span>
                  loss {loss(d.loss)} <Sparkline samples={history.of(`loss/${d.id}`)} fromZero={false} />
                </span>
              </p>
              <Meter value={d.epoch / d.epochs} label={`Epochs of ${d.id}`} tone="busy" />
            </>
          )}
        </>
      )}
      {d.state === 'waiting' && (
        <p>
          Waiting for a distiller: <Command>{commands.distiller(link.value)}</Command>
        </p>
      )}
      {d.why && <p class={d.state === 'failed' ? 'failure' : 'dim'}>{d.why}</p>}
      <dl class="facts">
        <div>
          <dt>Trained on</dt>
          <dd>{count(d.trainingFrames)} frames</dd>
        </div>
        <div>
          <dt>Evaluated on</dt>
          <dd>{count(d.validationFrames)} held-out frames</dd>
        </div>
        <div>
          <dt>Last loss</dt>
          <dd>{loss(d.loss)}</dd>
        </div>
        {d.attempts > 1 && (
          <div>
            <dt>Attempts</dt>
            <dd>{d.attempts}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
