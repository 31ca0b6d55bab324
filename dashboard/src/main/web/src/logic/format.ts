// Formats figures for people, independent of the locale, with thin spaces between thousands.

const THIN = '\u202f';

/** 12345 -> "12 345". */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** 12345678 -> "12.3 M", for counters. */
export function brief(value: number): string {
  if (value < 100_000) return count(value);
  return value < 1e6 ? `${Math.round(value / 1e3)}${THIN}k` : `${(value / 1e6).toFixed(1)}${THIN}M`;
}

/** Bytes, decimal units. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)}${THIN}${units[unit]}`;
}

/** Bits per second, decimal units. */
export function bitRate(value: number): string {
  if (value < 1000) return `${Math.round(value)}${THIN}bit/s`;
  return value < 1e6
    ? `${(value / 1e3).toFixed(value < 1e5 ? 1 : 0)}${THIN}kbit/s`
    : `${(value / 1e6).toFixed(1)}${THIN}Mbit/s`;
}

/** 0.0412 -> "4.1 %". */
export function percent(share: number): string {
  const value = share * 100;
  return `${value !== 0 && value < 10 ? value.toFixed(1) : Math.round(value)}${THIN}%`;
}

/** An accuracy, 0 to 1, with three decimals; a dash if it is unknown. */
export function accuracy(value: number | null | undefined): string {
  return value === null || value === undefined || value < 0 ? '–' : value.toFixed(3);
}

/** A figure such as frames per second or milliseconds: one decimal below 100. */
export function figure(value: number): string {
  return value >= 100 ? count(value) : value.toFixed(1);
}

/** A measured time; a dash if it is unknown. */
export function millis(value: number | undefined): string {
  return value === undefined || value <= 0 ? '–' : value < 10_000 ? `${figure(value)}${THIN}ms` : duration(value);
}

/** A loss; a dash if there is none. */
export function loss(value: number | undefined): string {
  return value === undefined || value === 0 ? '–' : value.toFixed(value < 10 ? 3 : 1);
}

/** A span of milliseconds: "42 s", "3 min 5 s", "2 h 10 min", "5 d". */
export function duration(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return `${s}${THIN}s`;
  if (s < 3600) return `${Math.floor(s / 60)}${THIN}min` + (s % 60 && s < 600 ? ` ${s % 60}${THIN}s` : '');
  if (s < 86_400)
    return (
      `${Math.floor(s / 3600)}${THIN}h` +
      (Math.floor((s % 3600) / 60) ? ` ${Math.floor((s % 3600) / 60)}${THIN}min` : '')
    );
  return `${Math.floor(s / 86_400)}${THIN}d`;
}

export function ago(atMs: number, nowMs: number): string {
  if (atMs <= 0) return 'never';
  return nowMs - atMs < 1500 ? 'just now' : `${duration(nowMs - atMs)} ago`;
}

/** "14:03:22" today, with the date before it on other days. */
export function clock(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const two = (n: number) => String(n).padStart(2, '0');
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  const sameDay = at.toDateString() === new Date(nowMs).toDateString();
  return sameDay ? time : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}

export function digest(sha256: string): string {
  return sha256.slice(0, 12);
}

/** "1 agent", "3 agents". */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}
