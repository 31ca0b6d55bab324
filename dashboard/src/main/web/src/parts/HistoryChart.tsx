import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { outline, titleOf, words, type Columns } from '../logic/figures';
import { theme } from '../theme';

const LINES = ['--line-1', '--line-2', '--line-3', '--line-4'];
const HEIGHT = 134;
const NARROW = 260;

/**
 * A figure over time: its mean as a line, from the lowest to the highest value of each span as a band, breaks where nothing
 * is known. The newest value and the range stand beside the title as text.
 */
export function HistoryChart({ name, columns }: { name: string; columns: Columns }) {
  const place = useRef<HTMLDivElement>(null);
  const key = JSON.stringify(columns);
  const single = columns.lines.length === 1;
  const hasBands = columns.lines.length <= LINES.length;

  useEffect(() => {
    const box = place.current;
    if (!box || columns.lines.length === 0) return;
    const style = getComputedStyle(document.documentElement);
    const color = (of: string) => style.getPropertyValue(of).trim();
    const axis = {
      stroke: color('--ink-3'),
      grid: { stroke: color('--line'), width: 1 },
      ticks: { show: false },
      font: '11px system-ui',
    };
    const unseen = { stroke: 'transparent', width: 0, points: { show: false } };
    const series: uPlot.Series[] = [{}];
    const data: (readonly (number | null)[])[] = [columns.at];
    const bands: uPlot.Band[] = [];
    columns.lines.forEach((line, i) => {
      const stroke = color(LINES[i % LINES.length]!);
      series.push({ stroke, width: 1.8, dash: i < LINES.length ? undefined : [5, 4], points: { show: false } });
      data.push(line.values);
      if (hasBands) {
        bands.push({ series: [series.length + 1, series.length], fill: `${stroke}26` });
        series.push(unseen, unseen);
        data.push(line.low, line.high);
      }
    });
    const plot = new uPlot(
      {
        width: box.clientWidth,
        height: HEIGHT,
        padding: [8, 8, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_, low, high) => [Math.min(0, low), high > 0 ? high * 1.05 : 1] } },
        axes: [
          { ...axis, size: 38, space: NARROW / 4 },
          { ...axis, size: 58, space: 34, values: (_, splits) => splits.map((value) => words(value, columns.unit)) },
        ],
        series,
        bands,
      },
      data as uPlot.AlignedData,
      box,
    );
    const resized = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: HEIGHT }));
    resized.observe(box);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [key, theme.value]);

  return (
    <figure class="history">
      <figcaption>
        <span class="label">{titleOf(name)}</span>
        {columns.lines.map((line, i) => {
          const seen = outline(line);
          return (
            seen && (
              <span key={line.detail} class={line.detail ? `line line-${(i % LINES.length) + 1}` : 'line'}>
                {line.detail && `${line.detail} `}
                <b>{words(seen.last, columns.unit)}</b>
                {single && (
                  <small>
                    {' '}
                    {words(seen.low, columns.unit)} to {words(seen.high, columns.unit)}
                  </small>
                )}
              </span>
            )
          );
        })}
      </figcaption>
      {columns.lines.length === 0 ? (
        <p class="nothing dim">Nothing is known of this time.</p>
      ) : (
        <div ref={place} class="history-plot" aria-hidden="true" />
      )}
    </figure>
  );
}
