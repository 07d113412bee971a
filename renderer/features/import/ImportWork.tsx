import { Button, Menu, Select, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ImportPreview, Recipe, SavedRecipe, SourceFormat } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { clearImportDraft } from '../../app/importDraft.ts';
import { act, ask, queryClient, useAppState } from '../../client/engine.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useFormat, useSettled } from '../../ui/hooks.ts';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import { ZONES } from '../../ui/zones.ts';
import styles from './ImportPage.module.css';
import { useImportRun } from './importState.ts';
import { TableMapping } from './TableMapping.tsx';

const FORMATS: readonly SourceFormat[] = ['table', 'survey', 'hearth', 'stackexchange', 'oulad'];
const ENCODINGS = ['utf-8', 'gb18030', 'gbk', 'big5', 'utf-16le', 'utf-16be', 'shift_jis', 'euc-kr', 'windows-1252', 'macintosh'];

/** What the files would become, before anything is stored; every choice previews again. */
export function ImportWork({ paths }: { paths: string[] }) {
  const t = useT();
  const format = useFormat();
  const workspace = useAppState().data?.workspace ?? null;
  const [as, setAs] = useState<SourceFormat | null>(null);
  const [encoding, setEncoding] = useState<string | null>(null);
  const [tz, setTz] = useState<string | null>(workspace?.settings.tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [anchor, setAnchor] = useState<string | null>(null);
  const [recipe, setRecipe] = useState<Recipe | null>(null);
  const [place, setPlace] = useState({ file: 0, table: 0 });
  const [isStarting, setStarting] = useState(false);

  const input = useMemo(
    () => ({ paths, as, recipe, tz, encoding, source: null, anchor }),
    [paths, as, recipe, tz, encoding, anchor],
  );
  const asked = useSettled(input, 250);
  const query = useQuery({
    queryKey: ['preview', asked],
    queryFn: ({ signal }) => ask('preview', asked, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const entities = useQuery({ queryKey: ['entities'], queryFn: ({ signal }) => ask('entities', undefined, signal) });
  const preview = query.data;

  // Another way to read the files makes another guess: an edited mapping would no longer fit.
  const reread = (change: () => void) => {
    change();
    setRecipe(null);
  };

  async function start(): Promise<void> {
    setStarting(true);
    await attempt(t, async () => {
      const { jobId } = await act('startImport', input);
      useImportRun.setState({ jobId });
      clearImportDraft();
    });
    setStarting(false);
  }

  if (query.isPending) {
    return (
      <div style={{ padding: 16 }}>
        <Skeleton height={420} />
      </div>
    );
  }
  if (query.isError && !preview) {
    return (
      <div style={{ padding: 16 }}>
        <Failed error={query.error} height={240} onRetry={() => void query.refetch()} />
        <div style={{ textAlign: 'center' }}>
          <Button variant="default" onClick={clearImportDraft}>
            {t('import.work.other-files')}
          </Button>
        </div>
      </div>
    );
  }
  if (!preview) return null;

  const file = preview.files[Math.min(place.file, preview.files.length - 1)];
  const table = file?.tables[Math.min(place.table, (file?.tables.length ?? 1) - 1)];
  const shownRecipe = recipe ?? preview.recipe;
  const tables = preview.files.flatMap((one) => one.tables);
  const used = tables.filter((one) => one.entity !== null).length;
  const problems = preview.files.flatMap((one) => one.issues).filter((issue) => issue.severity !== 'info').length;
  const guesses = [...new Set(preview.files.flatMap((one) => one.encodings.map((guess) => guess.name)))];
  const hasEncoding = preview.files.some((one) => one.encoding !== null);

  return (
    <div className={styles.work}>
      <div className={styles.options}>
        <Select
          label={t('import.option.format')}
          w={190}
          data={[
            { value: '', label: t('import.option.auto', { guess: t(`import.format.${preview.format}`) }) },
            ...FORMATS.map((value) => ({ value, label: t(`import.format.${value}`) })),
          ]}
          value={as ?? ''}
          allowDeselect={false}
          onChange={(next) => reread(() => setAs(next ? (next as SourceFormat) : null))}
        />
        {hasEncoding ? (
          <Select
            label={t('import.option.encoding')}
            w={180}
            data={[
              {
                value: '',
                label: t('import.option.auto', {
                  guess: format.list([...new Set(preview.files.map((one) => one.encoding).filter((name) => name !== null))]),
                }),
              },
              ...[...new Set([...guesses, ...ENCODINGS])].map((value) => ({ value, label: value })),
            ]}
            value={encoding ?? ''}
            allowDeselect={false}
            onChange={(next) => setEncoding(next || null)}
          />
        ) : null}
        <Select
          label={t('import.option.zone')}
          description={undefined}
          w={200}
          searchable
          data={ZONES}
          value={tz}
          onChange={setTz}
          nothingFoundMessage={t('settings.zone.none')}
        />
        {preview.format === 'oulad' ? (
          <DateInput
            label={t('import.option.anchor')}
            size="xs"
            w={150}
            clearable
            value={anchor}
            valueFormat="YYYY-MM-DD"
            onChange={(next) => setAnchor(next)}
          />
        ) : null}
        <span className={styles.space} />
        <Recipes recipe={shownRecipe} canSave={workspace !== null} onLoad={setRecipe} />
        {recipe ? (
          <Button variant="default" onClick={() => setRecipe(null)}>
            {t('import.recipe.reset')}
          </Button>
        ) : null}
      </div>

      <div className={styles.split}>
        <nav className={styles.files} aria-label={t('import.files.label')}>
          {preview.files.map((one, fileIndex) => (
            <div key={one.path} className={styles.file}>
              <div className={styles.fileName}>{one.file}</div>
              <div className={styles.fileFacts}>{fileFacts(one, t, format)}</div>
              {one.tables.map((entry, tableIndex) => (
                <button
                  key={entry.name}
                  type="button"
                  className={styles.tableButton}
                  aria-current={one === file && entry === table}
                  onClick={() => setPlace({ file: fileIndex, table: tableIndex })}
                >
                  <span title={entry.name}>{entry.name}</span>
                  <span className={styles.muted}>{entry.rows === null ? '' : format.compact(entry.rows)}</span>
                  <span className={styles.muted}>
                    {entry.entity
                      ? t('import.files.becomes', { entity: wordFor(t, 'entity', entry.entity) })
                      : t('import.files.unused')}
                  </span>
                </button>
              ))}
            </div>
          ))}
        </nav>
        <div className={styles.detail} aria-busy={query.isFetching} style={{ opacity: query.isPlaceholderData ? 0.75 : 1 }}>
          {query.isError ? <Failed error={query.error} height={96} /> : null}
          {file && table ? (
            <TableMapping
              key={`${file.path} ${table.name}`}
              file={file}
              table={table}
              recipe={shownRecipe}
              tz={tz}
              entities={entities.data ?? []}
              onRecipe={setRecipe}
            />
          ) : (
            <p className={styles.muted}>{t('import.work.no-tables')}</p>
          )}
        </div>
      </div>

      <div className={styles.foot}>
        <span aria-live="polite">
          {t('import.work.summary', {
            count: preview.files.length,
            files: format.int(preview.files.length),
            used: format.int(used),
            tables: format.int(tables.length),
          })}
          {problems > 0 ? ` ${t('import.work.problems', { count: problems, n: format.int(problems) })}` : ''}
        </span>
        <span className={styles.space} />
        <Button variant="default" onClick={clearImportDraft}>
          {t('import.work.other-files')}
        </Button>
        <Button loading={isStarting} disabled={used === 0} onClick={() => void start()}>
          {workspace ? t('import.work.start', { name: workspace.settings.name }) : t('import.work.start-new')}
        </Button>
      </div>
    </div>
  );
}

function fileFacts(
  file: ImportPreview['files'][number],
  t: ReturnType<typeof useT>,
  format: ReturnType<typeof useFormat>,
): string {
  const facts = [file.fileKind.toUpperCase(), format.bytes(file.bytes)];
  if (file.encoding) facts.push(file.encoding);
  if (file.delimiter)
    facts.push(t('import.files.delimiter', { mark: file.delimiter === '\t' ? t('import.files.tab') : file.delimiter }));
  return facts.join(' · ');
}

/** Saved mappings: load one, save this one under a name, throw one away. They live in the workspace and can be undone. */
function Recipes({ recipe, canSave, onLoad }: { recipe: Recipe; canSave: boolean; onLoad: (recipe: Recipe) => void }) {
  const t = useT();
  const [name, setName] = useState(recipe.name ?? '');
  const [isOpen, setOpen] = useState(false);
  const saved = useQuery({ queryKey: ['recipes'], queryFn: ({ signal }) => ask('recipes', undefined, signal), enabled: canSave });
  const version = useAppState().data?.workspace?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an undo elsewhere may have changed the list
  useEffect(() => {
    if (canSave) void queryClient.invalidateQueries({ queryKey: ['recipes'] });
  }, [version, canSave]);
  const keep = (list: SavedRecipe[]) => queryClient.setQueryData(['recipes'], list);
  if (!canSave) return null;
  return (
    <Menu opened={isOpen} onChange={setOpen} width={280} position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default">{t('import.recipe.button')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('import.recipe.saved')}</Menu.Label>
        {(saved.data ?? []).length === 0 ? <Menu.Item disabled>{t('import.recipe.none')}</Menu.Item> : null}
        {(saved.data ?? []).map((one) => (
          <Menu.Item
            key={one.name}
            onClick={() => {
              onLoad(one.recipe);
              setName(one.name);
              setOpen(false);
            }}
            rightSection={
              <Button
                component="span"
                variant="subtle"
                size="compact-xs"
                onClick={(event) => {
                  event.stopPropagation();
                  void attempt(t, async () => keep(await act('deleteRecipe', { name: one.name })));
                }}
              >
                {t('import.recipe.delete')}
              </Button>
            }
          >
            {one.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <form
          style={{ display: 'flex', gap: 8, padding: 8 }}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '') return;
            void attempt(t, async () => keep(await act('saveRecipe', { name: name.trim(), recipe })));
          }}
        >
          <TextInput
            aria-label={t('import.recipe.name')}
            placeholder={t('import.recipe.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => event.stopPropagation()}
            style={{ flex: 1 }}
          />
          <Button type="submit" disabled={name.trim() === ''}>
            {t('import.recipe.save')}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
