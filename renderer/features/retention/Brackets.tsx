import { Button, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../i18n/t.ts';
import { bracketText, isRising, readBracket } from './options.ts';
import styles from './RetentionPage.module.css';

/** Ranges of periods as chips: type 8–28 and Enter to add one, Backspace takes the last away. */
export function Brackets({
  brackets,
  isSuggested,
  onChange,
}: {
  brackets: [number, number][];
  isSuggested: boolean;
  /** null = as suggested. */
  onChange: (brackets: [number, number][] | null) => void;
}) {
  const t = useT();
  const [draft, setDraft] = useState<string[] | null>(null);
  const isWrong = draft !== null;

  function read(texts: string[]): void {
    const read = texts.map(readBracket);
    const rising = (read.filter((one) => one !== null) as [number, number][]).sort((a, b) => a[0] - b[0]);
    if (rising.length === texts.length && isRising(rising)) {
      setDraft(null);
      onChange(rising);
    } else setDraft(texts);
  }

  return (
    <div>
      <div className={styles.brackets}>
        <TagsInput
          size="xs"
          aria-label={t('retention.field.brackets')}
          value={draft ?? brackets.map(bracketText)}
          placeholder={t('retention.brackets.add')}
          splitChars={[',', '，', '、', ' ', ';']}
          error={isWrong}
          acceptValueOnBlur
          w={330}
          onChange={read}
        />
        <Button
          variant="default"
          disabled={isSuggested && !isWrong}
          onClick={() => {
            setDraft(null);
            onChange(null);
          }}
        >
          {t('retention.brackets.suggest')}
        </Button>
      </div>
      {isWrong ? (
        <p className={styles.wrong} role="alert">
          {t('retention.brackets.wrong')}
        </p>
      ) : null}
    </div>
  );
}
