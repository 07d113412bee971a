import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Differences } from '../../../core/api/contract.ts';
import { useT } from '../../i18n/t.ts';
import { capital } from '../../ui/format.ts';
import { useFormat, useSay } from '../../ui/hooks.ts';
import styles from './Compare.module.css';
import { type DifferenceRow, gapOf, gapText, missingOf, qText, rowKey, rowsOf, type Shown } from './toDifferencesView.ts';

const FIRST_ROWS = 60;
const MANY_MISSING = 0.2;

/** What two sides differ in, the surest and largest first. A share or a number opens the members it counts. */
export function DifferencesTable({
  answer,
  nameA,
  nameB,
  shown,
  onShown,
  onOpen,
  canOpenB,
}: {
  answer: Differences;
  nameA: string;
  nameB: string;
  shown: Shown;
  onShown: (shown: Shown) => void;
  onOpen: (row: DifferenceRow, of: 'a' | 'b') => void;
  canOpenB: boolean;
}) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const [isLong, setLong] = useState(false);
  const rows = useMemo(() => rowsOf(answer, shown), [answer, shown]);
  const real = rows.filter((row) => row.isReal).length;
  // Real differences are all there; of the others the first ones, until more are asked for.
  const visible = isLong ? rows : rows.slice(0, Math.max(real, FIRST_ROWS));
  const reach = Math.max(0.05, ...rows.map((row) => Math.max(Math.abs(gapOf(row).low), Math.abs(gapOf(row).high))));
  const side = (row: DifferenceRow, of: 'a' | 'b'): { text: string; hint: string } => {
    const missing = missingOf(answer, row)[of];
    if (row.kind === 'category') {
      const share = row[of];
      return {
        text: format.percent(share.share),
        hint: t('segments.differ.share-hint', {
          hits: format.int(share.hits),
          known: format.int(share.known),
          interval: format.interval(share.low, share.high),
          missing: format.percent(missing),
        }),
      };
    }
    const moments = row[of];
    return {
      text: format.number(moments.mean, 2),
      hint: t('segments.differ.number-hint', {
        median: format.number(moments.median, 2),
        n: format.int(moments.n),
        missing: format.percent(missing),
      }),
    };
  };
  return (
    <>
      <div className={styles.filter}>
        <SegmentedControl
          aria-label={t('segments.differ.filter')}
          data={(['all', 'category', 'measure'] as const).map((value) => ({ value, label: t(`segments.differ.show-${value}`) }))}
          value={shown}
          onChange={(next) => onShown(next as Shown)}
        />
        <span className={styles.muted}>
          {t('segments.differ.real', { count: real, n: format.int(real), tests: format.int(answer.tests) })}
        </span>
      </div>
      {rows.length === 0 ? <p className={styles.muted}>{t('segments.differ.none')}</p> : null}
      <div className={styles.scroll}>
        <table className={styles.differ}>
          <thead>
            <tr>
              <th scope="col" className={styles.what}>
                {t('segments.differ.what')}
              </th>
              <th scope="col" className={`${styles.numeric} ${styles.side}`}>
                <Named name={nameA} hint={t('segments.differ.side-define')} />
              </th>
              <th scope="col" className={`${styles.numeric} ${styles.side}`}>
                <Named name={nameB} hint={t('segments.differ.side-define')} />
              </th>
              <th scope="col" className={styles.gap}>
                <Defined label={t('segments.differ.difference')} hint={t('segments.differ.difference-define')} />
              </th>
              <th scope="col" className={styles.numeric}>
                <Defined label={t('segments.differ.lift')} hint={t('segments.differ.lift-define')} />
              </th>
              <th scope="col" className={styles.numeric}>
                <Defined label={t('segments.differ.tgi')} hint={t('segments.differ.tgi-define')} />
              </th>
              <th scope="col" className={styles.numeric}>
                <Defined label={t('segments.differ.q')} hint={t('segments.differ.q-define')} />
              </th>
              <th scope="col" className={styles.numeric}>
                <Defined label={t('segments.differ.effect')} hint={t('segments.differ.effect-define')} />
              </th>
            </tr>
          </thead>
          <tbody>
            {visible.map((row, i) => {
              const a = side(row, 'a');
              const b = side(row, 'b');
              const missing = missingOf(answer, row);
              const isFirstUnsure = i === real && real < rows.length;
              return (
                <tr key={rowKey(row)} data-real={row.isReal} data-first-unsure={isFirstUnsure}>
                  <th scope="row" className={styles.what} title={capital(say(row.label))}>
                    {capital(say(row.label))}
                    {Math.max(missing.a, missing.b) > MANY_MISSING ? (
                      <span className={styles.unknown}>
                        {t('segments.differ.unknown', { a: format.percent(missing.a, 0), b: format.percent(missing.b, 0) })}
                      </span>
                    ) : null}
                  </th>
                  <td className={styles.numeric} title={a.hint}>
                    <button type="button" className={styles.number} onClick={() => onOpen(row, 'a')}>
                      {a.text}
                    </button>
                  </td>
                  <td className={styles.numeric} title={b.hint}>
                    {canOpenB ? (
                      <button type="button" className={styles.number} onClick={() => onOpen(row, 'b')}>
                        {b.text}
                      </button>
                    ) : (
                      b.text
                    )}
                  </td>
                  <td className={styles.gap}>
                    <Gap row={row} reach={reach} />
                  </td>
                  <td className={styles.numeric}>
                    {row.kind === 'category' && row.lift?.ratio != null ? (
                      <span
                        title={t('segments.differ.lift-interval', {
                          low: format.number(row.lift.low, 2),
                          high: row.lift.high === null ? '∞' : format.number(row.lift.high, 2),
                        })}
                      >
                        {`${format.number(row.lift.ratio, 2)}×`}
                      </span>
                    ) : null}
                  </td>
                  <td className={styles.numeric}>{row.kind === 'category' && row.tgi !== null ? format.int(row.tgi) : null}</td>
                  <td className={styles.numeric}>{qText(row.q, { format })}</td>
                  <td className={styles.numeric}>{Math.abs(row.effect) >= 100 ? '∞' : format.number(row.effect, 2)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {visible.length < rows.length ? (
        <Button variant="subtle" mt={6} onClick={() => setLong(true)}>
          {t('segments.differ.more', { n: format.int(rows.length - visible.length) })}
        </Button>
      ) : null}
    </>
  );
}

/** The difference with its interval on a scale around zero. */
function Gap({ row, reach }: { row: DifferenceRow; reach: number }) {
  const t = useT();
  const format = useFormat();
  const { value, low, high } = gapOf(row);
  const at = (x: number) => 50 + (x / reach) * 50;
  const points = (x: number) => format.number(x * 100, 1);
  const hint =
    row.kind === 'category'
      ? t('segments.differ.gap-hint', { low: points(low), high: points(high) })
      : t('segments.differ.chance-hint', {
          value: format.percent(row.superiority.value),
          interval: format.interval(row.superiority.low, row.superiority.high),
        });
  return (
    <span className={styles.gapCell} title={hint}>
      <span className={styles.whisker} aria-hidden="true">
        <b />
        <i style={{ left: `${at(low)}%`, width: `${Math.max(1, at(high) - at(low))}%` }} />
        <u style={{ left: `${at(value)}%` }} data-up={value > 0} />
      </span>
      <span className={styles.gapText}>{gapText(row, { t, format })}</span>
    </span>
  );
}

function Defined({ label, hint }: { label: string; hint: string }) {
  return (
    <Tooltip label={hint}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its definition opens with the focus too */}
      <span className={styles.defined} tabIndex={0}>
        {label}
      </span>
    </Tooltip>
  );
}

function Named({ name, hint }: { name: string; hint: string }): ReactNode {
  return <span title={`${name}. ${hint}`}>{name}</span>;
}

/** Of how many on each side a value is not known at all: a difference of what is known may be one of who told. */
export function MissingTable({ answer, nameA, nameB }: { answer: Differences; nameA: string; nameB: string }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const rows = answer.missing.filter((one) => one.missingA > 0 || one.missingB > 0);
  if (rows.length === 0) return null;
  const tooFew = new Set(answer.unavailable.map((one) => `${one.kind} ${one.name}`));
  return (
    <details className={styles.missing}>
      <summary>{t('segments.differ.missing-title', { count: rows.length, n: format.int(rows.length) })}</summary>
      <p className={styles.muted}>{t('segments.differ.missing-text')}</p>
      <table className={styles.setTable}>
        <thead>
          <tr>
            <th scope="col">{t('segments.differ.what')}</th>
            <th scope="col" className={styles.numeric} title={nameA}>
              <span>{nameA}</span>
            </th>
            <th scope="col" className={styles.numeric} title={nameB}>
              <span>{nameB}</span>
            </th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={`${one.kind} ${one.name}`}>
              <th scope="row">{capital(say(one.label))}</th>
              <td className={styles.numeric}>{format.percent(one.missingA)}</td>
              <td className={styles.numeric}>{format.percent(one.missingB)}</td>
              <td className={styles.muted}>{tooFew.has(`${one.kind} ${one.name}`) ? t('segments.differ.too-few') : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
