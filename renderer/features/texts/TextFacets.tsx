import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Media, TextFacet, TextForm, TextLanguage, TextPage } from '../../../core/api/contract.ts';
import { type T, useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './TextFacets.module.css';

type Chosen = Partial<Record<TextFacet, string[]>>;
const FEW = 8;

/** Forms, languages, channels and media to narrow by, with the texts behind each. */
export function TextFacets({
  facets,
  chosen,
  onChoose,
}: {
  facets: TextPage['facets'];
  chosen: Chosen;
  onChoose: (next: Chosen) => void;
}) {
  const t = useT();
  return facets
    .map(({ facet, values }) => ({ facet, values: withChosen(values, chosen[facet] ?? []) }))
    .filter(({ values }) => values.length > 0)
    .map(({ facet, values }) => (
      <FacetBlock
        key={facet}
        name={t(`texts.facet.${facet}`)}
        values={values.map(({ value, count }) => ({ value, count, name: valueName(t, facet, value) }))}
        chosen={chosen[facet] ?? []}
        onChoose={(next) => onChoose(withFacet(chosen, facet, next))}
      />
    ));
}

/** A choice that nothing fits any more must still be there to be taken back. */
function withChosen(values: { value: string; count: number }[], chosen: string[]): { value: string; count: number }[] {
  return [...values, ...chosen.filter((one) => !values.some(({ value }) => value === one)).map((value) => ({ value, count: 0 }))];
}

export function withFacet(chosen: Chosen, facet: TextFacet, values: string[]): Chosen {
  const next = { ...chosen };
  if (values.length === 0) delete next[facet];
  else next[facet] = values;
  return next;
}

export function valueName(t: T, facet: TextFacet, value: string): string {
  if (facet === 'form') return t(`texts.form.${value as TextForm}`);
  if (facet === 'language') return t(`texts.language.${value as TextLanguage}`);
  return facet === 'media' ? t(`texts.media.${value as Media}`) : value;
}

function FacetBlock({
  name,
  values: all,
  chosen,
  onChoose,
}: {
  name: string;
  values: { value: string; name: string; count: number }[];
  chosen: string[];
  onChoose: (values: string[]) => void;
}) {
  const t = useT();
  const format = useFormat();
  const [isLong, setLong] = useState(false);
  const values = isLong ? all : all.filter(({ value }, i) => i < FEW || chosen.includes(value));
  return (
    <fieldset className={styles.field}>
      <legend className="visually-hidden">{name}</legend>
      <div className={styles.name} aria-hidden="true">
        {name}
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
        <Button variant="subtle" size="compact-xs" onClick={() => setLong(!isLong)}>
          {isLong ? t('members.facets.fewer') : t('members.facets.more', { n: format.int(all.length - FEW) })}
        </Button>
      ) : null}
    </fieldset>
  );
}
