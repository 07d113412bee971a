import { Button, Checkbox } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { FacetField, Facets as FacetsAnswer, Result } from '../../../core/api/contract.ts';
import { attributeValue, useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Answered } from '../../ui/Panel.tsx';
import styles from './Facets.module.css';

type Chosen = Partial<Record<FacetField, string[]>>;

/** Attributes to narrow by, with the members behind each value and the share of members whose value is known. */
export function Facets({
  query,
  chosen,
  onChoose,
}: {
  query: UseQueryResult<Result<FacetsAnswer>>;
  chosen: Chosen;
  onChoose: (next: Chosen) => void;
}) {
  const t = useT();
  return (
    <Answered query={query} height={320}>
      {(answer) => {
        const fields = answer.fields.filter((field) => field.known > 0 || chosen[field.field]?.length);
        if (fields.length === 0) return <p style={{ padding: 12 }}>{t('members.facets.none')}</p>;
        return (
          <div>
            {fields.map((field) => (
              <FacetBlock
                key={field.field}
                field={field}
                total={answer.total}
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
  field,
  total,
  chosen,
  onChoose,
}: {
  field: FacetsAnswer['fields'][number];
  total: number;
  chosen: string[];
  onChoose: (values: string[]) => void;
}) {
  const t = useT();
  const format = useFormat();
  const [isLong, setLong] = useState(false);
  const values = isLong ? field.values : field.values.slice(0, FEW);
  const name = t(`word.facet.${field.field}`);
  return (
    <fieldset className={styles.field} style={{ border: 0, margin: 0 }}>
      <legend className="visually-hidden">{name}</legend>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        {field.known < total ? (
          <span className={styles.known} title={t('members.facets.known-define')}>
            {t('members.facets.known', { share: format.percent(total > 0 ? field.known / total : null) })}
          </span>
        ) : null}
      </div>
      {values.map(({ value, count }) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
        <label key={value} className={styles.value}>
          <Checkbox
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChoose(event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          <span title={value}>{attributeValue(t, format.locale, field.field, value)}</span>
          <span className={styles.count}>{format.int(count)}</span>
        </label>
      ))}
      {field.values.length > FEW ? (
        <Button className={styles.more ?? ''} variant="subtle" size="compact-xs" onClick={() => setLong(!isLong)}>
          {isLong ? t('members.facets.fewer') : t('members.facets.more', { n: format.int(field.values.length - FEW) })}
        </Button>
      ) : null}
    </fieldset>
  );
}

export function withField(chosen: Chosen, field: FacetField, values: string[]): Chosen {
  const next = { ...chosen };
  if (values.length === 0) delete next[field];
  else next[field] = values;
  return next;
}
