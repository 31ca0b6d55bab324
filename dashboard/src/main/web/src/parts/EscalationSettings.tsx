import { originOf, settingsOf } from '../logic/escalation';
import type { StudentStatus } from '../messages';

/** By which settings a device escalates the frames of its students; nothing for one that does not say. */
export function EscalationSettings({ students }: { students: readonly StudentStatus[] }) {
  const told = students.filter((one) => one.escalation);
  if (told.length === 0) return null;
  return (
    <section class="sheet" aria-labelledby="escalation-settings">
      <h2 id="escalation-settings">Escalation settings</h2>
      <dl class="facts tall">
        {told.map(
          ({ deployment, escalation }) =>
            escalation && (
              <div key={deployment}>
                <dt>{deployment}</dt>
                <dd>
                  {settingsOf(escalation)}; {originOf(escalation)}
                  {escalation.refused && <p class="failure">refused: {escalation.refused}</p>}
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
