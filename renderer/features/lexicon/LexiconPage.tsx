import { useAppState, useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { Answer, FIGURE } from '../../ui/Answer.tsx';
import board from '../../ui/Board.module.css';
import { useFormat } from '../../ui/hooks.ts';
import { NothingYet } from '../../ui/NothingYet.tsx';
import page from '../../ui/Page.module.css';
import { LabelList } from './LabelList.tsx';
import { OwnWords } from './OwnWords.tsx';
import { Threshold } from './Threshold.tsx';

/** Teaching the model: labels, the community's own words, how sure a label must be; and whether it helps. */
export function LexiconPage() {
  const t = useT();
  const format = useFormat();
  const learning = useEngine('sentimentLearning', {});
  const name = useAppState().data?.workspace?.settings.name ?? '';
  const answer = learning.data?.kind === 'sentiment-learning' ? learning.data : null;
  const labels = answer?.agreement.labels ?? 0;
  const after = answer?.agreement.after ?? null;
  if (learning.data?.kind === 'unavailable') return <NothingYet answer={learning.data} />;
  return (
    <div className={page.page}>
      <div className={board.board}>
        <div className={board.whole}>
          <Answer
            isOld={learning.isPlaceholderData}
            sentence={
              !answer
                ? ' '
                : labels === 0
                  ? t('lexicon.answer.none', { n: FIGURE })
                  : t(after === null ? 'lexicon.answer.few' : 'lexicon.answer.text', { n: FIGURE, count: labels })
            }
            figure={!answer ? '' : format.percent(labels === 0 ? answer.committed : (after ?? answer.agreement.before))}
            second={
              !answer
                ? ' '
                : labels === 0
                  ? t('lexicon.answer.none-second', { name })
                  : after === null
                    ? t('lexicon.answer.few-second')
                    : t('lexicon.answer.second', { before: format.percent(answer.agreement.before) })
            }
          />
        </div>
        <div className={board.wide}>
          <LabelList />
        </div>
        <div className={board.side}>
          <Threshold learning={learning} />
        </div>
        <div className={board.whole}>
          <OwnWords learning={learning} />
        </div>
      </div>
    </div>
  );
}
