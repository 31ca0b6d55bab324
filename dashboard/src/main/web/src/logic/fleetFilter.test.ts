import { expect, test } from 'vitest';
import { filterSearch, fleetQuestion, parseFilter } from './fleetFilter';

test('an address without filters means every agent', () => {
  expect(parseFilter('')).toEqual({ text: '', tags: '', deployment: '', state: '', attention: false, sort: '', descending: false });
  expect(filterSearch(parseFilter(''))).toBe('');
});

test('filters stand in the address as they are read', () => {
  const filter = parseFilter('?tags=site=hamburg,kind&deployment=boards&state=away&attention&sort=fps&descending');
  expect(filter).toEqual({
    text: '',
    tags: 'site=hamburg,kind',
    deployment: 'boards',
    state: 'away',
    attention: true,
    sort: 'fps',
    descending: true,
  });
  expect(parseFilter(filterSearch(filter))).toEqual(filter);
  expect(filterSearch(parseFilter('?attention'))).toBe('?attention');
  expect(filterSearch({ text: 'a&b=1 ü', tags: 'site=hamburg' })).toBe('?text=a%26b=1%20%C3%BC&tags=site=hamburg');
  expect(parseFilter('?text=a%26b=1%20%C3%BC').text).toBe('a&b=1 ü');
});

test('what an address cannot mean is left out', () => {
  expect(parseFilter('?state=broken&sort=shape').state).toBe('');
  expect(parseFilter('?state=broken&sort=shape').sort).toBe('');
});

test('the usual order has those that require attention first', () => {
  expect(fleetQuestion(parseFilter(''))).toMatchObject({ sort: 'attention', descending: true });
  expect(fleetQuestion(parseFilter('?sort=name'))).toMatchObject({ sort: '', descending: false });
  expect(fleetQuestion(parseFilter('?sort=fps&descending'))).toMatchObject({ sort: 'fps', descending: true });
});
