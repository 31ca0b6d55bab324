import { count } from '../logic/format';
import { interval, signed } from '../logic/gates';
import type { GateResult } from '../messages';
import { Grid } from './Grid';
import { State } from './State';

/** The results of a version's gates: each with what it judged by. */
export function GateTable({ gates }: { gates: GateResult[] }) {
  return (
    <section class="sheet" aria-labelledby="gates">
      <h2 id="gates">
        Gates <small>F1 against the version before, on the same frames, none of them trained on</small>
      </h2>
      {gates.length === 0 && <p class="dim">No gates: this version was registered by hand.</p>}
      <ul class="gates">
        {gates.map((gate) => (
          <li key={gate.gate}>
            <State value={gate.passed ? 'passed' : 'failed'} /> <b>{gate.gate}</b> <span>{gate.why}</span>
            {gate.measures.length > 0 && <Measures gate={gate} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Measures({ gate }: { gate: GateResult }) {
  return (
    <div class="measures">
      <Grid label={`What ${gate.gate} judged by`}>
        <thead>
          <tr>
            <th scope="col">Sample</th>
            <th scope="col" class="number">
              F1
            </th>
            <th scope="col" class="number">
              95% bounds
            </th>
            <th scope="col" class="number">
              Frames
            </th>
            <th scope="col" class="number">
              Objects
            </th>
          </tr>
        </thead>
        <tbody>
          {gate.measures.map((measure) => (
            <tr key={measure.sample}>
              <th scope="row">{measure.sample}</th>
              <td class="number">{signed(measure.difference)}</td>
              <td class="number">{interval(measure)}</td>
              <td class="number">{count(measure.frames)}</td>
              <td class="number">{count(measure.objects)}</td>
            </tr>
          ))}
        </tbody>
      </Grid>
    </div>
  );
}
