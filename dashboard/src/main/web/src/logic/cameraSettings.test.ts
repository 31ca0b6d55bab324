import { describe, expect, it } from 'vitest';
import { added, areasOf, cameraPath, changed, clicked, cut, fault, MIDDLE, moved, removed, shown, split, step, stepped, toggled, within, type Area } from './cameraSettings';
import type { CameraSettings } from '../messages';

const triangle = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
];
const door: CameraSettings = { zones: { zones: [{ name: 'door', corners: triangle }] } };
const area: Area = { kind: 'zone', name: 'door', corners: triangle };

describe('settings of a camera', () => {
  it('adds, changes and removes zones and masks, and leaves the others', () => {
    const two = added(door, 'zone', MIDDLE);
    expect(two.zones?.zones.map((zone) => zone.name)).toEqual(['door', 'zone 1']);
    const masked = added({ ...two, fps: 3 }, 'mask', triangle);
    expect(areasOf(masked).map((one) => one.name)).toEqual(['door', 'zone 1', 'mask 1']);
    const named = changed(masked, { kind: 'zone', index: 1 }, (one) => ({ ...one, name: 'yard' }));
    expect(named.zones?.zones[1]?.name).toBe('yard');
    expect(named.masks).toEqual(masked.masks);
    const less = removed(named, { kind: 'zone', index: 0 });
    expect(less.zones?.zones.map((zone) => zone.name)).toEqual(['yard']);
    expect(less.fps).toBe(3);
    expect(removed(less, { kind: 'mask', index: 0 }).masks).toEqual({ masks: [] });
  });

  it('keeps corners within the picture, and three at least', () => {
    expect(moved(area, 1, { x: 1.4, y: -2 }).corners[1]).toEqual({ x: 1, y: 0 });
    expect(within({ x: 0.123456, y: 0.5 })).toEqual({ x: 0.1235, y: 0.5 });
    expect(cut(area, 0)).toBe(area);
    const four = split(area, 2);
    expect(four.corners[3]).toEqual({ x: 0.5, y: 0.5 });
    expect(cut(four, 3)).toEqual(area);
    const full = { ...area, corners: Array.from({ length: 32 }, () => ({ x: 0, y: 0 })) };
    expect(split(full, 0)).toBe(full);
  });

  it('closes what is drawn at its first corner', () => {
    let drawing = { kind: 'zone' as const, corners: [], closed: false } as Parameters<typeof clicked>[0];
    for (const corner of triangle) drawing = clicked(drawing, corner);
    expect(drawing).toEqual({ kind: 'zone', corners: triangle, closed: false });
    expect(clicked(drawing, { x: 0.01, y: 0.01 })).toEqual({ kind: 'zone', corners: triangle, closed: true });
    expect(clicked(drawing, { x: 0, y: 1.2 }).corners[3]).toEqual({ x: 0, y: 1 });
  });

  it('moves corners by keys', () => {
    expect(step('ArrowLeft', false)).toEqual({ x: -0.01, y: 0 });
    expect(step('ArrowDown', true)).toEqual({ x: 0, y: 0.001 });
    expect(step('a', false)).toBeUndefined();
    expect(stepped(area, 1, { x: 0.01, y: 0.01 }).corners[1]).toEqual({ x: 1, y: 0.01 });
  });

  it('begins a key with what the camera runs, and leaves it to the file again', () => {
    const running: CameraSettings = { fps: 20, ...door };
    const here = toggled({}, running, 'zones', true);
    expect(here).toEqual(door);
    expect(toggled(here, running, 'zones', false)).toEqual({});
    expect(toggled({}, running, 'fps', true)).toEqual({ fps: 20 });
    expect(toggled({}, undefined, 'masks', true)).toEqual({ masks: { masks: [] } });
  });

  it('shows what is set here over what runs', () => {
    const running: CameraSettings = { ...door, masks: { masks: [{ corners: triangle }] } };
    expect(shown({}, running)).toHaveLength(2);
    expect(shown({ zones: { zones: [] } }, running).map((one) => one.kind)).toEqual(['mask']);
  });

  it('says what cannot be applied', () => {
    expect(fault(door)).toBe('');
    expect(fault({ zones: { zones: [...door.zones!.zones, ...door.zones!.zones] } })).toBe('Two zones are called door.');
    expect(fault({ zones: { zones: [{ name: ' ', corners: triangle }] } })).toBe('A zone has no name.');
    expect(fault({ source: ' ' })).toBe('The source is empty.');
    expect(fault({ fps: Number.NaN })).toBe('The rate is not 0 to 1000.');
    expect(fault({ labels: { labels: [{ label: '', threshold: 0, minSize: 0 }] } })).toBe('A rule has no label.');
  });

  it('has an address', () => {
    expect(cameraPath('press-4', 'gate')).toBe('/devices/press-4/cameras/gate');
  });
});
