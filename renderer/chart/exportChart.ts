import type { ChartView } from './types.ts';

/** The chart as a picture, drawn again off screen so that the table view can be exported too. */
export async function chartImage(
  view: ChartView,
  kind: 'png' | 'svg',
  size: { width: number; height: number; background: string },
): Promise<Blob> {
  const { init } = await import('./echarts.ts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: size.width, height: size.height });
  try {
    chart.setOption({ ...view.option, animation: false, backgroundColor: size.background });
    const svg = chart.renderToSVGString();
    if (kind === 'svg') return new Blob([svg], { type: 'image/svg+xml' });
    return await rasterise(svg, size.width, size.height);
  } finally {
    chart.dispose();
  }
}

async function rasterise(svg: string, width: number, height: number): Promise<Blob> {
  const SCALE = 2;
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))), 'image/png'),
  );
}

/** RFC 4180. Text that a spreadsheet would run as a formula gets a quote in front. */
export function chartCsv(view: ChartView): string {
  const lines = [
    view.table.columns.map((column) => column.name),
    ...view.table.rows.map((row) => row.map((cell) => cell.raw ?? '')),
  ];
  return lines.map((line) => line.map(csvCell).join(',')).join('\r\n');
}

export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
