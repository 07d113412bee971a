import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TextBeside, TextDetail, TextRef } from '../../../core/api/contract.ts';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Failed, Skeleton } from '../../ui/Panel.tsx';
import { Marked } from './Marked.tsx';
import styles from './TextDetails.module.css';
import { authorName, formName, MEDIA_ICONS } from './words.tsx';

/** The whole text, who wrote it where, what it carries, what it answers and what answers it. */
export function TextDetails({
  of,
  query,
  onOpen,
  onSame,
}: {
  of: TextRef;
  query: string;
  onOpen: (ref: TextRef) => void;
  onSame: (ref: TextRef) => void;
}) {
  const answer = useEngine('text', { ...of, query }, { keep: false });
  if (answer.isPending) return <Skeleton height={320} />;
  if (answer.isError) return <Failed error={answer.error} height={240} onRetry={() => void answer.refetch()} />;
  return <Told text={answer.data} onOpen={onOpen} onSame={onSame} />;
}

function Told({ text, onOpen, onSame }: { text: TextDetail; onOpen: (ref: TextRef) => void; onSame: (ref: TextRef) => void }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const copies = useEngine('textCopies', { of: [{ item: text.item, no: text.no }] }, { keep: false });
  const said = copies.data?.kind === 'copies' ? copies.data : null;
  const { memberNo } = text;
  const facts: [string, string][] = [
    [t('texts.detail.written'), format.time(text.at)],
    [t('texts.facet.form'), formName(t, text.form)],
    ...(text.channel ? [[t('texts.facet.channel'), text.channel] as [string, string]] : []),
    ...(text.contentTitle ? [[t('texts.detail.about'), text.contentTitle] as [string, string]] : []),
    ...(text.rating === null ? [] : [[t('texts.detail.rating'), format.percent(text.rating, 0)] as [string, string]]),
  ];
  return (
    <div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.text}>
        {text.text === '' ? t('texts.list.wordless') : <Marked text={text.text} ranges={text.ranges} />}
        {text.isCut ? <span className={styles.muted}> {t('texts.detail.cut')}</span> : null}
      </p>
      <div className={styles.actions}>
        {memberNo === null ? null : (
          <Button
            variant="default"
            onClick={() =>
              void navigate({ to: '/members/$memberNo', params: { memberNo: String(memberNo) } as never, search: {} as never })
            }
          >
            {t('texts.detail.member', { name: authorName(t, text) })}
          </Button>
        )}
        {said && said.copies[0]! > 1 ? (
          <Button variant="default" onClick={() => onSame(text)}>
            {t('texts.detail.same', {
              count: said.copies[0]!,
              n: format.int(said.copies[0]!),
              members: format.int(said.members[0]!),
            })}
          </Button>
        ) : null}
      </div>
      {text.attachments.length > 0 ? (
        <Section title={t('texts.detail.attachments')}>
          <ul className={styles.attachments}>
            {text.attachments.map(({ media, source, name, alt, alsoIn, alsoInTotal }, i) => {
              const Icon = MEDIA_ICONS[media];
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: an attachment may have no name and no address
                <li key={i}>
                  <div className={styles.attachment}>
                    <Icon size={14} aria-hidden="true" />
                    <span title={source ?? undefined}>{name ?? alt ?? source ?? t(`texts.media.${media}`)}</span>
                  </div>
                  {alsoIn.length > 0 ? (
                    <details>
                      <summary>{t('texts.detail.same-image', { count: alsoInTotal, n: format.int(alsoInTotal) })}</summary>
                      <Beside rows={alsoIn} onOpen={onOpen} />
                    </details>
                  ) : null}
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
      {text.before.length > 0 ? (
        <Section title={t('texts.detail.before')}>
          <Beside rows={text.before} onOpen={onOpen} />
        </Section>
      ) : null}
      {text.repliesTotal > 0 ? (
        <Section title={t('texts.detail.replies', { count: text.repliesTotal, n: format.int(text.repliesTotal) })}>
          <Beside rows={text.replies} onOpen={onOpen} />
          {text.repliesTotal > text.replies.length ? (
            <p className={styles.muted}>{t('texts.detail.first', { n: format.int(text.replies.length) })}</p>
          ) : null}
        </Section>
      ) : null}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>{title}</h3>
      {children}
    </section>
  );
}

function Beside({ rows, onOpen }: { rows: TextBeside[]; onOpen: (ref: TextRef) => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <ul className={styles.thread}>
      {rows.map((row) => (
        <li key={row.no}>
          <button type="button" className={styles.beside} onClick={() => onOpen({ item: row.item, no: row.no })}>
            <span className={styles.besideHead}>
              <strong>{authorName(t, row)}</strong>
              <span className={styles.muted}>{format.date(row.at)}</span>
            </span>
            <span className={styles.besideText}>{row.text === '' ? t('texts.list.wordless') : row.text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
