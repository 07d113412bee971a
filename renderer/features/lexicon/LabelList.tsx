// biome-ignore-all lint/a11y/useSemanticElements: a list that is walked with j and k
import { Button, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import type { JudgedText } from '../../../core/api/contract.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { AddToIssue } from '../../ui/AddToIssue.tsx';
import { EvidenceText } from '../../ui/EvidenceText.tsx';
import { FeelingTag } from '../../ui/FeelingTag.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { isTyping } from '../../ui/keys.ts';
import { Panel } from '../../ui/Panel.tsx';
import styles from './LexiconPage.module.css';

const ROWS = 25;
const HEIGHT_PX = 560;
const VALUES = ['positive', 'neutral', 'negative'] as const;
type Value = (typeof VALUES)[number];
const KEYS: Record<string, Value> = { '1': 'positive', '2': 'neutral', '3': 'negative' };

const VIEWS = ['least-sure', 'taught', 'negative'] as const;
type View = (typeof VIEWS)[number];
const QUESTIONS: Record<View, { isTaught: boolean | null; labels: ('negative' | 'positive')[]; order: 'least-sure' | 'newest' }> =
  {
    'least-sure': { isTaught: false, labels: [], order: 'least-sure' },
    taught: { isTaught: true, labels: [], order: 'newest' },
    negative: { isTaught: null, labels: ['negative'], order: 'newest' },
  };

/** Texts to label: 1, 2, 3 give a label, 0 takes it back, j and k walk. */
export function LabelList() {
  const t = useT();
  const [view, setView] = useState<View>('least-sure');
  const [at, setAt] = useState(0);
  const query = useEngine('sentimentTexts', { ...QUESTIONS[view], limit: ROWS });
  const rows = query.data?.kind === 'sentiment-texts' ? query.data.rows : [];
  const chosen = Math.min(at, Math.max(0, rows.length - 1));
  const list = useRef<HTMLUListElement>(null);

  async function give(row: JudgedText, value: Value | null): Promise<void> {
    try {
      await act('labelSentiment', { item: row.item, no: row.no, value });
      await refreshAppState();
    } catch (error) {
      const { code, message } = toFailure(error);
      notifications.show({ color: 'red', message: message || t(`error.${code}.title`) });
    }
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event) || rows.length === 0) return;
      const row = rows[chosen]!;
      if (event.key === 'j' || event.key === 'k') {
        const next = Math.max(0, Math.min(rows.length - 1, chosen + (event.key === 'j' ? 1 : -1)));
        setAt(next);
        list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
      } else if (KEYS[event.key]) void give(row, KEYS[event.key]!);
      else if (event.key === '0' && row.isTaught) void give(row, null);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  return (
    <Panel
      title={t('lexicon.labels.title')}
      lead={t('lexicon.labels.lead')}
      query={query}
      height={HEIGHT_PX}
      empty={t(view === 'taught' ? 'lexicon.labels.none-taught' : 'lexicon.labels.none')}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t('lexicon.labels.which')}
          value={view}
          onChange={(v) => {
            setView(v as View);
            setAt(0);
          }}
          data={VIEWS.map((v) => ({ value: v, label: t(`lexicon.labels.view-${v}`) }))}
        />
      }
    >
      {(answer) =>
        answer.rows.length === 0 ? null : (
          <ul ref={list} className={styles.list} style={{ height: HEIGHT_PX }} aria-label={t('lexicon.labels.title')}>
            {answer.rows.map((row, i) => (
              <li
                key={`${row.item}-${row.no}`}
                className={`${styles.text} ${i === chosen ? styles.chosen : ''}`}
                aria-current={i === chosen ? 'true' : undefined}
                onPointerDown={() => setAt(i)}
              >
                <TextRow row={row} onGive={(value) => void give(row, value)} />
              </li>
            ))}
          </ul>
        )
      }
    </Panel>
  );
}

function TextRow({ row, onGive }: { row: JudgedText; onGive: (value: Value | null) => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <p className={styles.said}>
        <EvidenceText
          text={row.text}
          lines={4}
          ranges={row.words.map((w) => ({ ...w, title: t('lexicon.labels.weight', { weight: format.signed(w.weight, 1) }) }))}
        />
      </p>
      <div className={styles.line}>
        <FeelingTag label={row.label} title={t('lexicon.labels.confidence', { share: format.percent(row.confidence, 0) })} />
        <span className={styles.about}>
          {row.isTaught ? t('lexicon.labels.by-you') : t('lexicon.labels.sure', { share: format.percent(row.confidence, 0) })}
          {' · '}
          {t(`feeling.form.${row.form}`)}
          {row.handle ? ` · ${row.handle}` : ''}
          {row.atMs !== null ? ` · ${format.date(row.atMs)}` : ''}
        </span>
        <AddToIssue texts={[row]} title={row.text} />
        <span className={styles.give}>
          {VALUES.map((value) => (
            <Button
              key={value}
              size="compact-xs"
              variant={row.isTaught && row.label === value ? 'filled' : 'default'}
              aria-pressed={row.isTaught && row.label === value}
              onClick={() => onGive(row.isTaught && row.label === value ? null : value)}
            >
              {t(`feeling.label.${value}`)}
            </Button>
          ))}
        </span>
      </div>
    </>
  );
}
