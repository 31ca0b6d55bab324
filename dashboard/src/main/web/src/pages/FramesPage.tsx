import { useMemo, useRef } from 'preact/hooks';
import { read } from '../live/calls';
import { useList } from '../live/lists';
import { usePaging } from '../live/pages';
import { link, now } from '../live/state';
import { commands } from '../logic/commands';
import { filterSearch } from '../logic/fleetFilter';
import { count, plural } from '../logic/format';
import { frameQuestion, isFiltered, parseFrameFilter, type FrameFilter } from '../logic/frameFilter';
import type { ListEscalationsResponse } from '../messages';
import { refine, search } from '../navigation';
import { Command, Empty } from '../parts/Empty';
import { Export } from '../parts/Export';
import { FrameCard } from '../parts/FrameCard';
import { FrameFilters } from '../parts/FrameFilters';
import { LineSample } from '../parts/FramePicture';
import { Pager } from '../parts/Pager';
import { FramePage } from './FramePage';
import { Page } from './Page';

const PAGE_SIZE = 24;

/** Escalated frames, newest first; one of them large, if the address names it. */
export function FramesPage() {
  const filter = parseFrameFilter(search.value);
  const { frame: open, ...filters } = filter;
  const key = JSON.stringify(filters);
  const question = useMemo(() => frameQuestion(filter, now.value), [key]);
  const paging = usePaging(key);
  const { answer, failure } = useList<ListEscalationsResponse>('ListEscalations', {
    ...question,
    pageSize: PAGE_SIZE,
    pageToken: paging.token,
  });
  // While a frame is open, the list around it stays, though newer frames have come.
  const shown = useRef<ListEscalationsResponse | undefined>(undefined);
  if (answer && (!open || answer.frames.some((one) => one.id === open))) shown.current = answer;
  const list = shown.current ?? answer;

  const change = (part: Partial<FrameFilter>) => refine(filterSearch({ ...filter, ...part }));
  const address = (frame: string) => `/frames${filterSearch({ ...filters, frame })}`;

  if (open) {
    const at = list?.frames.findIndex((one) => one.id === open) ?? -1;
    const step = async (by: 1 | -1) => {
      const neighbour = list?.frames[at + by];
      if (at >= 0 && neighbour) return change({ frame: neighbour.id });
      const token = by > 0 ? list?.nextPageToken : paging.before;
      if (at < 0 || token === undefined || (by > 0 && !token)) return;
      const page = await read<ListEscalationsResponse>('ListEscalations', {
        ...question,
        pageSize: PAGE_SIZE,
        pageToken: token,
      }).catch(() => undefined);
      const next = page?.frames[by > 0 ? 0 : page.frames.length - 1];
      if (!page || !next) return;
      shown.current = page;
      if (by > 0) paging.next(token);
      else paging.previous();
      change({ frame: next.id });
    };
    return (
      <FramePage
        id={open}
        brief={list?.frames[at]}
        list={address('')}
        newer={at > 0 || (at === 0 && paging.before !== undefined)}
        older={at >= 0 && (at < (list?.frames.length ?? 0) - 1 || Boolean(list?.nextPageToken))}
        step={(by) => void step(by)}
      />
    );
  }
  return (
    <Page
      title="Frames"
      lead={
        <>
          Frames that agents escalated, newest first. <LineSample by="student" /> student <LineSample by="teacher" /> teacher
        </>
      }
    >
      {answer?.kept === 0 && !isFiltered(filter) ? (
        <NoFrames />
      ) : (
        <>
          <FrameFilters filter={filter} known={answer} change={change} />
          {failure && <p class="failure">{failure}</p>}
          {answer && <Looked answer={answer} />}
          <ul class="gallery" aria-label="Escalated frames">
            {answer?.frames.map((frame) => (
              <FrameCard key={frame.id} frame={frame} href={address(frame.id)} />
            ))}
          </ul>
          <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
          {answer && answer.frames.length > 0 && <Export method="ListEscalations" question={question} what="frames" />}
        </>
      )}
    </Page>
  );
}

/** What the page is a part of; says so where none of the frames that were looked at matched. */
function Looked({ answer }: { answer: ListEscalationsResponse }) {
  if (answer.frames.length > 0) return <p class="dim looked">{plural(answer.kept, 'frame')} kept in all.</p>;
  return (
    <p class="looked" role="status">
      {answer.nextPageToken
        ? `None of ${count(answer.lookedAt)} frames matches; there are older ones: go on with Next.`
        : `No frame matches, of ${count(answer.kept)} that are kept.`}
    </p>
  );
}

function NoFrames() {
  return (
    <Empty title="No frames yet">
      <p>An agent escalates the frames that its student is likely to get wrong, and a few at random. Start one:</p>
      <Command>{commands.agent(link.value)}</Command>
      <p>Or run the demo, which includes cameras and a teacher:</p>
      <Command>{commands.demo()}</Command>
    </Empty>
  );
}
