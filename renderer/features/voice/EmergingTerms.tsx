import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { EmergingTerm, Feedback, Unavailable } from '../../../core/api/contract.ts';
import { scopeOf, useAddress } from '../../app/search.ts';
import { useT } from '../../i18n/t.ts';
import { useFormat } from '../../ui/hooks.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';

const HEIGHT_PX = 340;

/** Words that came up in the last seven days; a row searches the texts for it. */
export function EmergingTerms({ query }: { query: UseQueryResult<Feedback | Unavailable> }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const address = useAddress();
  return (
    <Panel title={t('voice.new.title')} lead={t('voice.new.lead')} query={query} height={HEIGHT_PX} empty={t('voice.new.none')}>
      {(answer) =>
        answer.emerging.length === 0 ? null : (
          <SmallTable<EmergingTerm>
            label={t('voice.new.title')}
            height={HEIGHT_PX}
            rows={answer.emerging}
            rowKey={(row) => row.term}
            onOpen={(row) => void navigate({ to: '/texts', search: { ...scopeOf(address), q: row.term } as never })}
            openLabel={(row) => t('voice.new.open', { term: row.term })}
            columns={[
              { name: t('voice.new.term'), cell: (row) => <strong>{row.term}</strong> },
              { name: t('voice.new.now'), hint: t('voice.new.now-define'), isNumeric: true, cell: (row) => format.int(row.now) },
              {
                name: t('voice.new.before'),
                hint: t('voice.new.before-define'),
                isNumeric: true,
                cell: (row) => format.number(row.before / row.weeksBefore, 1),
              },
              { name: 'z', hint: t('voice.new.z-define'), isNumeric: true, cell: (row) => format.number(row.z, 1) },
            ]}
          />
        )
      }
    </Panel>
  );
}
