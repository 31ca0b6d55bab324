import { lacks } from '../live/person';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { calls } from '../live/calls';
import { useAnswer } from '../live/pages';
import { alternative, summaryOf } from '../logic/differences';
import { plural } from '../logic/format';
import { boxesOf, keyOf, same, type ReviewBox } from '../logic/reviewBoxes';
import type { EscalatedFrame, ListReviewQueueResponse, ReviewedAccuracy } from '../messages';
import { listFilter } from '../navigation';
import { DeploymentFilter } from '../parts/DeploymentFilter';
import { Empty } from '../parts/Empty';
import { ReviewedModels } from '../parts/ReviewedModels';
import { ReviewPicture } from '../parts/ReviewPicture';
import { DeviceLink } from '../parts/VersionLink';
import { Page } from './Page';

const PURPOSES = [
  { value: '', purpose: 'learning', label: 'to learn from' },
  { value: 'estimate', purpose: 'estimate', label: 'for the estimate' },
] as const;
const AHEAD = 10;
const PAUSE_MS = 5000;

/** Frames that people should look at, one after the other; the keyboard is enough. */
export function ReviewPage() {
  const { filter, change } = listFilter('deployment', 'for');
  const { deployment } = filter;
  const chosen = PURPOSES.find((one) => one.value === filter.for) ?? PURPOSES[0];
  const accuracy = useAnswer<ReviewedAccuracy>('GetReviewedAccuracy', { deployment }, undefined, PAUSE_MS);

  return (
    <Page
      title="Review"
      lead="Say what is really on a frame. A person's word outranks the teacher's, in training and in what is shown."
    >
      <div class="toolbar">
        <DeploymentFilter chosen={deployment} choose={(to) => change({ deployment: to })} one />
        <div class="choices" role="group" aria-label="Purpose">
          {PURPOSES.map((one) => (
            <button key={one.value} type="button" class="choice" aria-pressed={one === chosen} onClick={() => change({ for: one.value })}>
              {one.label}
            </button>
          ))}
        </div>
      </div>
      <Queue key={`${chosen.purpose} ${deployment}`} deployment={deployment} purpose={chosen.purpose} />
      <ReviewedModels models={accuracy.answer?.models ?? []} />
    </Page>
  );
}

/** The frames of one deployment that wait for one purpose. */
function Queue({ deployment, purpose }: { deployment: string | undefined; purpose: 'learning' | 'estimate' }) {
  const question = { deployment, purpose, pageSize: AHEAD };
  const { answer, failure } = useAnswer<ListReviewQueueResponse>('ListReviewQueue', question, undefined, PAUSE_MS);
  /** Frames that were answered or left out here; the list has them until it is asked again. */
  const [done, setDone] = useState<string[]>([]);
  const frame = useHeld(
    answer?.frames.find((one) => !done.includes(one.id)),
    done,
  );
  const sampled = purpose === 'estimate';

  return (
    <>
      {failure && <p class="failure">{failure}</p>}
      {answer && (
        <p class="dim">
          {answer.waitingForLearning} to learn from, {answer.waitingForEstimate} for the estimate; {answer.reviewed} reviewed
        </p>
      )}
      {frame && answer ? (
        <Frame
          key={frame.id}
          brief={frame}
          labels={answer.labels}
          sampled={sampled}
          next={() => setDone((ids) => [...ids.slice(-AHEAD * 2), frame.id])}
        />
      ) : (
        answer && (
          <Empty title="No frame waits for a review">
            <p>
              {sampled
                ? 'Audits, which devices choose at random, come here when the teacher has answered them.'
                : 'Frames on which student and teacher differ come here when the teacher has answered them.'}
            </p>
          </Empty>
        )
      )}
    </>
  );
}

/**
 * The frame in hand: it stays until it is answered or left out. One that comes to the head of the list meanwhile takes
 * its turn later, so that no work on a frame is lost.
 */
function useHeld(first: EscalatedFrame | undefined, done: string[]) {
  const held = useRef<EscalatedFrame | undefined>(undefined);
  if (!held.current || done.includes(held.current.id)) held.current = first;
  return held.current;
}

const counted = ({ counts }: EscalatedFrame) =>
  counts ? counts.confirmed + counts.missed + counts.onlyStudent + counts.relabelled + counts.unanswered : 0;

