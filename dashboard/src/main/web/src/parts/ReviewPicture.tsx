import { useRef, useState } from 'preact/hooks';
import { between, shifted, stretched, type ReviewBox } from '../logic/reviewBoxes';
import type { Box, EscalatedFrame } from '../messages';

interface Editing {
  frame: EscalatedFrame;
  alt: string;
  boxes: readonly ReviewBox[];
  /** Which box is chosen; -1: none. */
  chosen: number;
  choose(index: number): void;
  change(index: number, box: Box): void;
  add(box: Box): void;
}

const STEP = 2;
const FAR = 10;

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The picture of a frame with the boxes of a review. A drag on the picture draws a box, a drag on a box moves it, a drag on its
 * corner changes its size; arrow keys move a chosen box, and change its size with Alt.
 */
export function ReviewPicture({ frame, alt, boxes, chosen, choose, change, add }: Editing) {
  const { width, height } = frame;
  const svg = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState<{ x: number; y: number; to: { x: number; y: number } }>();
  const unit = Math.max(width, height, 1) / 760;

  // The picture is narrower or lower than its place where its height is bounded.
  const at = (event: PointerEvent) =>
    new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.current!.getScreenCTM()!.inverse());
  const drawing = drawn && between(drawn.x, drawn.y, drawn.to.x, drawn.to.y, width, height);

  return (
    <div class="frame-picture review-picture" style={{ aspectRatio: `${width} / ${height}` }}>
      <img src={`/api/v1/pictures/${frame.frameSha256}`} alt={alt} />
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${height}`}
        onPointerDown={(event) => {
          svg.current!.setPointerCapture(event.pointerId);
          const { x, y } = at(event);
          setDrawn({ x, y, to: { x, y } });
          choose(-1);
        }}
        onPointerMove={(event) => drawn && setDrawn({ ...drawn, to: at(event) })}
        onPointerUp={() => {
          if (drawing) add(drawing);
          setDrawn(undefined);
        }}
        onPointerCancel={() => setDrawn(undefined)}
      >
        {boxes.map((one, i) => (
          <Placed
            key={i}
            one={one}
            label={`${i + 1}: ${one.label}`}
            unit={unit}
            chosen={i === chosen}
            at={at}
            choose={() => choose(i)}
            move={(dx, dy) => change(i, shifted(one.box, dx, dy, width, height))}
            stretch={(dx, dy) => change(i, stretched(one.box, dx, dy, width, height))}
          />
        ))}
        {drawing && (
          <rect
            class="drawn-box"
            x={drawing.x1}
            y={drawing.y1}
            width={drawing.x2 - drawing.x1}
            height={drawing.y2 - drawing.y1}
            stroke-width={2.5 * unit}
          />
        )}
      </svg>
    </div>
  );
}

function Placed({
  one,
  label,
  unit,
  chosen,
  at,
  choose,
  move,
  stretch,
}: {
  one: ReviewBox;
  label: string;
  unit: number;
  chosen: boolean;
  at(event: PointerEvent): { x: number; y: number };
  choose(): void;
  move(dx: number, dy: number): void;
  stretch(dx: number, dy: number): void;
}) {
  const { x1, y1, x2, y2 } = one.box;
  const last = useRef<{ x: number; y: number } | undefined>(undefined);
  const dragged = (by: (dx: number, dy: number) => void) => ({
    onPointerDown: (event: PointerEvent) => {
      event.stopPropagation();
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      last.current = at(event);
      choose();
    },
    onPointerMove: (event: PointerEvent) => {
      const from = last.current;
      if (!from) return;
      event.stopPropagation();
      const to = at(event);
      last.current = to;
      by(to.x - from.x, to.y - from.y);
    },
    onPointerUp: (event: PointerEvent) => {
      if (last.current) event.stopPropagation();
      last.current = undefined;
    },
  });
  const onKey = (event: KeyboardEvent) => {
    const way = ARROWS[event.key];
    if (!way) return;
    const far = (event.shiftKey ? FAR : STEP) * unit;
    (event.altKey ? stretch : move)(way[0] * far, way[1] * far);
    event.preventDefault();
  };
  return (
    <g class={chosen ? 'review-box chosen' : 'review-box'}>
      <rect
        role="button"
        tabindex={0}
        aria-pressed={chosen}
        aria-label={`Box ${label}. Arrow keys move it, with Alt they change its size, Delete removes it.`}
        x={x1}
        y={y1}
        width={x2 - x1}
        height={y2 - y1}
        stroke-width={(chosen ? 4 : 2.5) * unit}
        onFocus={choose}
        onKeyDown={onKey}
        {...dragged(move)}
      />
      <text x={x1} y={y1 > 18 * unit ? y1 - 5 * unit : y2 + 15 * unit} font-size={13 * unit} stroke-width={3.5 * unit}>
        {one.label}
      </text>
      {chosen && <circle class="corner" cx={x2} cy={y2} r={7 * unit} stroke-width={2 * unit} {...dragged(stretch)} />}
    </g>
  );
}
