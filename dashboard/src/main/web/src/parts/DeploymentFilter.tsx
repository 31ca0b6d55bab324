import { useList } from '../live/lists';
import { summary } from '../live/state';
import { deploymentPath } from '../logic/deployments';
import { withWords } from '../logic/listFilter';
import type { ListDeploymentsResponse } from '../messages';
import { refine, search } from '../navigation';

/** Whether lists need to say which deployment something belongs to. */
const areSeveral = () => (summary.value?.deploymentsTotal ?? 0) > 1;

/** The deployment that the address names: "?deployment=boards"; empty: all. */
export const chosenDeployment = () => new URLSearchParams(search.value).get('deployment') ?? '';

/** Chooses a deployment where there are several; the choice stands in the address. */
export function DeploymentFilter({
  chosen = chosenDeployment(),
  choose = (deployment) => refine(withWords(search.value, { deployment })),
  one = false,
}: {
  chosen?: string;
  choose?(name: string): void;
  /** Something of one deployment is shown, and of "default" unless another is chosen. */
  one?: boolean;
}) {
  return areSeveral() || chosen ? <Choices chosen={chosen || (one ? 'default' : '')} choose={choose} one={one} /> : null;
}

function Choices({ chosen, choose, one }: { chosen: string; choose(name: string): void; one: boolean }) {
  const { answer } = useList<ListDeploymentsResponse>('ListDeployments', { pageSize: 100 });
  const names = (answer?.deployments ?? []).map((each) => each.name);
  return (
    <label class="toggle">
      Deployment
      <select value={chosen} onChange={(e) => choose(e.currentTarget.value)}>
        {!one && <option value="">all</option>}
        {[...new Set([...names, ...(chosen ? [chosen] : [])])].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The deployments that something belongs to, where there are several. */
export function DeploymentChips({ names }: { names: readonly string[] }) {
  if (!areSeveral()) return null;
  return (
    <>
      {names.filter(Boolean).map((name) => (
        <a key={name} class="chip deployment" href={deploymentPath(name)}>
          {name}
        </a>
      ))}
    </>
  );
}
