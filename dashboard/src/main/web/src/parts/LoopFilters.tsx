import { DeploymentFilter } from './DeploymentFilter';
import { Search } from './Search';
import { StateFilter } from './StateFilter';

/** The filters of a list of rounds, distillations or rollouts; they stand in the address. */
export function LoopFilters<S extends string>({
  find,
  states,
  filter,
  change,
}: {
  /** What the search looks at. */
  find: string;
  states: readonly S[];
  filter: { text: string; state: string };
  change(part: { text?: string; state?: string }): void;
}) {
  return (
    <div class="toolbar">
      <Search label={find} text={filter.text} choose={(text) => change({ text })} />
      <DeploymentFilter />
      <StateFilter
        label="State"
        states={states}
        chosen={(filter.state as S) || ''}
        choose={(state) => change({ state })}
      />
    </div>
  );
}
