import { expect, test } from 'vitest';
import { filterSearch } from './fleetFilter';
import { frameQuestion, isFiltered, parseFrameFilter } from './frameFilter';

test('filters stand in the address as they are read', () => {
  const filter = parseFrameFilter('?agent=line-1&difference=missed&state=held-out&since=24h&audits&frame=f-1');
  expect(filter.agent).toBe('line-1');
  expect(filter.audits).toBe(true);
  expect(parseFrameFilter(filterSearch(filter))).toEqual(filter);
  expect(filterSearch(parseFrameFilter('?version=student@stable'))).toBe('?version=student%40stable');
  expect(filterSearch(parseFrameFilter(''))).toBe('');
});

test('what an address cannot mean is left out', () => {
  expect(parseFrameFilter('?difference=some&state=lost&since=2y')).toEqual(parseFrameFilter(''));
});

test('a frame that is shown is no filter', () => {
  expect(isFiltered(parseFrameFilter('?frame=f-1'))).toBe(false);
  expect(isFiltered(parseFrameFilter('?frame=f-1&audits'))).toBe(true);
});

test('filters are the fields of a request', () => {
  const question = frameQuestion(parseFrameFilter('?camera=door&difference=false&since=1h'), 10_000_000);
  expect(question.cameraId).toBe('door');
  expect(question.disagreements).toEqual(['false']);
  expect(question.states).toEqual([]);
  expect(question.fromMs).toBe(6_400_000);
  expect(frameQuestion(parseFrameFilter(''), 1).fromMs).toBe(0);
});
