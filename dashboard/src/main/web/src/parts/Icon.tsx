import type { ComponentChildren } from 'preact';

/** Line pictures of 20 by 20, drawn for these pages. */
const PATHS: Record<string, ComponentChildren> = {
  overview: (
    <path d="M3.8 9.2a6.4 6.4 0 0 1 11-3.5M16.2 10.8a6.4 6.4 0 0 1-11 3.5M15.3 2.6v3.5h-3.5M4.7 17.4v-3.5h3.5" />
  ),
  frames: <path d="M3 5.500h9.500v9H3zM12.5 9l4.5-2.500v7L12.5 11" />,
  escalated: <path d="M10 16V4M5.5 8.5 10 4l4.5 4.5" />,
  verdicts: <path d="M3.5 4.500h13v9h-7l-3.5 3v-3h-2.500zM7 9l2.2 2 4-4" />,
  round: <path d="M10 3.500v4M4.5 15l3.5-2.800M15.5 15 12 12.200M10 12.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5" />,
  distillation: (
    <path d="M8 3.500h4M9 3.500v4.500L4.5 15a1 1 0 0 0 .9 1.500h9.200a1 1 0 0 0 .9-1.500L11 8V3.500M6.5 12.500h7" />
  ),
  gate: <path d="M3.5 16.500v-9a6.5 6.5 0 0 1 13 0v9M3.5 10.500h13M7.8 2.500v14M12.2 2.500v14" />,
  rollout: <path d="M3 10h3.500M6.5 10l4-5.500H17M6.5 10H17M6.5 10l4 5.500H17" />,
  agents: <path d="M4 16.500c0-4 2.5-6 6-6s6 2 6 6M10 8.500a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6" />,
  versions: <path d="m10 3 7 3.5-7 3.5-7-3.500zM3 10l7 3.5 7-3.500M3 13.5 10 17l7-3.5" />,
  review: <path d="M3 4.500h14M3 9h6M3 13.500h4M9.500 15.500l.6-2.700 5.4-5.400 2.1 2.1-5.400 5.400z" />,
  storage: <path d="M3.5 5.500c0-1.4 2.9-2.500 6.500-2.500s6.500 1.100 6.500 2.500-2.900 2.500-6.500 2.500-6.500-1.100-6.500-2.500v9c0 1.400 2.900 2.500 6.500 2.500s6.500-1.100 6.500-2.500v-9M3.500 10c0 1.400 2.900 2.500 6.500 2.500s6.500-1.100 6.500-2.500" />,
  deployments: <path d="M3 3.500h5.500v5.500H3zM11.500 3.500H17v5.500h-5.500zM3 12h5.500v4.500H3zM11.500 12H17v4.500h-5.500z" />,
  events: <path d="M6.5 5.500H17M6.5 10H17M6.5 14.500H17M3 5.500h.5M3 10h.5M3 14.500h.5" />,
};

export type IconName =
  | 'overview'
  | 'frames'
  | 'escalated'
  | 'verdicts'
  | 'round'
  | 'distillation'
  | 'gate'
  | 'rollout'
  | 'agents'
  | 'versions'
  | 'deployments'
  | 'events'
  | 'review'
  | 'storage';

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      {PATHS[name]}
    </svg>
  );
}
