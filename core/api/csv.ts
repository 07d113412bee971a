/** Rows as CSV for people: UTF-8 with a BOM (Excel needs it), CRLF, texts that a spreadsheet would run as a formula are disarmed. */
export function toCsv(header: string[], rows: Iterable<(string | number | null)[]>): Uint8Array<ArrayBuffer> {
  const lines = [header.map(cell).join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`) as Uint8Array<ArrayBuffer>;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
