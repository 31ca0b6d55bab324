import { useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../messages';
import { CallFailed, calls } from './calls';

const PAUSE_MS = 1000;

/** The newest frames of a device's cameras, requested again after each answer while the page is visible. */
export function useSnapshots(agentId: string, active: boolean): { snapshots: Snapshot[]; failure: string } {
  const [snapshots, setSnapshots] = useState<Snapshot[]>([]);
  const [failure, setFailure] = useState('');

  useEffect(() => {
    if (!active) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      if (!document.hidden) {
        try {
          const list = await calls.snapshots(agentId);
          if (over) return;
          setSnapshots(list.snapshots);
          setFailure('');
        } catch (thrown) {
          if (over) return;
          setFailure(thrown instanceof CallFailed ? thrown.message : String(thrown));
        }
      }
      timer = setTimeout(ask, PAUSE_MS);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [agentId, active]);

  return { snapshots, failure };
}
