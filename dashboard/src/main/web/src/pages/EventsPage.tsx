import { useSignal } from '@preact/signals';
import { commands } from '../logic/commands';
import type { Overview } from '../messages';
import { Command, Empty } from '../parts/Empty';
import { Feed } from '../parts/Feed';
import { Page } from './Page';

export function EventsPage({ overview }: { overview: Overview }) {
  const topic = useSignal('');
  const topics = [...new Set(overview.events.map((e) => e.topic))].sort();
  const events = overview.events.filter((e) => !topic.value || e.topic === topic.value);
  return (
    <Page title="Events" lead="Rounds, distillations, versions, rollouts and devices, newest event first.">
      {overview.events.length === 0 ? (
        <Empty title="No events yet">
          <p>Run the demo on this machine:</p>
          <Command>{commands.demo()}</Command>
        </Empty>
      ) : (
        <>
          <div class="toolbar" role="group" aria-label="Topic">
            {['', ...topics].map((name) => (
              <button
                key={name}
                type="button"
                class="choice"
                aria-pressed={topic.value === name}
                onClick={() => (topic.value = name)}
              >
                {name || 'all'}
              </button>
            ))}
          </div>
          <section class="sheet" aria-label="Events">
            <Feed events={events} />
          </section>
        </>
      )}
    </Page>
  );
}
