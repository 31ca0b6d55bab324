/** A state as a word with a shape: told apart without colour too. */
const TONE: Record<string, 'good' | 'busy' | 'warn' | 'bad' | 'quiet'> = {
  online: 'good',
  streaming: 'good',
  aggregated: 'good',
  done: 'good',
  confirmed: 'good',
  updated: 'good',
  passed: 'good',
  live: 'good',
  kept: 'good',
  open: 'busy',
  aggregating: 'busy',
  running: 'busy',
  training: 'busy',
  canary: 'busy',
  waves: 'busy',
  sent: 'busy',
  downloading: 'busy',
  'self-test': 'busy',
  swapped: 'busy',
  connecting: 'busy',
  stalled: 'warn',
  paused: 'warn',
  late: 'warn',
  declined: 'warn',
  'rolling-back': 'warn',
  'rolled-back': 'warn',
  warning: 'warn',
  aborted: 'warn',
  away: 'bad',
  failed: 'bad',
  error: 'bad',
  lost: 'bad',
};

export function State({ value, label }: { value: string; label?: string }) {
  return <span class={`state state-${TONE[value] ?? 'quiet'}`}>{label ?? value}</span>;
}
