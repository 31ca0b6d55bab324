// Figures over time, asked for again and again while they are seen.
import { useEffect, useState } from 'preact/hooks';
import { pauseMs, rangeMs, type TimeRange } from '../logic/timeRange';
import type { History } from '../messages';
import { CallFailed, read } from './calls';
import { now } from './state';

/** Whose figures; none of them: the fleet's. */
export interface Whose {
  deployment?: string;
  agentId?: string;
}

const POINTS = 150;

export function useFigures(
  figures: readonly string[],
  whose: Whose,
  range: TimeRange,
): { history: History | undefined; failure: string } {
  const [known, setKnown] = useState<{ to: string; history: History }>();
  const [failure, setFailure] = useState('');
  const key = JSON.stringify([figures, whose, range]);

  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = async () => {
      if (!document.hidden) {
        try {
          const toMs = Math.round(now.value);
          const question = { figures, ...whose, fromMs: toMs - rangeMs(range), toMs, points: POINTS };
          const history = await read<History>('GetHistory', question);
          if (over) return;
          setKnown({ to: key, history });
          setFailure('');
        } catch (thrown) {
          if (over) return;
          setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
        }
      }
      timer = setTimeout(again, pauseMs(range));
    };
    void again();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [key]);

  return { history: known?.to === key ? known.history : undefined, failure };
}
