// The boxes of a frame under review, and what a person does to them. Coordinates are pixels of the picture.
import type { Box, EscalatedFrame } from '../messages';

export interface ReviewBox {
  label: string;
  box: Box;
}

/** A drawn box with a smaller side is a slip of the hand. */
const LEAST_SIDE = 3;

/** What the verdict says is there, or an earlier review. */
export function boxesOf(frame: EscalatedFrame): ReviewBox[] {
  return frame.objects.flatMap(({ teacher }) => (teacher?.box ? [{ label: teacher.label, box: teacher.box }] : []));
}

/** The box between two corners, within the picture; undefined where it is too small to be meant. */
export function between(x1: number, y1: number, x2: number, y2: number, width: number, height: number): Box | undefined {
  const inside = (value: number, limit: number) => Math.min(limit, Math.max(0, value));
  const box = {
    x1: inside(Math.min(x1, x2), width),
    y1: inside(Math.min(y1, y2), height),
    x2: inside(Math.max(x1, x2), width),
    y2: inside(Math.max(y1, y2), height),
  };
  return box.x2 - box.x1 < LEAST_SIDE || box.y2 - box.y1 < LEAST_SIDE ? undefined : box;
}

/** A box moved by so many pixels, as far as the picture goes. */
export function shifted(box: Box, dx: number, dy: number, width: number, height: number): Box {
  const x = Math.max(-box.x1, Math.min(width - box.x2, dx));
  const y = Math.max(-box.y1, Math.min(height - box.y2, dy));
  return { x1: box.x1 + x, y1: box.y1 + y, x2: box.x2 + x, y2: box.y2 + y };
}

/** A box whose lower right corner was moved by so many pixels; it keeps an area. */
export function stretched(box: Box, dx: number, dy: number, width: number, height: number): Box {
  return {
    ...box,
    x2: Math.min(width, Math.max(box.x1 + LEAST_SIDE, box.x2 + dx)),
    y2: Math.min(height, Math.max(box.y1 + LEAST_SIDE, box.y2 + dy)),
  };
}

/** The labels with those first that keys 1 to 9 stand for. */
export function keyOf(index: number): string {
  return index < 9 ? String(index + 1) : '';
}

export const same = (one: readonly ReviewBox[], other: readonly ReviewBox[]) => JSON.stringify(one) === JSON.stringify(other);
