import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Rule } from '../../../core/api/contract.ts';
import { ask } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { useT } from '../../i18n/t.ts';
import { forEditor } from '../../ui/rule/ruleEdit.ts';
import styles from './Builder.module.css';

/** The rule as JSON, for those who copy it from one place to another. What the engine says about it stands below. */
export function RuleText({ rule, onRule }: { rule: Rule; onRule: (rule: Rule) => void }) {
  const t = useT();
  const own = JSON.stringify(rule, null, 2);
  const [text, setText] = useState(own);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setText(own);
    setProblem(null);
  }, [own]);

  async function use(): Promise<void> {
    let read: unknown;
    try {
      read = JSON.parse(text);
    } catch (error) {
      setProblem(t('segments.json.broken', { problem: error instanceof Error ? error.message : '' }));
      return;
    }
    try {
      await ask('segmentPreview', { rule: read as object, sql: false });
      setProblem(null);
      onRule(forEditor(read as Rule));
    } catch (error) {
      setProblem(toFailure(error).message);
    }
  }
  return (
    <details className={styles.json}>
      <summary>{t('segments.json.title')}</summary>
      <Textarea
        aria-label={t('segments.json.title')}
        autosize
        minRows={4}
        maxRows={20}
        spellCheck={false}
        classNames={{ input: styles.mono ?? '' }}
        value={text}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button variant="default" mt={6} disabled={text === own} onClick={() => void use()}>
        {t('segments.json.use')}
      </Button>
    </details>
  );
}
