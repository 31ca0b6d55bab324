import { expect, test } from 'vitest';
import { parseTag } from './tags';

test('a tag has a key and a value', () => {
  expect(parseTag('site=hamburg')).toEqual({ key: 'site', value: 'hamburg' });
  expect(parseTag(' site = hamburg ')).toEqual({ key: 'site', value: 'hamburg' });
  expect(parseTag('a=b=c')).toEqual({ key: 'a', value: 'b=c' });
  for (const text of ['', 'site', 'site=', '=hamburg', 'site=two words']) expect(parseTag(text)).toBeUndefined();
});
