import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cut, MAX_CORNERS, moved, split, step, stepped, within, type Area } from '../logic/cameraSettings';
import type { Corner } from '../messages';
import { points } from './AreaLayer';

interface Editing {
  /** Size of the picture, pixels. */
  width: number;
  height: number;
  /** The area whose corners are moved; none while another is drawn. */
  area: Area | undefined;
  change(how: (area: Area) => Area): void;
  /** What is drawn, corner by corner; undefined: nothing. */
  drawing: readonly Corner[] | undefined;
  /** A point of the picture was clicked. */
  click(at: Corner): void;
  /** The last corner is taken back. */
  back(): void;
  /** The drawn area is complete. */
  finish(): void;
  cancel(): void;
}

/** The layer over a picture on which an area is drawn, or its corners are moved: by pointer, touch or keys. */
export function AreaEditor(editing: Editing) {
  const { width, height, area, drawing } = editing;
  const svg = useRef<SVGSVGElement>(null);
  const [pointer, setPointer] = useState<Corner>();
  const unit = Math.max(width, height) / 640;

  const at = (event: PointerEvent): Corner => {
    const box = svg.current!.getBoundingClientRect();
    return within({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  };

  // At once with what is drawn: a key belongs to the drawing that is seen.
  useLayoutEffect(() => {
    if (!drawing) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') editing.cancel();
      else if (event.key === 'Enter' && drawing.length >= 3 && !(event.target instanceof HTMLButtonElement)) editing.finish();
      else if (event.key === 'Backspace' && event.target === document.body) editing.back();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  return (
    <svg
      ref={svg}
      class={drawing ? 'area-editor drawing' : 'area-editor'}
      viewBox={`0 0 ${width} ${height}`}
      onPointerUp={(event) => drawing && editing.click(at(event))}
      onPointerMove={(event) => drawing && setPointer(at(event))}
    >
      {drawing && <Drawn corners={drawing} pointer={pointer} width={width} height={height} unit={unit} />}
      {!drawing && area && (
        <>
          <polygon class={`chosen chosen-${area.kind}`} points={points(area, width, height)} stroke-width={2.5 * unit} fill-rule="evenodd" />
          {area.corners.length < MAX_CORNERS &&
            area.corners.map((corner, i) => {
              const next = area.corners[(i + 1) % area.corners.length]!;
              return (
                <circle
                  key={`edge ${i}`}
                  class="edge"
                  cx={((corner.x + next.x) / 2) * width}
                  cy={((corner.y + next.y) / 2) * height}
                  r={4 * unit}
                  stroke-width={1.5 * unit}
                  onPointerUp={() => editing.change((one) => split(one, i))}
                >
                  <title>Add a corner here</title>
                </circle>
              );
            })}
          {area.corners.map((corner, i) => (
            <Handle
              key={i}
              label={`Corner ${i + 1} of ${area.name}, ${Math.round(corner.x * 100)} % from the left, ${Math.round(corner.y * 100)} % from the top`}
              corner={corner}
              width={width}
              height={height}
              unit={unit}
              at={at}
              move={(to) => editing.change((one) => moved(one, i, to))}
              nudge={(by) => editing.change((one) => stepped(one, i, by))}
              remove={() => editing.change((one) => cut(one, i))}
              split={() => editing.change((one) => split(one, i))}
            />
          ))}
        </>
      )}
    </svg>
  );
}

function Drawn({
  corners,
  pointer,
  width,
  height,
  unit,
}: {
  corners: readonly Corner[];
  pointer: Corner | undefined;
  width: number;
  height: number;
  unit: number;
}) {
  const open = pointer ? [...corners, pointer] : corners;
  return (
    <>
      <polyline class="drawn" points={points({ corners: open }, width, height)} stroke-width={2.5 * unit} />
      {corners.map((corner, i) => (
        <circle key={i} class={i === 0 && corners.length >= 3 ? 'drawn-corner first' : 'drawn-corner'} cx={corner.x * width} cy={corner.y * height} r={(i === 0 ? 7 : 5) * unit} stroke-width={2 * unit} />
      ))}
    </>
  );
}

/** A corner that is moved by dragging or arrow keys, removed by Delete, and followed by another with + or Insert. */
function Handle({
  label,
  corner,
  width,
  height,
  unit,
  at,
  move,
  nudge,
  remove,
  split: another,
}: {
  label: string;
  corner: Corner;
  width: number;
  height: number;
  unit: number;
  at(event: PointerEvent): Corner;
  move(to: Corner): void;
  nudge(by: Corner): void;
  remove(): void;
  split(): void;
}) {
  const onKey = (event: KeyboardEvent) => {
    const by = step(event.key, event.shiftKey);
    if (by) nudge(by);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove();
    else if (event.key === '+' || event.key === 'Insert') another();
    else return;
    event.preventDefault();
  };
  return (
    <circle
      class="handle"
      role="button"
      tabindex={0}
      aria-label={`${label}. Arrow keys move it, Delete removes it, + adds one after it.`}
      cx={corner.x * width}
      cy={corner.y * height}
      r={7 * unit}
      stroke-width={2 * unit}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        (event.currentTarget as SVGCircleElement).setPointerCapture(event.pointerId);
        event.stopPropagation();
      }}
      onPointerMove={(event) => {
        if ((event.currentTarget as SVGCircleElement).hasPointerCapture(event.pointerId)) move(at(event));
      }}
    />
  );
}
