import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { theme } from '../theme';
import { accuracy } from '../logic/format';
import type { AccuracySeries } from '../logic/versions';

const PARENT = 'parent, on the same pictures';
const LINES = ['--line-1', '--line-2', '--line-3', '--line-4'];

/**
 * AP50 of each variant over version numbers, and of each version's parent on the same pictures. Points are not joined,
 * because every version is evaluated on other pictures. A table with the same figures follows for screen readers.
 */
export function AccuracyChart({ series }: { series: AccuracySeries }) {
  const place = useRef<HTMLDivElement>(null);
  const key = JSON.stringify(series);
  const hasParents = series.parents.some((ap50) => ap50 !== null);

  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const axis = {
      stroke: color('--ink-3'),
      grid: { stroke: color('--line'), width: 1 },
      ticks: { show: false },
      font: '12px system-ui',
    };
    const plot = new uPlot(
      {
        width: box.clientWidth,
        height: 230,
        padding: [12, 14, 0, 0],
        legend: { show: false },
        cursor: { y: false, points: { size: 9 } },
        scales: {
          x: { time: false, range: (_, low, high) => [low - 0.4, Math.max(high, low + 1) + 0.4] },
          y: {
            range: (_, low, high) => [
              Math.max(0, Math.floor(low * 10 - 0.5) / 10),
              Math.min(1, Math.ceil(high * 10 + 0.5) / 10),
            ],
          },
        },
        axes: [
          {
            ...axis,
            size: 26,
            incrs: [1, 2, 5, 10, 20, 50],
            values: (_, splits) => splits.map((n) => (Number.isInteger(n) ? `:${n}` : '')),
          },
          { ...axis, size: 44, values: (_, splits) => splits.map((v) => v.toFixed(2)) },
        ],
        series: [
          {},
          ...series.lines.map((line, i) => ({
            label: line.variant,
            stroke: color(LINES[i % LINES.length]!),
            paths: () => null,
            points: { show: true, size: 8, width: 2.2, fill: color(i === 0 ? LINES[0]! : '--sheet') },
          })),
          {
            label: PARENT,
            stroke: color('--ink-3'),
            paths: () => null,
            points: { show: true, size: 8, width: 1.6, fill: color('--sheet') },
          },
        ],
      },
      [series.numbers, ...series.lines.map((line) => line.ap50), series.parents] as uPlot.AlignedData,
      box,
    );
    const resized = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: 230 }));
    resized.observe(box);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [key, theme.value]);

  return (
    <figure class="chart">
      <div class="legend" aria-hidden="true">
        {series.lines.map((line, i) => (
          <span key={line.variant} class={`legend-${(i % LINES.length) + 1}`}>
            {line.variant}
          </span>
        ))}
        {hasParents && <span class="legend-parent">{PARENT}</span>}
      </div>
      <div ref={place} class="plot" aria-hidden="true" />
      <table class="unseen">
        <caption>AP50 of {series.name} by version and variant</caption>
        <thead>
          <tr>
            <th scope="col">version</th>
            {series.lines.map((line) => (
              <th key={line.variant} scope="col">
                {line.variant}
              </th>
            ))}
            {hasParents && <th scope="col">parent</th>}
          </tr>
        </thead>
        <tbody>
          {series.numbers.map((number, i) => (
            <tr key={number}>
              <th scope="row">
                {series.name}:{number}
              </th>
              {series.lines.map((line) => (
                <td key={line.variant}>{accuracy(line.ap50[i])}</td>
              ))}
              {hasParents && <td>{accuracy(series.parents[i])}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
