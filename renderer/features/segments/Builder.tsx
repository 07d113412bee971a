import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { SegmentRow } from '../../../core/api/contract.ts';
import { clean, scopeOf, useAddress } from '../../app/search.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { useSettled } from '../../ui/hooks.ts';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import { RuleEditor } from '../../ui/rule/RuleEditor.tsx';
import { fromEditor, keyOf, prune } from '../../ui/rule/ruleEdit.ts';
import styles from './Builder.module.css';
import { LiveResult } from './LiveResult.tsx';
import { RuleText } from './RuleText.tsx';
import { UseList } from './UseList.tsx';
import { useDraft } from './useDraft.ts';

/** Shorter than a person notices, longer than the gap between two keys. */
const REST_MS = 120;

/** Waits for what is saved, so that the draft starts from it. */
export function Builder({ segmentNo }: { segmentNo: number | null }) {
  const list = useEngine('segments', {});
  if (list.isPending)
    return (
      <div className={styles.page}>
        <Skeleton height={420} />
      </div>
    );
  if (list.isError) return <Failed error={list.error} height={320} onRetry={() => void list.refetch()} />;
  const rows = list.data.rows.filter((row) => row.trashedAt === null);
  const saved = rows.find((row) => row.segmentNo === segmentNo) ?? null;
  return <BuilderForm key={saved?.segmentNo ?? 'new'} saved={saved} rows={rows} members={list.data.members} />;
}

function BuilderForm({ saved, rows, members }: { saved: SegmentRow | null; rows: readonly SegmentRow[]; members: number }) {
  const t = useT();
  const navigate = useNavigate();
  const address = useAddress();
  const words = useEngine('ruleWords', {});
  const segmentNo = saved?.segmentNo ?? null;
  const draft = useDraft(saved?.rule ?? null, address.rule ?? null);
  const [name, setName] = useState(saved?.name ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const uses = useEngine('segmentUses', { segmentNo: segmentNo ?? 1 }, { enabled: segmentNo !== null });
  const live = segmentNo === null ? [] : (uses.data?.filter((use) => !use.isTrashed) ?? []);

  const settled = useSettled(draft.rule, REST_MS);
  const pruned = useMemo(() => prune(settled), [settled]);
  const now = useMemo(() => prune(draft.rule), [draft.rule]);
  const preview = useEngine('segmentPreview', { rule: pruned.rule, segmentNo, sql: false });
  const answer = preview.data?.kind === 'segment' ? preview.data : null;
  // Counts belong to the rule they were asked for; while the next ones are on their way the old ones stay where they still fit.
  const shown = useRef<{ nodeOf: Map<string, number>; nodes: number[] } | null>(null);
  if (answer && !preview.isPlaceholderData) shown.current = { nodeOf: pruned.nodeOf, nodes: answer.nodes };
  const kept = shown.current;
  const counts = useMemo(
    () => ({
      of: (path: readonly number[]) => {
        const node = kept?.nodeOf.get(keyOf(path));
        return node === undefined ? null : (kept?.nodes[node] ?? null);
      },
      members,
    }),
    [kept, members],
  );

  const go = (search: object) => void navigate({ to: '/segments', search: clean({ ...scopeOf(address), ...search }) as never });
  const trimmed = name.trim();
  const isTaken = rows.some((row) => row.segmentNo !== segmentNo && row.name === trimmed);
  const isRenamed = saved !== null && trimmed !== saved.name;
  const duplicate = answer && !preview.isPlaceholderData ? answer.duplicateOf : null;
  const canSave = now.unfinished === 0 && !isTaken && (draft.isChanged || isRenamed || saved === null);

  async function save(): Promise<void> {
    if (trimmed === '') {
      setProblem(t('segments.name.empty'));
      nameField.current?.focus();
      return;
    }
    setSaving(true);
    setProblem(null);
    try {
      const rule = fromEditor(now.rule);
      const done = await act('saveSegment', { segmentNo, name: trimmed, rule });
      draft.settle(rule);
      await refreshAppState();
      notifications.show({
        message: done.duplicateOf
          ? t('segments.save.done-duplicate', { name: done.name, other: done.duplicateOf.name })
          : t('segments.save.done', { name: done.name }),
        ...(done.duplicateOf ? { autoClose: 10_000 } : {}),
      });
      void navigate({ to: '/segments', search: clean({ ...scopeOf(address), no: done.segmentNo }) as never });
    } catch (error) {
      const { code, message } = toFailure(error);
      setProblem(code === 'bad-option' && message ? message : `${t(`error.${code}.title`)} ${t(`error.${code}.todo`)}`);
    } finally {
      setSaving(false);
    }
  }

  return (
    <form
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) void save();
      }}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && canSave) void save();
        // Enter in a field of a condition is for the field.
        else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target !== nameField.current)
          event.preventDefault();
      }}
    >
      <header className={styles.head}>
        <Button variant="subtle" leftSection={<ArrowLeft size={14} />} onClick={() => go({})}>
          {t('segments.builder.back')}
        </Button>
        <TextInput
          ref={nameField}
          className={styles.name ?? ''}
          aria-label={t('segments.name.label')}
          placeholder={t('segments.name.placeholder')}
          maxLength={80}
          error={isTaken ? t('segments.name.taken') : problem}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Button type="submit" loading={isSaving} disabled={!canSave}>
          {t(duplicate ? 'segments.save.anyway' : saved ? 'segments.save.changes' : 'segments.save.button')}
        </Button>
        {saved && draft.isChanged ? (
          <Button
            variant="default"
            onClick={() => {
              draft.change(saved.rule);
              setName(saved.name);
            }}
          >
            {t('segments.builder.discard')}
          </Button>
        ) : null}
      </header>
      {duplicate ? (
        <p className={styles.notice} role="status">
          {t('segments.duplicate.text', { name: duplicate.name })}{' '}
          <button type="button" className={styles.inline} onClick={() => go({ no: duplicate.segmentNo })}>
            {t('segments.duplicate.open')}
          </button>
        </p>
      ) : null}
      {live.length > 0 && draft.isChanged ? (
        <div className={styles.notice} role="status">
          {t('segments.used.edit-note')}
          <UseList uses={live} />
        </div>
      ) : null}
      <div className={styles.columns}>
        <section className={styles.editor} aria-label={t('segments.builder.label')}>
          {words.isPending ? <Skeleton height={240} /> : null}
          {words.isError ? <Failed error={words.error} height={240} onRetry={() => void words.refetch()} /> : null}
          {words.data ? (
            <RuleEditor rule={draft.rule} words={words.data} counts={counts} except={segmentNo} onChange={draft.change} />
          ) : null}
          <p className={styles.hint}>{t('segments.builder.keys')}</p>
          <RuleText rule={fromEditor(draft.rule)} onRule={draft.change} />
        </section>
        <aside className={styles.result} aria-label={t('segments.result.label')}>
          <LiveResult
            preview={preview}
            rule={pruned.rule}
            segmentNo={segmentNo}
            members={members}
            unfinished={now.unfinished}
            isWaiting={settled !== draft.rule || preview.isPlaceholderData}
          />
        </aside>
      </div>
    </form>
  );
}
