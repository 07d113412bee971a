import { ActionIcon, Menu, Select, Tooltip } from '@mantine/core';
import { EllipsisVertical, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { Rule, RuleWords } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../hooks.ts';
import { AddCondition } from './AddCondition.tsx';
import { LeafFields } from './LeafFields.tsx';
import { Vocabulary } from './pickers.tsx';
import styles from './RuleEditor.module.css';
import {
  addTo,
  type GroupMode,
  groupOf,
  isWhole,
  keyOf,
  moveBy,
  nodeAt,
  type Path,
  partsOf,
  removeAt,
  replaceAt,
  setMode,
  toggleNot,
  unwrapAt,
  wrapAt,
} from './ruleEdit.ts';

export interface PartCounts {
  /** Members of a part, by the key of its path; absent while it is being written. */
  of(path: Path): number | null;
  members: number;
}

/** A rule as rows that can be changed: groups within groups, a count beside each part. The rule's top is a group.
 *  Keys on a row: Alt with the arrows moves it, Delete removes it. */
export function RuleEditor({
  rule,
  words,
  counts,
  except = null,
  onChange,
}: {
  rule: Rule;
  words: RuleWords;
  counts: PartCounts | null;
  /** A segment that the rule must not name: itself. */
  except?: number | null;
  onChange: (rule: Rule) => void;
}) {
  const vocabulary = useMemo(() => ({ words, except }), [words, except]);
  const frame = useRef<HTMLDivElement>(null);
  /** Where the focus goes after the next change: a row, or the first field in it. */
  const focusNext = useRef<{ key: string; isField: boolean } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of the rule
  useEffect(() => {
    const next = focusNext.current;
    if (!next) return;
    focusNext.current = null;
    const row = frame.current?.querySelector<HTMLElement>(`[data-path="${next.key}"]`);
    const field = next.isField ? row?.querySelector<HTMLElement>('input:not([readonly], [type="hidden"])') : null;
    (field ?? row)?.focus();
  }, [rule]);

  const edit: Edit = {
    set: onChange,
    move(path, delta) {
      const moved = moveBy(rule, path, delta);
      if (moved.rule === rule) return;
      focusNext.current = { key: keyOf(moved.path), isField: false };
      onChange(moved.rule);
    },
    add(path, part) {
      const group = nodeAt(rule, path);
      focusNext.current = { key: keyOf([...path, group ? partsOf(group).length : 0]), isField: true };
      onChange(addTo(rule, path, part));
    },
    remove(path) {
      const next = removeAt(rule, path);
      const stays = nodeAt(next, path);
      focusNext.current = { key: keyOf(stays ? path : [...path.slice(0, -1), Math.max(0, path.at(-1)! - 1)]), isField: false };
      onChange(next);
    },
  };
  return (
    <Vocabulary.Provider value={vocabulary}>
      <div ref={frame}>
        <Part node={rule} path={[]} rule={rule} words={words} counts={counts} edit={edit} />
      </div>
    </Vocabulary.Provider>
  );
}

interface Edit {
  set(rule: Rule): void;
  move(path: Path, delta: 1 | -1): void;
  add(path: Path, part: Rule): void;
  remove(path: Path): void;
}

interface PartProps {
  node: Rule;
  path: Path;
  rule: Rule;
  words: RuleWords;
  counts: PartCounts | null;
  edit: Edit;
}

function Part(props: PartProps) {
  const { node, path, edit } = props;
  const found = groupOf(node);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (path.length === 0) return;
    const isOwn = event.target === event.currentTarget;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) edit.move(path, event.key === 'ArrowUp' ? -1 : 1);
    else if (isOwn && (event.key === 'Delete' || event.key === 'Backspace')) edit.remove(path);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return found ? <Group {...props} found={found} onKeyDown={onKeyDown} /> : <Row {...props} onKeyDown={onKeyDown} />;
}

type Keys = { onKeyDown: (event: KeyboardEvent<HTMLElement>) => void };

const MODES: readonly GroupMode[] = ['all', 'any', 'none', 'not-all'];

function Group({
  node,
  path,
  rule,
  words,
  counts,
  edit,
  found,
  onKeyDown,
}: PartProps & Keys & { found: NonNullable<ReturnType<typeof groupOf>> }) {
  const t = useT();
  const isTop = path.length === 0;
  const inner = [...path, ...found.step];
  const parts = partsOf(found.group);
  const joint = 'all' in found.group ? 'segments.group.and' : 'segments.group.or';
  const head = (
    <div className={styles.groupHead}>
      <Select
        aria-label={t('segments.group.label')}
        w={196}
        allowDeselect={false}
        data={MODES.map((mode) => ({ value: mode, label: t(`segments.group.${mode}`) }))}
        value={found.mode}
        onChange={(mode) => edit.set(setMode(rule, path, mode as GroupMode))}
      />
      <span className={styles.space} />
      {isTop ? null : (
        <>
          <Count counts={counts} path={path} isWhole />
          <PartMenu node={node} path={path} rule={rule} edit={edit} />
        </>
      )}
    </div>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group within groups, each with its own keys
    <div
      role="group"
      aria-label={t(`segments.group.${found.mode}`)}
      className={isTop ? styles.top : styles.group}
      data-path={keyOf(path)}
      data-mode={found.mode}
      tabIndex={isTop ? -1 : 0}
      onKeyDown={onKeyDown}
    >
      {head}
      <div className={styles.parts}>
        {parts.length === 0 ? <p className={styles.nothing}>{t(`segments.group.empty-${found.mode}`)}</p> : null}
        {parts.map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <div key={i} className={styles.part}>
            {i > 0 ? <span className={styles.joint}>{t(joint)}</span> : null}
            <Part node={part} path={[...inner, i]} rule={rule} words={words} counts={counts} edit={edit} />
          </div>
        ))}
      </div>
      <div className={styles.add}>
        <AddCondition words={words} label={t('segments.add.condition')} onAdd={(part) => edit.add(inner, part)} />
      </div>
    </div>
  );
}

