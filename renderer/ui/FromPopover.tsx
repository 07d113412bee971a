import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import { Info } from 'lucide-react';
import { useState } from 'react';
import type { From } from '../../core/api/contract.ts';
import { useT, wordFor } from '../i18n/t.ts';
import styles from './FromPopover.module.css';
import { useFormat } from './hooks.ts';

/** A folder of exports may hold hundreds; the copy as JSON has them all. */
const FILES_SHOWN = 8;

/** Where a number came from: files, filters, method, rows, zone; enough to compute it again. */
export function FromPopover({ from }: { from: From }) {
  const t = useT();
  const format = useFormat();
  const [isCopied, setCopied] = useState(false);
  const { zone, ...options } = from.options;
  const filters = Object.entries(options).filter(
    ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );

  return (
    <Popover position="bottom-end" width="auto" onClose={() => setCopied(false)} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('from.button.label')}>
          <ActionIcon aria-label={t('from.button.label')}>
            <Info size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.box}>
          <p className={styles.title}>{t('from.popover.title')}</p>
          <dl className={styles.list}>
            <dt>{t('from.popover.files')}</dt>
            <dd>
              {from.files.length === 0 ? t('from.popover.no-files') : null}
              {from.files.slice(0, FILES_SHOWN).map((file) => (
                <div key={file.sha256 + file.name}>
                  {file.name} <span className={styles.mono}>{file.sha256.slice(0, 8)}</span>
                </div>
              ))}
              {from.files.length > FILES_SHOWN ? (
                <div>{t('import.past.more', { n: format.int(from.files.length - FILES_SHOWN) })}</div>
              ) : null}
            </dd>
            <dt>{t('from.popover.filters')}</dt>
            <dd>
              {filters.length === 0 ? t('from.popover.no-filters') : null}
              {filters.map(([name, value]) => (
                <div key={name}>
                  {t('from.popover.option', {
                    name: wordFor(t, 'option', name),
                    value: Array.isArray(value) ? format.list(value) : wordFor(t, 'option', String(value)),
                  })}
                </div>
              ))}
            </dd>
            <dt>{t('from.popover.method')}</dt>
            <dd className={styles.mono}>{from.method}</dd>
            <dt>{t('from.popover.rows')}</dt>
            <dd>{format.int(from.rows)}</dd>
            <dt>{t('from.popover.zone')}</dt>
            <dd>{zone ? String(zone) : 'UTC'}</dd>
            <dt>{t('from.popover.snapshot')}</dt>
            <dd>{format.int(from.snapshot)}</dd>
            <dt>{t('from.popover.exact')}</dt>
            <dd>{from.exact ? t('from.popover.is-exact') : t('from.popover.is-estimate')}</dd>
          </dl>
          <Button
            variant="default"
            onClick={() => void navigator.clipboard.writeText(JSON.stringify(from, null, 2)).then(() => setCopied(true))}
          >
            {isCopied ? t('from.popover.copied') : t('from.popover.copy')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