function Frame({
  brief,
  labels: known,
  sampled,
  next,
}: {
  brief: EscalatedFrame;
  labels: string[];
  /** One of a random sample: leaving out those that are hard to tell would make accuracy look better. */
  sampled: boolean;
  next(): void;
}) {
  const { answer } = useAnswer<EscalatedFrame>('GetEscalation', { escalationId: brief.id }, undefined, 3_600_000);
  const frame = answer?.id === brief.id ? answer : brief;
  // A list leaves out objects of a frame that has very many.
  const whole = answer?.id === brief.id || counted(brief) === brief.objects.length;
  const verdict = boxesOf(frame);
  const [edited, setEdited] = useState<ReviewBox[]>();
  const [chosen, setChosen] = useState(-1);
  const [label, setLabel] = useState('');
  const [failure, setFailure] = useState('');
  const [sending, setSending] = useState(false);
  const boxes = edited ?? verdict;
  const labels = known.length > 0 ? known : [...new Set(verdict.map((one) => one.label))];
  const current = label || labels[0] || '';
  const changed = edited !== undefined && !same(edited, verdict);

  const send = async () => {
    if (sending || !whole) return;
    setSending(true);
    try {
      await calls.submitReview(brief.id, changed ? boxes : undefined);
      next();
    } catch (thrown) {
      setFailure(thrown instanceof Error ? thrown.message : String(thrown));
      setSending(false);
    }
  };
  const relabel = (to: string) => {
    setLabel(to);
    if (chosen >= 0) setEdited(boxes.map((one, i) => (i === chosen ? { ...one, label: to } : one)));
  };
  const remove = () => {
    if (chosen < 0) return;
    setEdited(boxes.filter((_, i) => i !== chosen));
    setChosen(-1);
  };

  // At once with what is drawn: a key that is pressed before the next paint belongs to what the person sees.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      if (typing || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
      const onButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
      const number = labels[Number(event.key) - 1];
      if (event.key === 'a' || (event.key === 'Enter' && !onButton)) void send();
      else if (event.key === 's' && !sampled) next();
      else if (event.key === 'n') setEdited([]);
      else if (event.key === 'u') setEdited(undefined);
      else if (event.key === 'Delete' || event.key === 'Backspace') remove();
      else if (event.key === 'Escape') setChosen(-1);
      else if (number !== undefined) relabel(number);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  return (
    <div class="frame-large">
      <section class="sheet" aria-label="Picture">
        <ReviewPicture
          frame={frame}
          alt={alternative(frame)}
          boxes={boxes}
          chosen={chosen}
          choose={setChosen}
          change={(index, box) => setEdited(boxes.map((one, i) => (i === index ? { ...one, box } : one)))}
          add={(box) => {
            if (!current) return;
            setEdited([...boxes, { label: current, box }]);
            setChosen(boxes.length);
          }}
        />
      </section>
      <section class="sheet review-word" aria-labelledby="word">
        <h2 id="word">
          {changed ? 'Your word' : 'The verdict'} <small>{plural(boxes.length, 'object')}</small>
        </h2>
        <p class="dim">
          {summaryOf(frame)}; {frame.audit ? 'audit' : frame.reason}, camera {frame.cameraId} of <DeviceLink to={frame.agentId} />
        </p>
        {failure && <p class="failure">{failure}</p>}
        <div class="actions">
          <button type="button" class="solid" disabled={sending || !whole || lacks('reviewer') !== ''} title={lacks('reviewer') || 'Key: a or Enter'} onClick={() => void send()}>
            {changed ? 'Store my word' : 'The verdict is right'}
          </button>
          {!sampled && (
            <button type="button" title="Key: s" onClick={next}>
              Leave out
            </button>
          )}
          <button type="button" title="Key: n" onClick={() => setEdited([])}>
            Nothing is there
          </button>
          {changed && (
            <button type="button" title="Key: u" onClick={() => setEdited(undefined)}>
              Back to the verdict
            </button>
          )}
          {chosen >= 0 && (
            <button type="button" title="Key: Delete" onClick={remove}>
              Remove the box
            </button>
          )}
        </div>
        <div class="choices review-labels" role="group" aria-label="Label of the chosen box, and of the next one">
          {labels.map((one, i) => (
            <button
              key={one}
              type="button"
              class="choice"
              aria-pressed={one === (chosen >= 0 ? boxes[chosen]?.label : current)}
              onClick={() => relabel(one)}
            >
              {keyOf(i) && <kbd>{keyOf(i)}</kbd>} {one}
            </button>
          ))}
        </div>
        <p class="dim">
          Draw a box on the picture; drag a box, or its corner. <kbd>Tab</kbd> chooses a box, arrow keys move it, with <kbd>Alt</kbd> they change its
          size.
        </p>
      </section>
    </div>
  );
}
