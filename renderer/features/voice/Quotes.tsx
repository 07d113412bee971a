import { Button, Menu, SegmentedControl, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { Check, Pencil } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Quote, VoiceGroup, VoiceSettings } from '../../../core/api/contract.ts';
import { act, refreshAppState } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { AddToIssue } from '../../ui/AddToIssue.tsx';
import { EvidenceText } from '../../ui/EvidenceText.tsx';
import { useFormat } from '../../ui/hooks.ts';
import { Panel } from '../../ui/Panel.tsx';
import { nameOf, type VoiceScope } from './names.ts';
import { FIRST_QUOTES, useVoiceOne } from './useVoiceOne.ts';
import styles from './VoicePage.module.css';

type About = 'theme' | 'topic';
const PICKS = ['central', 'unsure', 'latest'] as const;
const MORE = 12;
const MOST = 96;
/** The correction "none of these". */
const NONE = 'none';

/** Texts of the chosen theme or topic, with the words that speak for it, and the way to say that it is another one. */
export function Quotes({
  about,
  group,
  scope,
  settings,
  topicKeys,
  corrections,
}: {
  about: About;
  group: VoiceGroup;
  scope: VoiceScope;
  settings: VoiceSettings | null;
  topicKeys: readonly string[];
  corrections: { topic: number; theme: number; untilNext: number };
}) {
  const t = useT();
  const format = useFormat();
  const [pick, setPick] = useState<(typeof PICKS)[number]>('central');
  const [limit, setLimit] = useState(FIRST_QUOTES);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another group starts with its first texts again
  useEffect(() => setLimit(FIRST_QUOTES), [group.key, pick]);
  const query = useVoiceOne(about, group.key, scope, { pick, limit });
  const given = corrections.topic + corrections.theme;
  const choices =
    about === 'theme'
      ? (settings?.kept.themes ?? []).map((theme) => ({ value: theme.key, name: nameOf(theme, format.locale) }))
      : topicKeys.map((key) => ({ value: key, name: key }));

  return (
    <Panel
      title={t('voice.quotes.title', { name: nameOf(group, format.locale) })}
      lead={
        given === 0
          ? t('voice.quotes.lead')
          : t('voice.quotes.learning', {
              n: format.int(given),
              count: corrections.untilNext,
              next: format.int(corrections.untilNext),
            })
      }
      query={query}
      height={420}
      empty={t('voice.quotes.none')}
      tools={
        <>
          {query.data?.kind === 'voice-one' && query.data.quotes.length > 0 ? (
            <AddToIssue texts={query.data.quotes} title={nameOf(group, format.locale)} group={`${about}:${group.key}`} />
          ) : null}
          <SegmentedControl
            size="xs"
            aria-label={t('voice.quotes.which')}
            value={pick}
            data={PICKS.map((value) => ({ value, label: t(`voice.quotes.${value}`) }))}
            onChange={(next) => setPick(next as (typeof PICKS)[number])}
          />
        </>
      }
    >
      {(answer) =>
        answer.quotes.length === 0 ? null : (
          <>
            <ul className={styles.quotes} aria-label={t('voice.quotes.title', { name: nameOf(group, format.locale) })}>
              {answer.quotes.map((quote) => (
                <li key={`${quote.item}-${quote.no}`} className={styles.quote}>
                  <OneQuote quote={quote} about={about} choices={choices} />
                </li>
              ))}
            </ul>
            {answer.total > answer.quotes.length && limit < MOST ? (
              <Button variant="subtle" size="compact-sm" onClick={() => setLimit(Math.min(MOST, limit + MORE))}>
                {t('voice.quotes.more', { n: format.int(answer.total - answer.quotes.length) })}
              </Button>
            ) : null}
          </>
        )
      }
    </Panel>
  );
}

function OneQuote({ quote, about, choices }: { quote: Quote; about: About; choices: { value: string; name: string }[] }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const { memberNo } = quote;
  return (
    <>
      <p className={styles.said}>
        <EvidenceText text={quote.text} lines={4} ranges={quote.evidence.map(([start, end]) => ({ start, end, weight: 0 }))} />
      </p>
      <div className={styles.line}>
        <span className={styles.muted}>
          {memberNo === null ? (
            t('voice.quotes.unknown')
          ) : (
            <button
              type="button"
              className={styles.author}
              onClick={() =>
                void navigate({ to: '/members/$memberNo', params: { memberNo: String(memberNo) } as never, search: {} as never })
              }
            >
              {quote.handle ?? t('voice.quotes.member', { n: memberNo })}
            </button>
          )}
          {' · '}
          {t(`feeling.form.${quote.form as 'topic'}`)}
          {quote.at === null ? '' : ` · ${format.date(quote.at)}`}
          {quote.copies > 1 ? ` · ${t('voice.quotes.copies', { count: quote.copies, n: format.int(quote.copies) })}` : ''}
          {' · '}
          <span title={t('voice.quotes.sure', { share: format.percent(quote.confidence, 0) })}>
            {t(`voice.source.${quote.source as 'seed'}`)}
          </span>
        </span>
        <span className={styles.acts}>
          <AddToIssue texts={[quote]} title={quote.text} />
          <Correct quote={quote} about={about} choices={choices} />
        </span>
      </div>
    </>
  );
}

/** The menu of a correction. The counts move when the engine has written it; the undo of the application takes it back. */
function Correct({ quote, about, choices }: { quote: Quote; about: About; choices: { value: string; name: string }[] }) {
  const t = useT();
  const [fresh, setFresh] = useState('');
  const own = about === 'theme' ? quote.theme : quote.topic;
  async function give(value: string | null): Promise<void> {
    try {
      await act('labelTopic', { labels: [{ item: quote.item, no: quote.no, about, value }] });
      await refreshAppState();
    } catch (error) {
      const { code, message } = toFailure(error);
      notifications.show({ color: 'red', message: message || t(`error.${code}.title`) });
    }
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<Pencil size={12} />}>
          {t('voice.correct.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t(`voice.correct.${about}`)}</Menu.Label>
        {choices.map(({ value, name }) => (
          <Menu.Item
            key={value}
            leftSection={value === own ? <Check size={14} /> : <span className={styles.blank} />}
            onClick={() => void give(value)}
          >
            {name}
          </Menu.Item>
        ))}
        {about === 'theme' ? (
          <Menu.Item leftSection={<span className={styles.blank} />} onClick={() => void give(NONE)}>
            {t('voice.correct.none')}
          </Menu.Item>
        ) : (
          <form
            className={styles.fresh}
            onSubmit={(event) => {
              event.preventDefault();
              if (fresh.trim() !== '') void give(fresh.trim());
            }}
          >
            <TextInput
              size="xs"
              aria-label={t('voice.correct.fresh')}
              placeholder={t('voice.correct.fresh')}
              value={fresh}
              maxLength={80}
              onChange={(event) => setFresh(event.currentTarget.value)}
              onKeyDown={(event) => event.stopPropagation()}
            />
            <Button type="submit" size="compact-xs" disabled={fresh.trim() === ''}>
              {t('voice.correct.give')}
            </Button>
          </form>
        )}
        {quote.source === 'corrected' ? (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void give(null)}>{t('voice.correct.back')}</Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
