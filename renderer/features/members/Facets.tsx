import { Button, Checkbox } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer, FacetField } from '../../../core/api/contract.ts';
import { attributeValue, useT } from '../../i18n/t.ts';
import { capital } from '../../ui/format.ts';
import { useFormat, useSay } from '../../ui/hooks.ts';
import { Answered } from '../../ui/Panel.tsx';
import styles from './Facets.module.css';

type Chosen = Partial<Record<FacetField, string[]>>;
type Classes = Record<string, string[]>;
type FacetsAnswer = Exclude<Answer<'facets'>, { kind: 'unavailable' }>;

/** Attributes, computed classes and tags to narrow by, with the members behind each value and the share of members whose value is known. */
export function Facets({
  query,
  chosen,
  classes,
  onChoose,
  onClasses,
}: {
  query: UseQueryResult<Answer<'facets'>>;
  chosen: Chosen;
  classes: Classes;
  onChoose: (next: Chosen) => void;
  onClasses: (next: Classes) => void;
}) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  return (
    <Answered<FacetsAnswer> query={query as never} height={320}>
      {(answer) => {
        const fields = answer.fields.filter((field) => field.known > 0 || chosen[field.field]?.length);
        const computed = answer.classes.filter((one) => one.known > 0 || classes[one.field]?.length);
        if (fields.length + computed.length === 0) return <p style={{ padding: 12 }}>{t('members.facets.none')}</p>;
        return (
          <div>
            {computed.map((one) => (
              <FacetBlock
                key={one.field}
                name={one.field.startsWith('tag:') ? one.field.slice(4) : capital(say(one.words))}
                hint={one.field.startsWith('tag:') ? t('segments.class.tag') : undefined}
                known={one.known}
                total={answer.total}
                values={one.values.map(({ value, words, count }) => ({ value, count, name: capital(say(words)) }))}
                chosen={classes[one.field] ?? []}
                onChoose={(values) => onClasses(withField(classes, one.field, values))}
              />
            ))}
            {fields.map((field) => (
              <FacetBlock
                key={field.field}
                name={t(`word.facet.${field.field}`)}
                known={field.known}
                total={answer.total}
                values={field.values.map(({ value, count }) => ({
                  value,
                  count,
                  name: attributeValue(t, format.locale, field.field, value),
                }))}
                chosen={chosen[field.field] ?? []}
                onChoose={(values) => onChoose(withField(chosen, field.field, values))}
              />
            ))}
          </div>
        );
      }}
    </Answered>
  );
}

const FEW = 6;

function FacetBlock({
  name,
  hint,
  known,
  total,
  values: all,
  chosen,
  onChoose,
}: {
  name: string;
  hint?: string | undefined;
  known: number;
  total: number;
  values: { value: string; name: string; count: number }[];
  chosen: string[];
  onChoose: (values: string[]) => void;
}) {
  const t = useT();
  const format = useFormat();
  const [isLong, setLong] = useState(false);
  const values = isLong ? all : all.filter(({ value }, i) => i < FEW || chosen.includes(value));
  return (
    <fieldset className={styles.field} style={{ border: 0, margin: 0 }}>
      <legend className="visually-hidden">{name}</legend>
      <div className={styles.head}>
        <span className={styles.name} title={hint}>
          {name}
        </span>
        {known < total ? (
          <span className={styles.known} title={t('members.facets.known-define')}>
            {t('members.facets.known', { share: format.percent(total > 0 ? known / total : null) })}
          </span>
        ) : null}
      </div>
      {values.map(({ value, name: label, count }) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
        <label key={value} className={styles.value}>
          <Checkbox
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChoose(event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          <span title={label}>{label}</span>
          <span className={styles.count}>{format.int(count)}</span>
        </label>
      ))}
      {all.length > FEW ? (
        <Button className={styles.more ?? ''} variant="subtle" size="compact-xs" onClick={() => setLong(!isLong)}>
          {isLong ? t('members.facets.fewer') : t('members.facets.more', { n: format.int(all.length - FEW) })}
        </Button>
      ) : null}
    </fieldset>
  );
}

export function withField<C extends Partial<Record<string, string[]>>>(chosen: C, field: keyof C, values: string[]): C {
  const next = { ...chosen };
  if (values.length === 0) delete next[field];
  else next[field] = values as C[keyof C];
  return next;
}
