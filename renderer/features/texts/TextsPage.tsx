import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { X } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import type { SearchOrder, TextPage, TextRef } from '../../../core/api/contract.ts';
import { type TextsSearch, useAddress, useChangeAddress, useScope } from '../../app/search.ts';
import { ChartPanel } from '../../chart/ChartPanel.tsx';
import type { ChartView, ChartWords } from '../../chart/types.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useChartTheme } from '../../theme/useChartTheme.ts';
import { Drawer } from '../../ui/Drawer.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { NothingYet } from '../../ui/NothingYet.tsx';
import { Answered } from '../../ui/Panel.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { listInput, refName, refOf } from './address.ts';
import { TextDetails } from './TextDetails.tsx';
import { TextFacets } from './TextFacets.tsx';
import { PAGE_ROWS, TextList, type TextListHandle } from './TextList.tsx';
import styles from './TextsPage.module.css';
import { toWeeksView } from './toWeeksView.ts';
import { authorName } from './words.tsx';

const ORDERS: SearchOrder[] = ['relevance', 'newest', 'oldest'];

/** Everything members wrote, to search, narrow and read. */
export function TextsPage() {
  const t = useT();
  const format = useFormat();
  const theme = useChartTheme();
  const scope = useScope();
  const change = useChangeAddress();
  const list = useRef<TextListHandle>(null);
  const { q = '', texts = {} } = useAddress();
  const where = listInput(q, texts, scope);
  const answer = useEngine('texts', { ...where, offset: 0, limit: PAGE_ROWS });
  const found = answer.data?.kind === 'texts' ? answer.data : null;
  const opened = refOf(texts.open);
  const openedText = useEngine(
    'text',
    { ...(opened ?? { item: 'post', no: 1 }), query: q },
    { enabled: opened !== null, keep: false },
  );
  const words = useMemo<ChartWords>(() => ({ theme, t, format }), [theme, t, format]);
  const weeksView = useCallback((page: TextPage): ChartView => toWeeksView(page, words), [words]);
  const isNarrowed = q !== '' || texts.facets !== undefined || texts.same !== undefined;

  const narrow = (part: { [K in keyof TextsSearch]?: TextsSearch[K] | undefined }, replace = false) =>
    change({ texts: filled({ ...texts, ...part }) }, { replace });
  const open = (ref: TextRef) => narrow({ open: refName(ref) }, texts.open !== undefined);
  const showSame = (ref: TextRef) => change({ q: undefined, texts: filled({ same: refName(ref), order: 'oldest' }) });

  if (answer.data?.kind === 'unavailable') return <NothingYet answer={answer.data} />;
  return (
    <div className={styles.page}>
      <aside className={styles.facets} aria-label={t('texts.facets.label')}>
        <Answered<TextPage> query={answer} height={320}>
          {(page) => (
            <TextFacets
              facets={page.facets}
              chosen={texts.facets ?? {}}
              onChoose={(facets) => narrow({ facets: Object.keys(facets).length > 0 ? facets : undefined })}
            />
          )}
        </Answered>
      </aside>
      <div className={styles.main}>
        <div className={styles.bar}>
          <SearchField
            value={q}
            label={t('texts.search.label')}
            width={320}
            onLeave={() => list.current?.focus()}
            onSearch={(next) => change({ q: next || undefined, texts: filled({ ...texts, open: undefined }) }, { replace: true })}
          />
          {texts.same ? (
            <span className={styles.chip}>
              {t('texts.chip.same')}
              <ActionIcon
                size={20}
                aria-label={t('texts.chip.remove')}
                onClick={() => narrow({ same: undefined, order: undefined })}
              >
                <X size={12} />
              </ActionIcon>
            </span>
          ) : null}
          <p className={styles.total} aria-live="polite">
            {found ? t('texts.total.text', { count: found.total, n: format.int(found.total) }) : ''}
          </p>
          <span className={styles.space} />
          <NativeSelect
            aria-label={t('texts.order.label')}
            value={texts.order ?? (q === '' ? 'newest' : 'relevance')}
            onChange={(event) => narrow({ order: event.currentTarget.value as SearchOrder })}
            data={ORDERS.filter((order) => order !== 'relevance' || q !== '').map((order) => ({
              value: order,
              label: t(`texts.order.${order as 'newest'}`),
            }))}
          />
        </div>
        {found?.total === 0 ? (
          <div className={styles.none}>
            <span>{isNarrowed ? t('texts.empty.narrowed') : t('texts.empty.period')}</span>
            {isNarrowed ? (
              <Button variant="default" onClick={() => change({ q: undefined, texts: undefined })}>
                {t('texts.empty.clear')}
              </Button>
            ) : null}
          </div>
        ) : (
          <>
            <div className={styles.weeks}>
              <ChartPanel
                title={t('texts.weeks.title')}
                query={answer}
                height={120}
                fileName="texts-per-week"
                toView={weeksView}
                onMark={() => {}}
                empty={t('texts.weeks.none')}
              />
            </div>
            {found ? (
              <div className={styles.list}>
                <TextList
                  ref={list}
                  where={where}
                  first={found}
                  isOld={answer.isPlaceholderData}
                  openName={texts.open}
                  onOpen={open}
                  onSame={texts.same ? null : showSame}
                />
              </div>
            ) : null}
          </>
        )}
      </div>
      {opened ? (
        <Drawer
          title={openedText.data ? authorName(t, openedText.data) : t('texts.drawer.title')}
          onClose={() => {
            narrow({ open: undefined }, true);
            requestAnimationFrame(() => list.current?.focus());
          }}
          onStep={(delta) => list.current?.step(delta)}
        >
          <TextDetails key={texts.open} of={opened} query={q} onOpen={open} onSame={showSame} />
        </Drawer>
      ) : null}
    </div>
  );
}

/** Without what is not set: an address of nothing is no part of an address. */
function filled(texts: { [K in keyof TextsSearch]?: TextsSearch[K] | undefined }): TextsSearch | undefined {
  const kept = Object.entries(texts).filter(([, value]) => value !== undefined);
  return kept.length > 0 ? (Object.fromEntries(kept) as TextsSearch) : undefined;
}
