// Tables as CSV (RFC 4180), as the server's CsvTable writes them: a text that a spreadsheet would take for a formula begins
// with an apostrophe.
type Cell = string | number | boolean | undefined;

function cell(value: Cell): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The lines of a table; its columns are the keys of the first row. */
export function csv(rows: Record<string, Cell>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((line) => line.map(cell).join(',') + '\r\n')
    .join('');
}

/** The address of a text as a file. */
export const file = (type: 'text/csv' | 'application/json', text: string) =>
  `data:${type};charset=utf-8,${encodeURIComponent(text)}`;
