import { lacks } from '../live/person';
import { useState } from 'preact/hooks';
import { useList } from '../live/lists';
import { attentionOf, deploymentPath, ordered, sinceDone, TEMPLATE } from '../logic/deployments';
import { count } from '../logic/format';
import type { DeploymentSummary, ListDeploymentsResponse } from '../messages';
import { go, listFilter } from '../navigation';
import { DeploymentEditor } from '../parts/DeploymentEditor';
import { Export } from '../parts/Export';
import { Grid } from '../parts/Grid';
import { Search } from '../parts/Search';
import { State } from '../parts/State';
import { VersionLink } from '../parts/VersionLink';
import { Page } from './Page';

/** So many need no search. */
const FEW = 5;

export function DeploymentsPage() {
  const [making, setMaking] = useState(false);
  const { filter, change } = listFilter('text');
  const { text } = filter;
  const { answer, failure } = useList<ListDeploymentsResponse>('ListDeployments', { text, pageSize: 100 });
  const deployments = ordered(answer?.deployments ?? []);
  return (
    <Page
      title="Deployments"
      lead="A deployment selects cameras by their tags and has a model, rounds, rollouts and versions of its own. Cameras that none selects belong to “default”."
      actions={
        <button type="button" class="solid" disabled={making || lacks('operator') !== ''} title={lacks('operator') || undefined} onClick={() => setMaking(true)}>
          New deployment
        </button>
      }
    >
      {failure && <p class="failure">{failure}</p>}
      {making && (
        <DeploymentEditor text={TEMPLATE} applied={(name) => go(deploymentPath(name))} close={() => setMaking(false)} />
      )}
      {((answer?.total ?? 0) > FEW || text) && (
        <div class="toolbar">
          <Search label="Find a deployment, selector or model" text={text} choose={(text) => change({ text })} />
        </div>
      )}
      {answer && deployments.length === 0 && <p class="dim">No deployment matches.</p>}
      {deployments.length > 0 && (
        <Grid label="Deployments" sheet>
            <thead>
              <tr>
                <th scope="col">Deployment</th>
                <th scope="col">Should run</th>
                <th scope="col" class="number" title="Online devices that report another version than they should run">
                  On another
                </th>
                <th scope="col" class="number">
                  Cameras
                </th>
                <th scope="col" class="number">
                  Devices online
                </th>
                <th scope="col" class="number" title="Online devices that can take part in a round now">
                  Trainable
                </th>
                <th scope="col">Newest round</th>
                <th scope="col">Newest rollout</th>
              </tr>
            </thead>
            <tbody>
              {deployments.map((deployment) => (
                <DeploymentRow key={deployment.name} of={deployment} />
              ))}
            </tbody>
          </Grid>
      )}
      <Export method="ListDeployments" question={{ text }} what="deployments" />
    </Page>
  );
}

function DeploymentRow({ of }: { of: DeploymentSummary }) {
  const attention = attentionOf(of);
  const query = `?deployment=${encodeURIComponent(of.name)}`;
  return (
    <tr class={attention ? 'needs' : ''}>
      <th scope="row">
        <a href={deploymentPath(of.name)}>{of.name}</a>
        <small>{of.selector || 'all other cameras'}</small>
        {attention && <small class="why">{attention}</small>}
      </th>
      <td>
        <VersionLink to={of.desired} />
        <small>{of.desired ? of.desiredWhy : `model ${of.model}`}</small>
      </td>
      <td class="number">{of.otherVersion > 0 ? <strong class="failure">{count(of.otherVersion)}</strong> : '0'}</td>
      <td class="number">{count(of.cameras)}</td>
      <td class="number">
        <a href={`/fleet${query}`}>
          {count(of.devicesOnline)} of {count(of.devices)}
        </a>
      </td>
      <td class="number">{count(of.trainable)}</td>
      <td>{of.round ? <Newest id={of.round.id} state={of.round.state} href={`/rounds${query}`} /> : <None />}</td>
      <td>
        {of.rollout ? (
          <Newest
            id={of.rollout.id}
            state={of.rollout.state}
            since={sinceDone(of.rollout, [of])}
            href={`/rollouts${query}`}
          />
        ) : (
          <None />
        )}
      </td>
    </tr>
  );
}

/**
 * The newest of a kind, by which its list is reached.
 *
 * @param since what contradicts that it is done
 */
function Newest({ id, state, since = '', href }: { id: string; state: string; since?: string; href: string }) {
  return (
    <>
      {since ? <span class="failure">{since}</span> : <State value={state} />}
      <small>
        <a href={href}>{id}</a>
      </small>
    </>
  );
}

const None = () => <span class="dim">–</span>;
