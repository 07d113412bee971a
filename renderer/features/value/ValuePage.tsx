import { SegmentedControl } from '@mantine/core';
import { useAddress, useChangeAddress } from '../../app/search.ts';
import { useT } from '../../i18n/t.ts';
import page from '../../ui/Page.module.css';
import { BuyersPart } from './BuyersPart.tsx';
import { RenewalsPart } from './RenewalsPart.tsx';
import { RevenuePart } from './RevenuePart.tsx';
import { StayPart } from './StayPart.tsx';
import styles from './ValuePage.module.css';

const PARTS = ['renewals', 'stay', 'revenue', 'buyers'] as const;
type Part = (typeof PARTS)[number];

/** What members are worth over time: who renews, how long they stay, what they have brought, what buyers will bring. */
export function ValuePage() {
  const t = useT();
  const { part: asked } = useAddress();
  const change = useChangeAddress();
  const part: Part = PARTS.find((p) => p === asked) ?? 'renewals';
  return (
    <div className={page.page}>
      <SegmentedControl
        className={styles.parts}
        aria-label={t('value.part.label')}
        value={part}
        data={PARTS.map((value) => ({ value, label: t(`value.part.${value}`) }))}
        onChange={(next) => change({ part: next === 'renewals' ? undefined : next })}
      />
      {part === 'renewals' ? <RenewalsPart /> : null}
      {part === 'stay' ? <StayPart /> : null}
      {part === 'revenue' ? <RevenuePart /> : null}
      {part === 'buyers' ? <BuyersPart /> : null}
    </div>
  );
}
