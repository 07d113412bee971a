import { Button, Checkbox, NumberInput, Popover, Select } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { ClusterAnswer } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import board from '../../ui/Board.module.css';
import { Field } from '../../ui/Field.tsx';
import { useFormat } from '../../ui/hooks.ts';
import styles from './ClustersPage.module.css';
import { featureHint, featureName, isShare } from './featureWords.ts';
import { FEWEST_GROUPS, FIRST_SEED, type GroupQuestion, MOST_GROUPS } from './groups.ts';

const AUTO = 'auto';
type Available = ClusterAnswer['available'];

/** How many groups, of what, and from which start. */
export function Controls({
  question,
  available,
  onAsk,
}: {
  question: GroupQuestion;
  /** null while unknown. */
  available: Available | null;
  onAsk: (question: GroupQuestion) => void;
}) {
  const t = useT();
  return (
    <div className={board.controls}>
      <Field name={t('clusters.control.k')} hint={t('clusters.control.k-define')}>
        <Select
          aria-label={t('clusters.control.k')}
          w={150}
          allowDeselect={false}
          data={[
            { value: AUTO, label: t('clusters.control.auto') },
            ...Array.from({ length: MOST_GROUPS - FEWEST_GROUPS + 1 }, (_, i) => ({
              value: String(FEWEST_GROUPS + i),
              label: t('clusters.candidates.k', { count: FEWEST_GROUPS + i, n: FEWEST_GROUPS + i }),
            })),
          ]}
          value={question.k === null ? AUTO : String(question.k)}
          onChange={(next) => onAsk({ ...question, k: next === AUTO ? null : Number(next) })}
        />
      </Field>
      <Field name={t('clusters.control.features')} hint={t('clusters.control.features-define')}>
        <FeatureChooser question={question} available={available} onAsk={onAsk} />
      </Field>
      <Field name={t('clusters.control.seed')} hint={t('clusters.control.seed-define')}>
        <NumberInput
          aria-label={t('clusters.control.seed')}
          w={88}
          min={0}
          max={2 ** 31}
          allowDecimal={false}
          clampBehavior="strict"
          key={question.seed}
          defaultValue={question.seed}
          onBlur={(event) => settle(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && settle(event.currentTarget.value)}
        />
      </Field>
      {question.k === null && question.features === null && question.seed === FIRST_SEED ? null : (
        <Button className={styles.reset} variant="subtle" onClick={() => onAsk({ k: null, features: null, seed: FIRST_SEED })}>
          {t('clusters.control.reset')}
        </Button>
      )}
    </div>
  );

  function settle(text: string): void {
    const seed = Number(text);
    if (text !== '' && Number.isInteger(seed) && seed !== question.seed) onAsk({ ...question, seed });
  }
}

function FeatureChooser({
  question,
  available,
  onAsk,
}: {
  question: GroupQuestion;
  available: Available | null;
  onAsk: (question: GroupQuestion) => void;
}) {
  const t = useT();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState<string[]>([]);
  const all = available?.map((f) => f.name) ?? [];
  const used = question.features ?? all;
  const kinds = [
    { title: t('clusters.control.measures'), names: all.filter((f) => !isShare(f)) },
    { title: t('clusters.control.shares'), names: all.filter(isShare) },
  ].filter((kind) => kind.names.length > 0);

  const chosen =
    question.features === null
      ? t('clusters.control.all')
      : t('clusters.control.some', { count: question.features.length, n: format.int(question.features.length) });

  function apply(): void {
    setOpen(false);
    onAsk({ ...question, features: draft.length === all.length ? null : draft });
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={640} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<ListChecks size={14} />}
          disabled={!available}
          aria-label={`${t('clusters.control.features')}: ${chosen}`}
          onClick={() => {
            setDraft(used);
            setOpen(!isOpen);
          }}
        >
          {chosen}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {kinds.map(({ title, names }) => {
          const on = names.filter((name) => draft.includes(name)).length;
          return (
            <fieldset key={title} className={styles.choices}>
              <legend>
                <Checkbox
                  label={title}
                  checked={on === names.length}
                  indeterminate={on > 0 && on < names.length}
                  onChange={() =>
                    setDraft(on === names.length ? draft.filter((d) => !names.includes(d)) : [...new Set([...draft, ...names])])
                  }
                />
              </legend>
              {names.map((name) => (
                <Checkbox
                  key={name}
                  label={featureName(name, t)}
                  title={featureHint(name, t)}
                  checked={draft.includes(name)}
                  onChange={() => setDraft(draft.includes(name) ? draft.filter((d) => d !== name) : [...draft, name])}
                />
              ))}
            </fieldset>
          );
        })}
        <div className={styles.buttons}>
          <Button onClick={apply} disabled={draft.length === 0}>
            {t('clusters.control.apply')}
          </Button>
          <span className={styles.muted}>{t('clusters.control.some', { count: draft.length, n: format.int(draft.length) })}</span>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
