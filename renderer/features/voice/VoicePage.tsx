import { Button, SegmentedControl } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useAddress, useChangeAddress, useScope, type VoiceSearch } from '../../app/search.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { useFormat } from '../../ui/hooks.ts';
import { NothingYet } from '../../ui/NothingYet.tsx';
import page from '../../ui/Page.module.css';
import { EmergingTerms } from './EmergingTerms.tsx';
import { FeelingGroups } from './FeelingGroups.tsx';
import { FeelingTrend } from './FeelingTrend.tsx';
import { GroupsTable } from './GroupsTable.tsx';
import { GroupTrend } from './GroupTrend.tsx';
import { nameOf } from './names.ts';
import { Quotes } from './Quotes.tsx';
import { Signals } from './Signals.tsx';
import { TopicsDrawer } from './TopicsDrawer.tsx';
import { WhoSays } from './WhoSays.tsx';

/** What members say: kinds of feedback by the list of the community, or topics found in the texts; and for the chosen one its weeks, people and texts. */
export function VoicePage() {
  const t = useT();
  const format = useFormat();
  const { voice = {} } = useAddress();
  const change = useChangeAddress();
  const { from, to, segment } = useScope();
  const scope = useMemo(() => ({ from, to, segment }), [from, to, segment]);
  const about = voice.about ?? 'theme';
  const [isEditing, setEditing] = useState(false);
  const set = (next: Partial<VoiceSearch>) => change({ voice: { ...voice, ...next } });

  const feedback = useEngine('feedback', scope);
  const topics = useEngine('topics', scope, { enabled: about === 'topic' });
  const counts = about === 'theme' ? feedback : topics;
  const answer = counts.data && counts.data.kind !== 'unavailable' ? counts.data : null;
  const chosen = answer?.groups.find((g) => g.key === voice.key) ?? answer?.groups[0] ?? null;
  const settings = useEngine('voiceSettings', {}).data ?? null;
  const topicKeys = topics.data?.kind === 'topics' ? topics.data.groups.map((g) => g.key) : [];
  const largest = answer?.groups[0];
  const moved = answer?.groups.filter((g) => g.change && g.change.p < 0.05) ?? [];

  if (feedback.data?.kind === 'unavailable' && feedback.data.reason === 'no-texts') return <NothingYet answer={feedback.data} />;
  return (
    <div className={page.page}>
      <div className={board.board}>
        <div className={board.whole}>
          <Answer
            isOld={counts.isPlaceholderData}
            sentence={!answer || !largest ? ' ' : t(`voice.answer.${about}`, { name: nameOf(largest, format.locale), n: FIGURE })}
            figure={largest ? format.percent(largest.share) : ''}
            second={
              !answer
                ? ' '
                : t('voice.answer.second', {
                    texts: format.int(answer.texts),
                    people: format.int(answer.people),
                    copies: format.int(answer.duplicates),
                    moved:
                      moved.length === 0
                        ? t('voice.answer.steady')
                        : t('voice.answer.moved', { names: format.list(moved.map((g) => nameOf(g, format.locale))) }),
                  })
            }
          >
            <SegmentedControl
              aria-label={t('voice.about.label')}
              value={about}
              data={[
                { value: 'theme', label: t('voice.about.theme') },
                { value: 'topic', label: t('voice.about.topic') },
              ]}
              onChange={(next) => change({ voice: next === 'theme' ? {} : { about: 'topic' } })}
            />
            <Button variant="default" leftSection={<SlidersHorizontal size={16} />} onClick={() => setEditing(true)}>
              {t('voice.edit.open')}
            </Button>
          </Answer>
        </div>
        <div className={board.wide}>
          <GroupsTable about={about} query={counts} chosen={chosen?.key ?? null} onChoose={(key) => set({ key })} />
        </div>
        <div className={board.side}>
          <EmergingTerms query={feedback} />
        </div>
        {chosen ? (
          <>
            <div className={board.wide}>
              <GroupTrend about={about} group={chosen} scope={scope} />
            </div>
            <div className={board.side}>
              <WhoSays about={about} group={chosen} scope={scope} />
            </div>
            <div className={board.wide}>
              <Quotes
                about={about}
                group={chosen}
                scope={scope}
                settings={settings}
                topicKeys={topicKeys}
                corrections={answer!.corrections}
              />
            </div>
          </>
        ) : null}
        <div className={chosen ? board.side : board.whole}>
          <Signals query={feedback} />
        </div>
        <div className={board.half}>
          <FeelingTrend scope={scope} />
        </div>
        <div className={board.half}>
          <FeelingGroups scope={scope} />
        </div>
      </div>
      {isEditing && settings ? <TopicsDrawer settings={settings} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}