function Row({ node, path, rule, counts, edit, onKeyDown }: PartProps & Keys) {
  const t = useT();
  const isNot = 'not' in node;
  const leaf = isNot ? node.not : node;
  const leafPath = isNot ? [...path, 0] : path;
  // "did not" says it itself.
  const hasChip = isNot && !('did' in leaf);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a condition with its fields and its own keys
    <div
      role="group"
      aria-label={t('segments.leaf.label')}
      className={styles.row}
      data-path={keyOf(path)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move and remove it
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={styles.fields}>
        {hasChip ? (
          <Tooltip label={t('segments.not.remove')}>
            <button type="button" className={styles.not} onClick={() => edit.set(toggleNot(rule, path))}>
              {t('segments.not.chip')}
            </button>
          </Tooltip>
        ) : null}
        <LeafFields
          leaf={leaf}
          isNot={isNot}
          onChange={(next) => edit.set(replaceAt(rule, leafPath, next))}
          onNot={() => edit.set(toggleNot(rule, path))}
        />
      </div>
      <Count counts={counts} path={path} isWhole={isWhole(leaf)} />
      <PartMenu node={node} path={path} rule={rule} edit={edit} />
    </div>
  );
}

function Count({ counts, path, isWhole: isDone }: { counts: PartCounts | null; path: Path; isWhole: boolean }) {
  const t = useT();
  const format = useFormat();
  const n = counts?.of(path) ?? null;
  if (!isDone) return <span className={styles.unfinished}>{t('segments.leaf.unfinished')}</span>;
  return (
    <span className={styles.partCount} title={t('segments.leaf.count-define')}>
      {format.int(n)}
    </span>
  );
}

function PartMenu({ node, path, rule, edit }: { node: Rule; path: Path; rule: Rule; edit: Edit }) {
  const t = useT();
  const found = groupOf(node);
  const parent = nodeAt(rule, path.slice(0, -1));
  const leaf = 'not' in node ? node.not : node;
  const leafPath = 'not' in node ? [...path, 0] : path;
  const isNot = 'not' in node;
  const isDid = !found && 'did' in leaf;
  return (
    <span className={styles.tools}>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={24} aria-label={t('segments.part.menu')}>
            <EllipsisVertical size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item rightSection="Alt ↑" onClick={() => edit.move(path, -1)}>
            {t('segments.part.up')}
          </Menu.Item>
          <Menu.Item rightSection="Alt ↓" onClick={() => edit.move(path, 1)}>
            {t('segments.part.down')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => edit.set(wrapAt(rule, path, 'any'))}>{t('segments.part.wrap-any')}</Menu.Item>
          <Menu.Item onClick={() => edit.set(wrapAt(rule, path, 'all'))}>{t('segments.part.wrap-all')}</Menu.Item>
          {found && found.step.length === 0 && parent && ('all' in parent || 'any' in parent) ? (
            <Menu.Item onClick={() => edit.set(unwrapAt(rule, path))}>{t('segments.part.unwrap')}</Menu.Item>
          ) : null}
          {found ? null : (
            <Menu.Item onClick={() => edit.set(toggleNot(rule, path))}>
              {t(isNot ? 'segments.not.remove' : 'segments.not.add')}
            </Menu.Item>
          )}
          {isDid ? (
            <>
              <Menu.Divider />
              {'did' in leaf && leaf.content === undefined ? (
                <Menu.Item onClick={() => edit.set(replaceAt(rule, leafPath, { ...leaf, content: [] }))}>
                  {t('segments.part.contents')}
                </Menu.Item>
              ) : (
                <Menu.Item
                  onClick={() => {
                    const { content: _, ...rest } = leaf as Extract<Rule, { did: string[] }>;
                    edit.set(replaceAt(rule, leafPath, rest));
                  }}
                >
                  {t('segments.part.no-contents')}
                </Menu.Item>
              )}
              {'did' in leaf && leaf.inBasis === undefined ? (
                <Menu.Item onClick={() => edit.set(replaceAt(rule, leafPath, { ...leaf, inBasis: 'events' }))}>
                  {t('segments.part.basis')}
                </Menu.Item>
              ) : null}
              {'did' in leaf && leaf.times === undefined ? (
                <Menu.Item onClick={() => edit.set(replaceAt(rule, leafPath, { ...leaf, times: { atLeast: 1 } }))}>
                  {t('segments.part.times')}
                </Menu.Item>
              ) : null}
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={t('segments.part.remove')}>
        <ActionIcon size={24} aria-label={t('segments.part.remove')} onClick={() => edit.remove(path)}>
          <X size={14} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
