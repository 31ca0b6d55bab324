// Tags as people write them.
import type { Tag } from '../messages';

/** "site=hamburg" as a tag; undefined if it is none. The coordinator checks the characters. */
export function parseTag(text: string): Tag | undefined {
  const [, key, value] = /^\s*([^\s=]+)\s*=\s*(\S+)\s*$/.exec(text) ?? [];
  return key && value ? { key, value } : undefined;
}
