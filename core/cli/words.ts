/** A result for a person at a terminal: lists side by side as a table, the rest as lines. --json is for programs. */
export function inWords(result: unknown): string {
  if (typeof result !== 'object' || result === null) return `${String(result)}\n`;
  const lines: string[] = [];
  const lists = Object.entries(result).filter(([, v]) => isFlatList(v)) as [string, unknown[]][];
  for (const [name, value] of Object.entries(result)) {
    if (name === 'from' || isFlatList(value)) continue;
    if (Array.isArray(value)) {
      lines.push(`${name}:`, ...value.map((v) => `  ${short(v)}`));
    } else lines.push(`${name}: ${short(value)}`);
  }
  if (lists.length > 0) {
    const rows = Math.max(...lists.map(([, v]) => v.length));
    const table = [lists.map(([n]) => n), ...Array.from({ length: rows }, (_, i) => lists.map(([, v]) => String(v[i] ?? '')))];
    const widths = lists.map((_, c) => Math.max(...table.map((row) => row[c]!.length)));
    for (const row of table)
      lines.push(row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  '));
  }
  return `${lines.join('\n')}\n`;
}

const isFlatList = (v: unknown): boolean =>
  Array.isArray(v) && v.length > 0 && v.every((x) => typeof x !== 'object' || x === null);

function short(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([n]) => n !== 'from')
    .map(([n, v]) => `${n} ${typeof v === 'object' && v !== null ? JSON.stringify(v) : String(v)}`)
    .join(', ')
    .slice(0, 400);
}
