// The lists that the page shows. Their addresses are part of the live stream's, which is opened anew when they change.
import { useEffect, useState } from 'preact/hooks';
import { applied, type ListChange } from '../logic/listChange';
import { query, type Question } from './calls';

interface Followed {
  /** The page as it is known; undefined before the first answer. */
  answer?: unknown;
  failure: string;
  listeners: Set<() => void>;
}

const followed = new Map<string, Followed>();

/** Called when other lists are followed than before. */
let changed: () => void = () => {};

export function onOtherLists(listener: () => void): void {
  changed = listener;
}

/** The address of the live stream with all lists that are followed. */
export function liveAddress(): string {
  const names = [...followed.keys()].sort().map((list) => `list=${encodeURIComponent(list)}`);
  return names.length > 0 ? `/api/live?${names.join('&')}` : '/api/live';
}

/** Takes in what the live stream says of a list. */
export function takeList(change: ListChange): void {
  const list = followed.get(change.list);
  if (!list) return;
  if ('failure' in change) {
    list.failure = change.failure;
  } else {
    list.answer = applied(list.answer, change) ?? list.answer;
    list.failure = '';
  }
  list.listeners.forEach((heard) => heard());
}

let waiting = false;

/** What one drawing of the page changes is one change. */
function tellLater(): void {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    changed();
  });
}

function follow(name: string, heard: () => void): () => void {
  let list = followed.get(name);
  if (!list) {
    list = { failure: '', listeners: new Set() };
    followed.set(name, list);
    tellLater();
  }
  list.listeners.add(heard);
  const mine = list;
  return () => {
    mine.listeners.delete(heard);
    if (mine.listeners.size === 0) {
      followed.delete(name);
      tellLater();
    }
  };
}

/**
 * A page of a list, followed while the component is there. After another question the page of the one before stays until the
 * new one has come.
 *
 * @param heard told of every change
 */
export function useList<A>(
  method: string,
  question: Question = {},
  heard?: (answer: A) => void,
): { answer: A | undefined; failure: string } {
  const [known, setKnown] = useState<{ method: string; answer: A }>();
  const [failure, setFailure] = useState('');
  const name = `${method}${query(question)}`;

  useEffect(() => {
    const look = () => {
      const list = followed.get(name)!;
      const answer = list.answer as A | undefined;
      setFailure(list.failure);
      if (answer === undefined || list.failure) return;
      heard?.(answer);
      setKnown({ method, answer });
    };
    const leave = follow(name, look);
    look();
    return leave;
  }, [name]);

  return { answer: known?.method === method ? known.answer : undefined, failure };
}
