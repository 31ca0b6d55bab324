import { expect, test } from 'vitest';
import { parseWords, withWords } from './listFilter';

test('filters are read from an address', () => {
  const filter = parseWords('?state=failed&text=line%201&other=x', ['state', 'text', 'deployment']);
  expect(filter).toEqual({ state: 'failed', text: 'line 1', deployment: '' });
});

test('a filter is changed and the others stay', () => {
  expect(withWords('?state=failed&of=o-3', { text: 'a b', state: '' })).toBe('?of=o-3&text=a+b');
  expect(withWords('?state=failed', { state: '' })).toBe('');
});
