import { Badge, Button, NumberInput } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { Mark, Scores } from '../../../core/api/contract.ts';
import { attempt } from '../../app/actions.ts';
import { memberOf, useOpenMember } from '../../app/person.ts';
import { useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { act, refreshAppState, useAppState, useEngine } from '../../client/engine.ts';
import { useT, wordFor } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import board from '../../ui/Board.module.css';
import { BarCell } from '../../ui/Figures.tsx';
import { useFormat, useSettled } from '../../ui/hooks.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import styles from './ProfilesPage.module.css';
import { ShareBar } from './ShareBar.tsx';
import { draftOf, problemOf, type ScoreDraft, toValue, usualWeight } from './scoreDraft.ts';
import { movedBy, nameOf, toScoresView } from './toScoresView.ts';
import { classMark, className } from './toSharesView.ts';

const SHOWN = 50;
const REST_MS = 200;

/** The participation score: what an action is worth, who is first by it, and what other weights would change. */
export function ScorePart({ onMark }: { onMark: (mark: Mark) => void }) {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const openMember = useOpenMember();
  const preferences = useEngine('preferences', {});
  const [draft, setDraft] = useState<ScoreDraft | null>(null);
  const settled = useSettled(draft, REST_MS);
  const value = settled && problemOf(settled) === null ? toValue(settled) : null;
  const scores = useEngine('scores', { ...scope, value, limit: SHOWN });
  const answer = scores.data?.kind === 'scores' ? scores.data : null;
  const kept = preferences.data?.kept.score ?? null;
  const shown = draft ?? (kept ? draftOf(kept) : null);
  const problem = draft ? problemOf(draft) : null;
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const view = useCallback((result: Scores): ChartView => toScoresView(result, words), [words]);
  const isDefault = JSON.stringify(preferences.data?.kept.score) === JSON.stringify(preferences.data?.defaults.score);
  const moved = draft && answer ? answer.rows.filter((row) => movedBy(row) !== 0).length : 0;
  const change = (run: () => Promise<unknown>) =>
    attempt(t, async () => {
      await run();
      await refreshAppState();
      setDraft(null);
    });
  return (
    <>
      <section className={`${styles.card} ${board.side}`} aria-label={t('profiles.weights.title')}>
        <h2 className={styles.title}>{t('profiles.weights.title')}</h2>
        <p className={styles.lead}>{t('profiles.weights.lead')}</p>
        {shown ? <ScoreEditor draft={shown} onChange={setDraft} /> : <div style={{ height: 480 }} />}
        {problem ? <p className={styles.wrong}>{t(`profiles.weights.wrong-${problem}`)}</p> : null}
        <div className={styles.buttons}>
          <Button
            disabled={!draft || problem !== null}
            onClick={() => draft && void change(() => act('savePreference', { name: 'score', value: toValue(draft) }))}
          >
            {t('profiles.weights.save')}
          </Button>
          <Button variant="default" disabled={!draft} onClick={() => setDraft(null)}>
            {t('profiles.edit.discard')}
          </Button>
          <Button
            variant="subtle"
            disabled={isDefault && !draft}
            onClick={() => void change(() => act('resetPreference', { name: 'score' }))}
          >
            {t('profiles.edit.reset')}
          </Button>
        </div>
        {answer ? (
          <div className={styles.preview}>
            <h3 className={styles.small}>{t(draft ? 'profiles.weights.levels-tried' : 'profiles.weights.levels')}</h3>
            <ShareBar
              trait="level"
              shares={answer.levels}
              label={t('profiles.weights.levels')}
              hintOf={(level) => levelHint(answer, level)}
              onOpen={draft ? undefined : (level) => onMark(classMark('level', level))}
            />
          </div>
        ) : null}
      </section>
      <ChartPanel
        className={board.wide}
        title={t('profiles.scores.title')}
        lead={
          draft
            ? t('profiles.scores.tried', { count: moved, n: format.int(moved), shown: format.int(answer?.rows.length ?? 0) })
            : t('profiles.scores.lead')
        }
        query={scores}
        height={820}
        fileName="participation"
        toView={view}
        onMark={(mark) => {
          const memberNo = memberOf(mark);
          if (memberNo !== null) openMember(memberNo);
        }}
        draw={(result) => (
          <SmallTable
            label={t('profiles.scores.title')}
            height={1100}
            rows={result.rows}
            rowKey={(row) => row.memberNo}
            onOpen={(row) => openMember(row.memberNo)}
            openLabel={(row) => t('profiles.member.open', { name: nameOf(row, t) })}
            columns={[
              { name: t('profiles.column.member'), cell: (row) => <strong className={styles.name}>{nameOf(row, t)}</strong> },
              {
                name: t('profiles.column.rank'),
                hint: t('profiles.column.rank-define'),
                isNumeric: true,
                cell: (row) => format.int(row.rank),
              },
              {
                name: t('profiles.column.moved'),
                hint: t('profiles.column.moved-define'),
                isNumeric: true,
                cell: (row) => <Moved by={movedBy(row)} />,
              },
              {
                name: t('profiles.column.score'),
                hint: t('profiles.column.score-define'),
                isNumeric: true,
                width: 130,
                cell: (row) => (
                  <BarCell
                    share={row.score / Math.max(1e-9, ...result.rows.map((r) => r.score))}
                    text={format.number(row.score, 1)}
                  />
                ),
              },
              { name: t('profiles.column.level'), cell: (row) => className('level', row.level, t) },
              {
                name: t('profiles.column.top-day'),
                hint: t('profiles.column.top-day-define'),
                isNumeric: true,
                cell: (row) => (
                  <span className={styles.topDay}>
                    {row.isSuspicious ? (
                      <Badge color="yellow" variant="light" radius="sm" tt="none" title={t('profiles.column.one-go-define')}>
                        {t('profiles.column.one-go')}
                      </Badge>
                    ) : null}
                    {format.percent(row.topDayShare, 0)}
                  </span>
                ),
              },
            ]}
          />
        )}
      />
    </>
  );

  function levelHint({ levelFrom }: Scores, level: string): string | undefined {
    const from = levelFrom[['core', 'contributor', 'participant'].indexOf(level)];
    return typeof from === 'number' ? t('profiles.weights.level-from', { n: format.number(from, 1) }) : undefined;
  }
}

function Moved({ by }: { by: number }) {
  const t = useT();
  const format = useFormat();
  if (by === 0) return <span className={styles.still}>·</span>;
  return (
    <span className={by > 0 ? styles.up : styles.down}>
      {t(by > 0 ? 'profiles.scores.up' : 'profiles.scores.down', { n: format.int(Math.abs(by)) })}
    </span>
  );
}

function ScoreEditor({ draft, onChange }: { draft: ScoreDraft; onChange: (draft: ScoreDraft) => void }) {
  const t = useT();
  const workspace = useAppState().data?.workspace;
  const counted = { ...workspace?.description.eventsByKind, ...workspace?.description.postsByKind };
  const kinds = (workspace?.kinds ?? []).filter((kind) => (counted[kind.name] ?? 0) > 0);
  const groups = [
    { title: t('profiles.weights.posts'), kinds: kinds.filter((k) => k.origin === 'derived') },
    { title: t('profiles.weights.actions'), kinds: kinds.filter((k) => k.origin === 'observed') },
  ];
  const number = (next: string | number) => (typeof next === 'number' ? next : Number.NaN);
  return (
    <div className={styles.editor}>
      {groups.map((group) =>
        group.kinds.length === 0 ? null : (
          <fieldset key={group.title} className={styles.weights}>
            <legend>{group.title}</legend>
            {group.kinds.map(({ name, origin }) => {
              const word = wordFor(t, 'kind', origin === 'derived' ? `post:${name}` : name);
              return (
                <div key={name} className={styles.weight}>
                  <span title={word}>{word}</span>
                  <NumberInput
                    aria-label={t('profiles.weights.of', { name: word })}
                    min={0}
                    max={1000}
                    step={0.5}
                    decimalScale={2}
                    value={draft.weights[name] ?? usualWeight(origin)}
                    onChange={(next) => onChange({ ...draft, weights: { ...draft.weights, [name]: number(next) } })}
                  />
                </div>
              );
            })}
          </fieldset>
        ),
      )}
      <fieldset className={styles.weights}>
        <legend>{t('profiles.weights.fade')}</legend>
        <div className={styles.weight}>
          <span title={t('profiles.weights.half-life-define')} className={styles.defined}>
            {t('profiles.weights.half-life')}
          </span>
          <NumberInput
            aria-label={t('profiles.weights.half-life')}
            min={1}
            max={3650}
            allowDecimal={false}
            value={draft.halfLifeDays}
            onChange={(next) => onChange({ ...draft, halfLifeDays: number(next) })}
          />
        </div>
      </fieldset>
      <fieldset className={styles.weights}>
        <legend title={t('profiles.weights.shares-define')}>{t('profiles.weights.shares')}</legend>
        {(['core', 'contributor', 'participant'] as const).map((level, i) => (
          <div key={level} className={styles.weight}>
            <span>{t('profiles.weights.up-to', { level: className('level', level, t) })}</span>
            <NumberInput
              aria-label={t('profiles.weights.up-to', { level: className('level', level, t) })}
              min={0}
              max={100}
              decimalScale={1}
              suffix="%"
              value={draft.levelShares[i]!}
              onChange={(next) =>
                onChange({
                  ...draft,
                  levelShares: draft.levelShares.map((share, at) =>
                    at === i ? number(next) : share,
                  ) as ScoreDraft['levelShares'],
                })
              }
            />
          </div>
        ))}
      </fieldset>
    </div>
  );
}
