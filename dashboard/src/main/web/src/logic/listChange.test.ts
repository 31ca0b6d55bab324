import { expect, test } from 'vitest';
import { applied } from './listChange';

const page = { devices: [{ id: 'a', fps: 1 }, { id: 'b', fps: 1 }, { id: 'c', fps: 1 }], total: 3 };
const change = { list: 'ListDevices', rows: 'devices' };

test('a whole page replaces what was known', () => {
  expect(applied(page, { ...change, whole: true, places: [], page: { devices: [], total: 0 } })).toEqual({
    devices: [],
    total: 0,
  });
});

test('changed rows take their places, the others stay the same objects', () => {
  const later = applied(page, {
    ...change,
    whole: false,
    places: [0, 2],
    page: { devices: [{ id: 'a', fps: 2 }, { id: 'd', fps: 3 }], total: 4 },
  })!;
  expect(later.devices.map((device) => `${device.id}${device.fps}`)).toEqual(['a2', 'b1', 'd3']);
  expect(later.devices[1]).toBe(page.devices[1]);
  expect(later.total).toBe(4);
  expect(page.devices[0]!.fps).toBe(1);
});

test('rows of a page that is not known are not shown', () => {
  expect(applied(undefined, { ...change, whole: false, places: [0], page: { devices: [{}] } })).toBeUndefined();
});
