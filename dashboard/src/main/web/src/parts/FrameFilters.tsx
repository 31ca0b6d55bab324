import { count } from '../logic/format';
import { DIFFERENCES, FRAME_STATES, SINCE, type FrameFilter } from '../logic/frameFilter';
import type { FrameCount, ListEscalationsResponse } from '../messages';
import { StateFilter } from './StateFilter';
import { TextFilter } from './TextFilter';

const SPANS: Record<(typeof SINCE)[number], string> = {
  '1h': 'last hour',
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
};

/** The filters of the gallery, with the values that its frames have. */
export function FrameFilters({
  filter,
  known,
  change,
}: {
  filter: FrameFilter;
  known: ListEscalationsResponse | undefined;
  change(part: Partial<FrameFilter>): void;
}) {
  const text = (name: 'agent' | 'camera' | 'version', label: string) => (
    <TextFilter label={label} chosen={filter[name]} choose={(value) => change({ [name]: value })} />
  );
  return (
    <div class="frame-filters">
      <div class="toolbar">
        {text('agent', 'Agent')}
        {text('camera', 'Camera')}
        {text('version', 'Version: student:7')}
        {(filter.deployment || (known?.deployments.length ?? 0) > 1) && (
          <Values
            label="Deployment"
            chosen={filter.deployment}
            values={known?.deployments}
            choose={(deployment) => change({ deployment })}
          />
        )}
        <Values label="Reason" chosen={filter.reason} values={known?.reasons} choose={(reason) => change({ reason })} />
        <Values label="Label" chosen={filter.label} values={known?.labels} choose={(label) => change({ label })} />
        <select
          aria-label="Time"
          value={filter.since}
          onChange={(e) => change({ since: e.currentTarget.value as FrameFilter['since'] })}
        >
          <option value="">any time</option>
          {SINCE.map((span) => (
            <option key={span} value={span}>
              {SPANS[span]}
            </option>
          ))}
        </select>
        <label class="toggle">
          <input type="checkbox" checked={filter.audits} onChange={(e) => change({ audits: e.currentTarget.checked })} />
          Audits only
        </label>
      </div>
      <div class="toolbar">
        <StateFilter
          label="Difference"
          states={DIFFERENCES}
          chosen={filter.difference}
          choose={(difference) => change({ difference })}
          all="any difference"
        />
        <StateFilter
          label="State"
          states={FRAME_STATES}
          chosen={filter.state}
          choose={(state) => change({ state })}
          all="any state"
        />
      </div>
    </div>
  );
}

function Values({
  label,
  chosen,
  values = [],
  choose,
}: {
  label: string;
  chosen: string;
  values: FrameCount[] | undefined;
  choose(value: string): void;
}) {
  const unknown = chosen !== '' && !values.some((one) => one.value === chosen);
  return (
    <select aria-label={label} value={chosen} onChange={(e) => choose(e.currentTarget.value)}>
      <option value="">any {label.toLowerCase()}</option>
      {unknown && <option value={chosen}>{chosen}</option>}
      {values
        .filter((one) => one.value)
        .map((one) => (
          <option key={one.value} value={one.value}>
            {one.value} ({count(one.frames)})
          </option>
        ))}
    </select>
  );
}
