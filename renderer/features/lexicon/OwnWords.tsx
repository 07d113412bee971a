import { ActionIcon, Button, FileButton, NumberInput, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { UseQueryResult } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { SentimentLearning, Unavailable } from '../../../core/api/contract.ts';
import { act, refreshAppState } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import styles from './LexiconPage.module.css';
import { parseWords } from './parseWords.ts';

const TABLE_PX = 320;

/** Words that mean something here: one by one, or a list. They win over the shipped ones. */
export function OwnWords({ learning }: { learning: UseQueryResult<SentimentLearning | Unavailable> }) {
  const t = useT();
  const format = useFormat();
  const [word, setWord] = useState('');
  const [weight, setWeight] = useState<number | string>(2);
  const [pasted, setPasted] = useState('');
  const found = parseWords(pasted);

  async function save(words: { word: string; weight: number | null }[]): Promise<boolean> {
    try {
      const { saved } = await act('saveOwnWords', { words });
      await refreshAppState();
      notifications.show({ message: t('lexicon.words.saved', { n: format.int(saved), count: saved }) });
      return true;
    } catch (error) {
      const { code, message } = toFailure(error);
      notifications.show({ color: 'red', message: message || t(`error.${code}.title`) });
      return false;
    }
  }

  return (
    <Panel title={t('lexicon.words.title')} lead={t('lexicon.words.lead')} query={learning} height={TABLE_PX}>
      {(answer) => (
        <div className={styles.words}>
          <div className={styles.entry}>
            <form
              className={styles.add}
              aria-label={t('lexicon.words.add')}
              onSubmit={async (event) => {
                event.preventDefault();
                if (word.trim() !== '' && typeof weight === 'number' && (await save([{ word, weight }]))) setWord('');
              }}
            >
              <TextInput
                label={t('lexicon.words.word')}
                value={word}
                maxLength={40}
                onChange={(event) => setWord(event.currentTarget.value)}
              />
              <NumberInput
                label={t('lexicon.words.weight')}
                description={t('lexicon.words.weight-define')}
                inputWrapperOrder={['label', 'input', 'description']}
                value={weight}
                min={-5}
                max={5}
                step={1}
                decimalScale={1}
                w={150}
                onChange={setWeight}
              />
              <Button type="submit" variant="default" disabled={word.trim() === '' || typeof weight !== 'number'}>
                {t('lexicon.words.add')}
              </Button>
            </form>
            <Textarea
              label={t('lexicon.words.list')}
              description={t('lexicon.words.list-define')}
              inputWrapperOrder={['label', 'input', 'description']}
              rows={5}
              value={pasted}
              onChange={(event) => setPasted(event.currentTarget.value)}
            />
            <div className={styles.line}>
              <Button
                variant="default"
                disabled={found.words.length === 0}
                onClick={async () => {
                  if (await save(found.words)) setPasted('');
                }}
              >
                {t('lexicon.words.import', { n: format.int(found.words.length), count: found.words.length })}
              </Button>
              <FileButton accept=".txt,.tsv,.csv,text/plain" onChange={(file) => void file?.text().then(setPasted)}>
                {(props) => (
                  <Button variant="default" {...props}>
                    {t('lexicon.words.file')}
                  </Button>
                )}
              </FileButton>
              {found.wrong.length > 0 ? (
                <span className={styles.wrong} role="status">
                  {t('lexicon.words.wrong', {
                    n: format.int(found.wrong.length),
                    count: found.wrong.length,
                    line: found.wrong[0]!,
                  })}
                </span>
              ) : null}
            </div>
          </div>
          {answer.words.length === 0 ? (
            <p className={styles.none}>{t('lexicon.words.none')}</p>
          ) : (
            <SmallTable
              label={t('lexicon.words.title')}
              height={TABLE_PX}
              rows={answer.words}
              rowKey={(row) => row.word}
              columns={[
                { name: t('lexicon.words.word'), cell: (row) => row.word },
                { name: t('lexicon.words.weight'), isNumeric: true, cell: (row) => format.signed(row.weight, 1) },
                {
                  name: '',
                  width: 40,
                  cell: (row) => (
                    <ActionIcon
                      aria-label={t('lexicon.words.remove', { word: row.word })}
                      onClick={() => void save([{ word: row.word, weight: null }])}
                    >
                      <X size={14} />
                    </ActionIcon>
                  ),
                },
              ]}
            />
          )}
        </div>
      )}
    </Panel>
  );
}
