import { describe, expect, it } from 'vitest';
import type { EscalatedFrame } from '../messages';
import { between, boxesOf, keyOf, same, shifted, stretched } from './reviewBoxes';

const box = { x1: 10, y1: 10, x2: 30, y2: 20 };

describe('boxes under review', () => {
  it('begin with what the verdict says', () => {
    const seen = { label: 'short', score: 0.9, classId: 0, box };
    const frame = {
      objects: [
        { disagreement: 'missed', teacher: seen },
        { disagreement: 'false', student: seen },
      ],
    } as unknown as EscalatedFrame;
    expect(boxesOf(frame)).toEqual([{ label: 'short', box }]);
  });

  it('are drawn from any corner, within the picture', () => {
    expect(between(30, 20, 10, 10, 100, 50)).toEqual(box);
    expect(between(90, 40, 200, 80, 100, 50)).toEqual({ x1: 90, y1: 40, x2: 100, y2: 50 });
    expect(between(10, 10, 11, 40, 100, 50)).toBeUndefined();
  });

  it('stay on the picture when they are moved or stretched', () => {
    expect(shifted(box, -50, 5, 100, 50)).toEqual({ x1: 0, y1: 15, x2: 20, y2: 25 });
    expect(shifted(box, 500, 500, 100, 50)).toEqual({ x1: 80, y1: 40, x2: 100, y2: 50 });
    expect(stretched(box, -500, 10, 100, 50)).toEqual({ x1: 10, y1: 10, x2: 13, y2: 30 });
  });

  it('are compared by what they say', () => {
    expect(same([{ label: 'a', box }], [{ label: 'a', box: { ...box } }])).toBe(true);
    expect(same([{ label: 'a', box }], [{ label: 'b', box }])).toBe(false);
    expect([keyOf(0), keyOf(8), keyOf(9)]).toEqual(['1', '9', '']);
  });
});
