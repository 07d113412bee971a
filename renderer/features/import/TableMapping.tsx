import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { EntityFields, ImportPreview, Recipe, TimeFormat } from '../../../core/api/contract.ts';
import { type T, useT, wordFor } from '../../i18n/t.ts';
import { createFormat, MISSING } from '../../ui/format.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './ImportPage.module.css';
import { fieldWord, shownValue } from './ImportReport.tsx';
import { Issues } from './Issues.tsx';
import {
  columnOf,
  type Entity,
  fieldsOfColumn,
  mapColumn,
  recipesOf,
  setConst,
  setEntity,
  setTimeFormat,
  setTranslation,
} from './recipeEdit.ts';

type File = ImportPreview['files'][number];
type Table = File['tables'][number];

const TIME_FORMATS = ['auto', 'iso', 'epoch-s', 'epoch-ms', 'excel-1900', 'excel-1904', 'dmy', 'mdy', 'snowflake'] as const;
const SAMPLE_ROWS = 8;

/** One table: what it becomes, which column feeds which field, and its first rows before and after. */
export function TableMapping({
  file,
  table,
  recipe,
  tz,
  entities,
  onRecipe,
}: {
  file: File;
  table: Table;
  recipe: Recipe /** Zone in which times are shown. */;
  tz: string | null;
  entities: readonly EntityFields[];
  onRecipe: (recipe: Recipe) => void;
}) {
  const t = useT();
  const format = useFormat();
  const found = recipesOf(recipe, table.name, file.file);
  const [at, setAt] = useState(0);
  const current = found[Math.min(at, found.length - 1)];
  const entity = entities.find((one) => one.name === current?.table.entity);
  const fieldData = entity ? fieldChoices(entity, t) : [];
  const lacking = current && entity ? entity.fields.filter((one) => one.isRequired && !(one.name in current.table.fields)) : [];

  return (
    <div>
      <div className={styles.detailHead}>
        <Select
          label={t('import.table.becomes')}
          w={220}
          data={[
            { value: '', label: t('import.files.unused') },
            ...entities.map((one) => ({ value: one.name, label: wordFor(t, 'entity', one.name) })),
          ]}
          value={current?.table.entity ?? ''}
          allowDeselect={false}
          searchable
          onChange={(next) => {
            const known = entities.find((one) => one.name === next)?.fields.map((field) => field.name) ?? [];
            onRecipe(setEntity(recipe, current?.index ?? null, table.name, (next || null) as Entity | null, known));
          }}
        />
        {found.length > 1
          ? found.map(({ index, table: one }, i) => (
              <Button key={index} variant={i === at ? 'light' : 'subtle'} onClick={() => setAt(i)}>
                {wordFor(t, 'entity', one.entity)}
              </Button>
            ))
          : null}
        <span className={styles.muted}>
          {table.rows === null ? '' : t('import.table.rows', { count: table.rows, n: format.int(table.rows) })}
          {current && current.table.match !== table.name
            ? ` · ${t('import.table.pattern', { pattern: current.table.match })}`
            : ''}
        </span>
      </div>

      {lacking.length > 0 ? (
        <p className={styles.lacking} role="status">
          {t('import.table.lacking', { fields: format.list(lacking.map((one) => fieldWord(t, one.name))) })}
        </p>
      ) : null}

      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.column.name')}</th>
              <th scope="col">{t('import.column.type')}</th>
              <th scope="col" className={styles.numeric}>
                {t('import.column.missing')}
              </th>
              <th scope="col" className={styles.numeric}>
                {t('import.column.distinct')}
              </th>
              <th scope="col">{t('import.column.samples')}</th>
              <th scope="col">{t('import.column.field')}</th>
              <th scope="col">{t('import.column.how')}</th>
            </tr>
          </thead>
          <tbody>
            {table.columns.map((column) => {
              const fields = current ? fieldsOfColumn(current.table, column.name) : [];
              const field = fields[0];
              return (
                <tr key={column.name}>
                  <th scope="row" className={styles.clip} style={{ position: 'static', background: 'none' }} title={column.name}>
                    {column.name}
                  </th>
                  <td>{t(`import.type.${column.type}`)}</td>
                  <td className={styles.numeric}>{format.int(column.missing)}</td>
                  <td className={styles.numeric}>{format.int(column.distinct)}</td>
                  <td className={styles.clip} title={column.samples.join('\n')}>
                    {column.samples.slice(0, 4).join(' · ')}
                  </td>
                  <td style={{ minWidth: 190 }}>
                    {current && entity ? (
                      <Select
                        aria-label={t('import.column.field-of', { column: column.name })}
                        data={[
                          { value: '', label: t('import.column.unused') },
                          ...fieldData,
                          {
                            group: t('import.group.keep'),
                            items: [{ value: `attr:${column.name}`, label: t('import.field.attribute', { name: column.name }) }],
                          },
                        ]}
                        value={field ?? ''}
                        searchable
                        allowDeselect={false}
                        nothingFoundMessage={t('import.field.none')}
                        onChange={(next) => onRecipe(mapColumn(recipe, current.index, column.name, next || null))}
                      />
                    ) : (
                      <span className={styles.muted}>{t('import.column.unused')}</span>
                    )}
                    {fields.length > 1 ? (
                      <span className={styles.muted}>
                        {t('import.column.also', { fields: format.list(fields.slice(1).map((one) => fieldWord(t, one))) })}
                      </span>
                    ) : null}
                  </td>
                  <td style={{ minWidth: 160 }}>
                    {current && entity && field ? (
                      <How
                        entity={entity}
                        field={field}
                        recipe={recipe}
                        index={current.index}
                        samples={column.samples}
                        guessed={column.timeFormat}
                        onRecipe={onRecipe}
                      />
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>

      {current && entity ? <Consts entity={entity} recipe={recipe} index={current.index} onRecipe={onRecipe} /> : null}

      <div className={styles.pair}>
        <div>
          <p className={styles.caption}>{t('import.sample.raw')}</p>
          <Rows
            columns={table.columns.map((column) => column.name)}
            titles={table.columns.map((column) => column.name)}
            rows={table.sample.slice(0, SAMPLE_ROWS)}
          />
        </div>
        <div>
          <p className={styles.caption}>{t('import.sample.parsed')}</p>
          <Parsed parsed={table.parsed.slice(0, SAMPLE_ROWS)} tz={tz} />
        </div>
      </div>

      <div className={styles.block}>
        <p className={styles.caption}>{t('import.issues.title')}</p>
        <Issues issues={file.issues.filter((issue) => issue.table === null || issue.table === table.name)} />
      </div>
    </div>
  );
}

/** How a column is read: a time format, or translations of a closed list. */
function How({
  entity,
  field,
  recipe,
  index,
  samples,
  guessed,
  onRecipe,
}: {
  entity: EntityFields;
  field: string;
  recipe: Recipe;
  index: number;
  samples: readonly string[];
  guessed: TimeFormat | undefined;
  onRecipe: (recipe: Recipe) => void;
}) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const target = entity.fields.find((one) => one.name === field);
  const source = recipe.tables[index]?.fields[field];
  const options = typeof source === 'object' && 'column' in source ? source : null;
  if (target?.type === 'time') {
    const format = options?.format ?? 'auto';
    if (typeof format === 'object') return <span>{t('import.time.relative', { day: format.relativeDays })}</span>;
    const guess =
      typeof guessed === 'string' && guessed !== 'auto'
        ? t('import.option.auto', { guess: t(`import.time.${guessed}`) })
        : t('import.time.auto');
    return (
      <Select
        aria-label={t('import.time.label', { field: fieldWord(t, field) })}
        data={TIME_FORMATS.map((value) => ({ value, label: value === 'auto' ? guess : t(`import.time.${value}`) }))}
        value={format}
        allowDeselect={false}
        onChange={(next) => onRecipe(setTimeFormat(recipe, index, field, next as TimeFormat))}
      />
    );
  }
  const allowed = target?.oneOf ?? null;
  const known = Object.keys(options?.values ?? {});
  if (!allowed && known.length === 0) return null;
  const texts = [...new Set([...known, ...samples])].slice(0, 24);
  return (
    <div>
      <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('import.values.button', { count: known.length, n: String(known.length) })}
      </Button>
      {isOpen ? (
        <div className={styles.translations}>
          {texts.map((text) => (
            <div key={text} style={{ display: 'contents' }}>
              <span className={styles.mono}>{text}</span>
              <span aria-hidden>→</span>
              {allowed ? (
                <Select
                  aria-label={t('import.values.label', { text })}
                  data={[
                    { value: '', label: t('import.values.as-is') },
                    ...allowed.map((value) => ({ value, label: wordFor(t, 'value', value) })),
                  ]}
                  value={options?.values?.[text] ?? ''}
                  allowDeselect={false}
                  onChange={(next) => onRecipe(setTranslation(recipe, index, field, text, next ?? ''))}
                />
              ) : (
                <TextInput
                  aria-label={t('import.values.label', { text })}
                  defaultValue={options?.values?.[text] ?? ''}
                  onBlur={(event) => onRecipe(setTranslation(recipe, index, field, text, event.currentTarget.value))}
                />
              )}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** Fields that hold the same text in every row. */
function Consts({
  entity,
  recipe,
  index,
  onRecipe,
}: {
  entity: EntityFields;
  recipe: Recipe;
  index: number;
  onRecipe: (recipe: Recipe) => void;
}) {
  const t = useT();
  const [field, setField] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const fields = recipe.tables[index]?.fields ?? {};
  const consts = Object.entries(fields).flatMap(([name, source]) =>
    columnOf(source) === null ? [{ name, value: String((source as { const: string | number }).const) }] : [],
  );
  const free = entity.fields.filter((one) => !(one.name in fields));
  return (
    <div className={styles.block}>
      <p className={styles.caption}>{t('import.const.title')}</p>
      <div className={styles.consts}>
        {consts.map((one) => (
          <Button
            key={one.name}
            variant="default"
            onClick={() => onRecipe(setConst(recipe, index, one.name, ''))}
            title={t('import.const.remove')}
          >
            {fieldWord(t, one.name)} = {one.value} ×
          </Button>
        ))}
        <Select
          aria-label={t('import.const.field')}
          placeholder={t('import.const.field')}
          w={180}
          searchable
          clearable
          data={free.map((one) => ({ value: one.name, label: fieldWord(t, one.name) }))}
          value={field}
          onChange={setField}
        />
        <TextInput
          aria-label={t('import.const.value')}
          placeholder={t('import.const.value')}
          w={160}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={!field || value === ''}
          onClick={() => {
            if (!field) return;
            onRecipe(setConst(recipe, index, field, value));
            setField(null);
            setValue('');
          }}
        >
          {t('import.const.add')}
        </Button>
      </div>
    </div>
  );
}

function Parsed({ parsed, tz }: { parsed: Table['parsed']; tz: string | null }) {
  const t = useT();
  const { locale } = useFormat();
  const format = createFormat({ locale, tz: tz ?? 'UTC' });
  const fields = [...new Set(parsed.flatMap((row) => Object.keys(row)))];
  if (fields.length === 0) return <p className={styles.muted}>{t('import.sample.nothing')}</p>;
  return (
    <Rows
      columns={fields}
      titles={fields.map((field) => fieldWord(t, field.split('.').at(-1) ?? field))}
      rows={parsed.map((row) => fields.map((field) => (row[field] == null ? null : shownValue(row[field], format))))}
    />
  );
}

function Rows({
  columns,
  titles,
  rows,
}: {
  columns: readonly string[];
  titles: readonly string[];
  rows: readonly (readonly (string | null)[])[];
}) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={column} scope="col">
                {titles[i]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample have no other name
            <tr key={r}>
              {columns.map((column, i) => (
                <td key={column} className={styles.clip} title={row[i] ?? undefined}>
                  {row[i] ?? MISSING}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const GROUP_OF_TYPE: Record<string, 'id' | 'time' | 'number' | 'private' | 'text'> = {
  key: 'id',
  member: 'id',
  content: 'id',
  post: 'id',
  time: 'time',
  ms: 'time',
  seconds: 'time',
  int: 'number',
  real: 'number',
  money: 'number',
  minor: 'number',
  age: 'number',
  secret: 'private',
};

function fieldChoices(entity: EntityFields, t: T): { group: string; items: { value: string; label: string }[] }[] {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { name, type, isRequired } of entity.fields) {
    const group = t(`import.group.${GROUP_OF_TYPE[type] ?? 'text'}`);
    const label = isRequired ? t('import.field.required', { name: wordFor(t, 'field', name) }) : wordFor(t, 'field', name);
    groups.set(group, [...(groups.get(group) ?? []), { value: name, label }]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
