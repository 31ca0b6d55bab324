import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection, type Source } from './connection';

class FakeSource implements Source {
  listeners = new Map<string, (event: { data: string }) => void>();
  onerror: ((event: never) => unknown) | null = null;
  closed = false;
  addEventListener(name: string, heard: (event: { data: string }) => void) {
    this.listeners.set(name, heard);
  }
  close() {
    this.closed = true;
  }
  say(name: string, data = '{}') {
    this.listeners.get(name)!({ data });
  }
  fail() {
    this.onerror!(undefined as never);
  }
}

let sources: FakeSource[];
let hidden: boolean;
let states: string[];
let heard: string[];
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  hidden = false;
  states = [];
  heard = [];
  connection = new Connection(
    {
      open: () => {
        const s = new FakeSource();
        sources.push(s);
        return s;
      },
      hidden: () => hidden,
      random: () => 0,
    },
    {
      event: (name, data) => heard.push(`${name} ${data}`),
      state: (state, retryMs) => states.push(retryMs ? `${state} ${retryMs}` : state),
    },
  );
});

afterEach(() => {
  connection.stop();
  vi.useRealTimers();
});

test('listens, and passes on what it hears', () => {
  connection.look();
  sources[0]!.say('snapshot', '{"a":1}');
  sources[0]!.say('pulse');
  expect(heard).toEqual(['snapshot {"a":1}']);
  expect(states.slice(0, 2)).toEqual(['connecting', 'live']);
});

test('tries again with growing pauses, and from the shortest once it worked', () => {
  connection.look();
  sources[0]!.fail();
  vi.advanceTimersByTime(500);
  sources[1]!.fail();
  vi.advanceTimersByTime(999);
  expect(sources.length).toBe(2);
  vi.advanceTimersByTime(1);
  sources[2]!.say('snapshot');
  sources[2]!.fail();
  expect(states.filter((s) => s.startsWith('lost'))).toEqual(['lost 500', 'lost 1000', 'lost 500']);
});

test('is closed while the page is hidden, and opened anew when it is seen', () => {
  connection.look();
  hidden = true;
  connection.look();
  expect(sources[0]!.closed).toBe(true);
  expect(states.at(-1)).toBe('paused');
  vi.advanceTimersByTime(120_000);
  expect(sources.length).toBe(1);
  hidden = false;
  connection.look();
  expect(sources.length).toBe(2);
});

test('a stream that says nothing is taken for dead', () => {
  connection.look();
  sources[0]!.say('snapshot');
  vi.advanceTimersByTime(20_000);
  sources[0]!.say('pulse');
  vi.advanceTimersByTime(29_999);
  expect(sources[0]!.closed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(sources[0]!.closed).toBe(true);
});

test('a stream that is replaced goes on until the new one speaks', () => {
  connection.look();
  sources[0]!.say('snapshot', '1');
  connection.replace();
  expect(sources[0]!.closed).toBe(false);
  sources[0]!.say('change', '2');
  sources[1]!.say('snapshot', '3');
  expect(sources[0]!.closed).toBe(true);
  sources[0]!.fail();
  expect(sources.length).toBe(2);
  expect(heard).toEqual(['snapshot 1', 'change 2', 'snapshot 3']);
  expect(states).toEqual(['connecting', 'live', 'live']);
});

test('streams that are replaced one after the other are all closed', () => {
  connection.look();
  connection.replace();
  connection.replace();
  sources[2]!.say('link');
  expect(sources.map((source) => source.closed)).toEqual([true, true, false]);
});
