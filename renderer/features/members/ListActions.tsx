import { Button, Popover, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { Bookmark, Copy, GitCompare } from 'lucide-react';
import { useState } from 'react';
import { attempt } from '../../app/actions.ts';
import { type ScopeInput, scopeOf, useAddress } from '../../app/search.ts';
import { act, refreshAppState, useEngine } from '../../client/engine.ts';
import { toFailure } from '../../client/error.ts';
import { readBlob } from '../../client/files.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import styles from './MembersPage.module.css';
import { listInput, ruleOfList, type Shown } from './shownList.ts';

const NAME_MAX = 80;

/** What can be done with the people a list shows: keep them, compare them, take their ids along. */
export function ListActions({ shown, scope, suggested }: { shown: Shown; scope: ScopeInput; suggested: string }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const address = useAddress();
  const rule = ruleOfList(shown, scope);
  const input = listInput(shown, scope);

  const copyIds = () =>
    attempt(t, async () => {
      const { blobId } = await act('exportMembers', {
        ...input,
        sort: { column: 'handle', direction: 'asc' },
        columns: ['memberId'],
      });
      // The file begins with a mark of its encoding and the name of the column.
      const ids = (await (await readBlob(blobId)).text()).replace('\uFEFF', '').trim().split(/\r?\n/).slice(1);
      await navigator.clipboard.writeText(ids.join('\n'));
      notifications.show({ message: t('segments.ids.done', { count: ids.length, n: format.int(ids.length) }) });
    });
  return (
    <span className={styles.actions}>
      <SaveAsSegment shown={shown} scope={scope} suggested={suggested} />
      <Tooltip label={t('segments.list.compare-define')}>
        <Button
          variant="default"
          leftSection={<GitCompare size={14} />}
          onClick={() =>
            void navigate({
              to: '/segments',
              search: { ...scopeOf(address), view: 'compare', sides: [rule ? { rule } : { list: input }] } as never,
            })
          }
        >
          {t('segments.list.compare')}
        </Button>
      </Tooltip>
      <Button variant="default" leftSection={<Copy size={14} />} onClick={() => void copyIds()}>
        {t('segments.ids.button')}
      </Button>
    </span>
  );
}

function SaveAsSegment({ shown, scope, suggested }: { shown: Shown; scope: ScopeInput; suggested: string }) {
  const t = useT();
  const navigate = useNavigate();
  const address = useAddress();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'rule' | 'list'>('rule');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const segments = useEngine('segments', {}, { enabled: isOpen });
  const rule = ruleOfList(shown, scope);
  const isTaken = segments.data?.rows.some((row) => row.trashedAt === null && row.name === name.trim()) ?? false;

  async function save(): Promise<void> {
    setSaving(true);
    try {
      const isRule = rule !== null && kind === 'rule';
      const input = listInput(shown, scope);
      // A list of people even where a rule would say it: narrowed by a rule that everybody fits.
      const asList = rule === null ? input : { ...input, scope: { ...scope, where: { all: [] } } };
      const done = isRule
        ? await act('saveSegment', { name: name.trim(), rule })
        : await act('saveList', { ...asList, name: name.trim() });
      await refreshAppState();
      setOpen(false);
      notifications.show({
        message: done.duplicateOf
          ? t('segments.save.done-duplicate', { name: done.name, other: done.duplicateOf.name })
          : t('segments.save.done', { name: done.name }),
      });
      void navigate({ to: '/segments', search: { ...scopeOf(address), no: done.segmentNo } as never });
    } catch (error) {
      const { code, message } = toFailure(error);
      setProblem(code === 'bad-option' && message ? message : t(`error.${code}.title`));
    } finally {
      setSaving(false);
    }
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={360} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<Bookmark size={14} />}
          onClick={() => {
            setName([...suggested].slice(0, NAME_MAX).join(''));
            setProblem(null);
            setOpen(!isOpen);
          }}
        >
          {t('segments.list.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles.save}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '' && !isTaken) void save();
          }}
        >
          <TextInput
            data-autofocus
            label={t('segments.name.label')}
            maxLength={NAME_MAX}
            value={name}
            error={isTaken ? t('segments.name.taken') : problem}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setProblem(null);
            }}
            onFocus={(event) => event.currentTarget.select()}
          />
          {rule ? (
            <SegmentedControl
              aria-label={t('segments.list.kind')}
              data={[
                { value: 'rule', label: t('segments.kind.rule') },
                { value: 'list', label: t('segments.kind.list') },
              ]}
              value={kind}
              onChange={(next) => setKind(next as 'rule' | 'list')}
            />
          ) : null}
          <p className={styles.saveNote}>
            {t(rule && kind === 'rule' ? 'segments.kind.rule-define' : 'segments.kind.list-define')}
          </p>
          <Button type="submit" loading={isSaving} disabled={name.trim() === '' || isTaken}>
            {t('segments.save.button')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
