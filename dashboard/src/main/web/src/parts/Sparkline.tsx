import type { Sample } from '../logic/history';

/** The recent history of a figure as a line. The figure itself is shown beside it as text. */
export function Sparkline({
  samples,
  width = 96,
  height = 24,
  fromZero = true,
}: {
  samples: readonly Sample[];
  width?: number;
  height?: number;
  fromZero?: boolean;
}) {
  const first = samples[0];
  const last = samples[samples.length - 1];
  if (!first || !last || first === last) return <svg class="spark" width={width} height={height} aria-hidden="true" />;
  const values = samples.map((s) => s.value);
  const least = fromZero ? 0 : Math.min(...values);
  const range = Math.max(...values) - least || 1;
  // two samples of one moment have no span
  const span = last.atMs - first.atMs || 1;
  const x = (s: Sample) => 1 + ((s.atMs - first.atMs) / span) * (width - 4);
  const y = (s: Sample) => height - 2 - ((s.value - least) / range) * (height - 5);
  const line = samples.map((s) => `${x(s).toFixed(1)},${y(s).toFixed(1)}`).join(' ');
  return (
    <svg class="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polygon points={`1,${height} ${line} ${x(last)},${height}`} class="spark-area" />
      <polyline points={line} class="spark-line" />
      <circle cx={x(last)} cy={y(last)} r="1.8" class="spark-now" />
    </svg>
  );
}
