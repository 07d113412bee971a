import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The layer table of the design, as data: folder -> folders it may import from. */
const FEATURES = [
  'core/import',
  'core/profile',
  'core/segment',
  'core/cohort',
  'core/lifetime',
  'core/journey',
  'core/cluster',
  'core/network',
  'core/content',
  'core/sentiment',
  'core/feedback',
  'core/search',
];
const LAYERS: Record<string, { may: string[]; instead: string }> = {
  'core/base': { may: [], instead: 'base knows nothing: pass what it needs as an argument' },
  'core/kernel': { may: ['core/base'], instead: 'kernels get typed arrays; read the data in a feature and pass it in' },
  'core/store': { may: ['core/base'], instead: 'the store knows no maths: compute in a kernel, compose in a feature' },
  'core/scope': {
    may: ['core/base', 'core/kernel', 'core/store'],
    instead: 'a scope narrows the data; what is asked of it belongs to a feature',
  },
  ...Object.fromEntries(
    FEATURES.map((f) => [
      f,
      {
        may: ['core/base', 'core/kernel', 'core/store', 'core/scope', ...(f === 'core/sentiment' ? ['data/lexicon'] : [])],
        instead: 'features do not import each other: core/api passes one result to the other',
      },
    ]),
  ),
  'data/lexicon': { may: [], instead: 'word lists and weights are data' },
  'data/sample': { may: ['core/base'], instead: 'the sample is data: it gives tables, the import reads them' },
  'data/build': {
    may: ['core/base', 'core/kernel', 'core/sentiment', 'data/sample'],
    instead: 'what is made at build time knows kernels and the feature it is made for',
  },
  'core/jobs': { may: ['core/base', 'core/store'], instead: 'jobs run tasks they are given' },
  'core/api': {
    may: ['core/base', 'core/kernel', 'core/store', 'core/scope', 'core/jobs', 'data/sample', ...FEATURES],
    instead: 'hosts come after the API',
  },
  'core/host': { may: ['core/base', 'core/api'], instead: 'ask the engine through core/api' },
  'core/cli': { may: ['core/base', 'core/api', 'core/host'], instead: 'ask the engine through core/api' },
  electron: { may: ['core/base', 'core/api', 'core/host'], instead: 'no analytics and no SQL here: ask the engine' },
  renderer: { may: [], instead: 'the renderer knows types of core/api/contract only' },
};

describe('layers', () => {
  for (const [layer, { may, instead }] of Object.entries(LAYERS)) {
    it(`${layer} imports only ${may.join(', ') || 'itself'}`, () => {
      const wrong: string[] = [];
      for (const file of sources(join(root, layer))) {
        const text = readFileSync(file, 'utf8');
        for (const match of text.matchAll(
          /(?:^|\n)\s*(import|export)(\s+type)?[^'"\n;]*?from\s+['"](\.[^'"]+)['"]|\n\} from ['"](\.[^'"]+)['"]/g,
        )) {
          const target = match[3] ?? match[4]!;
          const to = relative(root, resolve(dirname(file), target)).replaceAll('\\', '/');
          const toLayer = Object.keys(LAYERS).find((l) => to.startsWith(`${l}/`)) ?? to;
          if (toLayer === layer || may.includes(toLayer)) continue;
          const isContractType = layer === 'renderer' && to === 'core/api/contract.ts' && isTypeImport(text, target);
          if (!isContractType) wrong.push(`${relative(root, file)} imports ${to}`);
        }
      }
      expect(wrong, `${instead}\n${wrong.join('\n')}`).toEqual([]);
    });
  }

  it('only core/store opens SQLite', () => {
    const wrong = sources(join(root, 'core'))
      .filter((file) => !file.includes(join('core', 'store')))
      .filter((file) => /from ['"]better-sqlite3['"]/.test(readFileSync(file, 'utf8')));
    expect(wrong.map((f) => relative(root, f))).toEqual([]);
  });

  it('kernels have no clock and no unseeded randomness', () => {
    const wrong = sources(join(root, 'core/kernel')).filter((file) =>
      /Date\.now|Math\.random|performance\.now|new Date\(\)/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong.map((f) => relative(root, f))).toEqual([]);
  });
});

function isTypeImport(text: string, target: string): boolean {
  const at = text.indexOf(`from '${target}'`);
  const start = Math.max(text.lastIndexOf('import ', at), text.lastIndexOf('export ', at));
  return /^(import|export) type\b/.test(text.slice(start, at));
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? (name === 'node_modules' ? [] : sources(path)) : /\.tsx?$/.test(name) ? [path] : [];
  });
}
