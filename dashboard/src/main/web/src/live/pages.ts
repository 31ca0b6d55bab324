// Single answers, asked for again and again while they are seen, and at once when the question changes; places in lists.
import { useEffect, useState } from 'preact/hooks';
import { address, CallFailed, read, type Question } from './calls';

const PAUSE_MS = 2000;

/** The answer of a method, asked anew while the page is visible; the last answer stays until the next has come. */
export function useAnswer<A>(
  method: string,
  question: Question = {},
  heard?: (answer: A) => void,
  pauseMs: number = PAUSE_MS,
): { answer: A | undefined; failure: string } {
  const [known, setKnown] = useState<{ to: string; answer: A }>();
  const [failure, setFailure] = useState('');
  const at = address(method, question);

  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = async () => {
      if (!document.hidden) {
        try {
          const answer = await read<A>(method, question);
          if (over) return;
          heard?.(answer);
          setKnown({ to: method, answer });
          setFailure('');
        } catch (thrown) {
          if (over) return;
          setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
        }
      }
      timer = setTimeout(again, pauseMs);
    };
    void again();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [at]);

  return { answer: known?.to === method ? known.answer : undefined, failure };
}

/** Where somebody is in a list: the tokens of the pages that led here. */
export function usePaging(question: string) {
  const [at, setAt] = useState<{ question: string; tokens: string[] }>({ question, tokens: [] });
  const tokens = at.question === question ? at.tokens : [];
  return {
    token: tokens[tokens.length - 1] ?? '',
    page: tokens.length + 1,
    /** Token of the page before; undefined on the first. */
    before: tokens.length > 0 ? (tokens[tokens.length - 2] ?? '') : undefined,
    next: (token: string) => setAt({ question, tokens: [...tokens, token] }),
    previous: () => setAt({ question, tokens: tokens.slice(0, -1) }),
  };
}
