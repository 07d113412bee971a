import { ActionIcon, Button, CopyButton, Tabs, Tooltip } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { Result, Rule, RuleTree, SegmentPreview } from '../../../core/api/contract.ts';
import { useOpenMark } from '../../app/search.ts';
import { useEngine } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { FromPopover } from '../../ui/FromPopover.tsx';
import { useFormat, useSay } from '../../ui/hooks.ts';
import { Skeleton, TooLittle } from '../../ui/Panel.tsx';
import styles from './Builder.module.css';

/** How many, and the rule as a sentence, a tree and SQL: views of one definition. What is there stays until the next answer is. */
export function LiveResult({
  preview,
  rule,
  segmentNo,
  members,
  unfinished,
  isWaiting,
}: {
  preview: UseQueryResult<Result<SegmentPreview>>;
  rule: Rule;
  segmentNo: number | null;
  members: number;
  unfinished: number;
  isWaiting: boolean;
}) {
  const t = useT();
  const format = useFormat();
  const openMark = useOpenMark();
  const [tab, setTab] = useState<string | null>('sentence');
  if (preview.isPending) return <Skeleton height={360} />;
  if (preview.data?.kind === 'unavailable') return <TooLittle answer={preview.data} height={280} />;
  const answer = preview.data;
  return (
    <>
      <div className={styles.answer} aria-busy={isWaiting} data-waiting={isWaiting}>
        {answer ? (
          <>
            <p className={styles.figureLine} aria-live="polite">
              <span className={styles.figure} data-live-count={isWaiting ? '' : answer.size}>
                {format.int(answer.size)}
              </span>{' '}
              {t('segments.result.of', { count: answer.of, members: format.int(answer.of) })}
            </p>
            <div className={styles.shareLine} title={t('segments.result.share-define')}>
              <ShareBar {...answer.share} />
              <span>
                {format.percent(answer.share.value)}{' '}
                <span className={styles.muted}>{format.interval(answer.share.low, answer.share.high)}</span>
              </span>
            </div>
          </>
        ) : null}
        <div className={styles.tools}>
          <Button
            variant="default"
            disabled={!answer || answer.size === 0 || preview.isError}
            onClick={() => openMark({ of: 'rule', rule }, {})}
          >
            {t('segments.row.members')}
          </Button>
          {answer ? <FromPopover from={answer.from} /> : null}
        </div>
        <p className={styles.state} role="status">
          {preview.isError ? (
            <span className={styles.bad}>
              {t('segments.result.failed')} <span className={styles.mono}>{toFailure(preview.error).message}</span>
            </span>
          ) : unfinished > 0 ? (
            t('segments.result.unfinished', { count: unfinished, n: format.int(unfinished) })
          ) : (
            ''
          )}
        </p>
      </div>
      {answer ? (
        <Tabs value={tab} onChange={setTab} className={styles.tabs ?? ''}>
          <Tabs.List>
            <Tabs.Tab value="sentence">{t('segments.tab.sentence')}</Tabs.Tab>
            <Tabs.Tab value="tree">{t('segments.tab.tree')}</Tabs.Tab>
            <Tabs.Tab value="sql">{t('segments.tab.sql')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="sentence" pt="sm">
            <Sentences answer={answer} />
          </Tabs.Panel>
          <Tabs.Panel value="tree" pt="sm">
            <Tree tree={answer.tree} nodes={answer.nodes} members={members} />
          </Tabs.Panel>
          <Tabs.Panel value="sql" pt="sm">
            <Sql rule={rule} segmentNo={segmentNo} isShown={tab === 'sql'} />
          </Tabs.Panel>
        </Tabs>
      ) : null}
    </>
  );
}

/** A share on a scale from nothing to everybody, with its interval. */
function ShareBar({ value, low, high }: { value: number; low: number; high: number }) {
  return (
    <span className={styles.shareBar} aria-hidden="true">
      <i style={{ width: `${value * 100}%` }} />
      <b style={{ left: `${low * 100}%`, width: `${Math.max(0.4, (high - low) * 100)}%` }} />
    </span>
  );
}

function Sentences({ answer }: { answer: SegmentPreview }) {
  const format = useFormat();
  const { zh, en } = answer.sentence;
  const both =
    format.locale === 'en'
      ? ([
          ['en', en],
          ['zh-CN', zh],
        ] as const)
      : ([
          ['zh-CN', zh],
          ['en', en],
        ] as const);
  return (
    <>
      {both.map(([lang, text], i) => (
        <div key={lang} className={styles.sentence} data-main={i === 0} lang={lang}>
          <p>{text}</p>
          <CopyText text={text} />
        </div>
      ))}
    </>
  );
}

function Tree({ tree, nodes, members }: { tree: RuleTree; nodes: readonly number[]; members: number }) {
  const t = useT();
  return (
    <ul className={styles.tree} aria-label={t('segments.tab.tree')}>
      <TreeNode tree={tree} nodes={nodes} members={members} />
    </ul>
  );
}

function TreeNode({ tree, nodes, members }: { tree: RuleTree; nodes: readonly number[]; members: number }) {
  const say = useSay();
  const format = useFormat();
  const n = nodes[tree.node] ?? 0;
  return (
    <li>
      <div className={styles.node} data-kind={tree.kind}>
        <span title={say(tree.label)}>{say(tree.label)}</span>
        <span className={styles.nodeBar}>
          <i style={{ width: `${members > 0 ? (n / members) * 100 : 0}%` }} />
        </span>
        <span className={styles.nodeCount}>{format.int(n)}</span>
      </div>
      {tree.parts.length > 0 ? (
        <ul>
          {tree.parts.map((part) => (
            <TreeNode key={part.path} tree={part} nodes={nodes} members={members} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** Asked for only when it is looked at: the text lists people where a class is computed. */
function Sql({ rule, segmentNo, isShown }: { rule: Rule; segmentNo: number | null; isShown: boolean }) {
  const t = useT();
  const format = useFormat();
  const query = useEngine(
    'segmentPreview',
    { rule, segmentNo, sql: true, language: format.locale === 'en' ? 'en' : 'zh' },
    { enabled: isShown },
  );
  const sql = query.data?.kind === 'segment' ? (query.data.sql ?? '') : '';
  if (query.isPending) return <Skeleton height={160} />;
  return (
    <div className={styles.sqlFrame} data-waiting={query.isPlaceholderData}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <pre className={styles.sql} tabIndex={0}>
        {sql}
      </pre>
      <CopyText text={sql} />
      <p className={styles.hint}>{t('segments.sql.hint')}</p>
    </div>
  );
}

export function CopyText({ text }: { text: string }) {
  const t = useT();
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('segments.copy.done') : t('segments.copy.button')}>
          <ActionIcon aria-label={copied ? t('segments.copy.done') : t('segments.copy.button')} onClick={copy}>
            {copied ? <Check size={14} /> : <Copy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
