import { useAnswer } from '../live/pages';
import { duration, plural } from '../logic/format';
import type { RolloutPlan, RolloutWave } from '../messages';

const NAMED = 4;
const PAUSE_MS = 10_000;

const named = (wave: RolloutWave) => {
  const shown = wave.named.slice(0, NAMED);
  return [...shown, ...(wave.devices > shown.length ? ['…'] : [])].join(', ');
};

/** What a rollout of a version would do if it started now. */
export function RolloutPlanView({ reference }: { reference: string }) {
  const { answer, failure } = useAnswer<RolloutPlan>('GetRolloutPlan', { reference }, undefined, PAUSE_MS);
  if (failure) return <p class="failure">{failure}</p>;
  if (!answer) return <p class="dim">Loading the plan…</p>;
  if (answer.waves.length === 0) return <p>No device is online: the first that comes is the canary.</p>;
  return (
    <>
      <table class="plan">
        <thead>
          <tr>
            <th>Wave</th>
            <th class="number">Devices</th>
            <th class="number">May fail</th>
            <th>Which</th>
          </tr>
        </thead>
        <tbody>
          {answer.waves.map((wave) => (
            <tr key={wave.number}>
              <td>{wave.number === 0 ? 'canary' : wave.number}</td>
              <td class="number">{wave.devices}</td>
              <td class="number">{wave.mayFail}</td>
              <td>{named(wave)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="dim">{judged(answer)}</p>
      <p class="dim">{takes(answer)}</p>
    </>
  );
}

function judged(plan: RolloutPlan): string {
  if (plan.bakeMs === 0) return 'It is not judged in the field.';
  return `Judged in the field on the canary and on all, each for ${duration(plan.bakeMs)}, ${plural(plan.bakeFrames, 'frame')} and ${plural(plan.bakeObjects, 'object')} at least.`;
}

function takes(plan: RolloutPlan): string {
  const most = `at most ${duration(plan.mostMs)} until it is over or waits for you`;
  return plan.expectedMs === undefined
    ? `No device was timed yet; ${most}.`
    : `Expected: ${duration(plan.expectedMs)}, as ${plural(plan.measuredDevices, 'device')} took; ${most}.`;
}
