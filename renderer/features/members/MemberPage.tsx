import { Button } from '@mantine/core';
import { useParams, useRouter } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useT } from '../../i18n/t.ts';
import page from '../../ui/Page.module.css';
import { MemberDetails } from './MemberDetails.tsx';

/** The same details as in the drawer, with room. */
export function MemberPage() {
  const t = useT();
  const router = useRouter();
  const { memberNo } = useParams({ strict: false }) as { memberNo?: string };
  const no = Number(memberNo);
  return (
    <div className={page.page}>
      <Button variant="subtle" leftSection={<ArrowLeft size={14} />} onClick={() => router.history.back()} mb="sm">
        {t('app.back.label')}
      </Button>
      {Number.isInteger(no) && no > 0 ? <MemberDetails key={no} memberNo={no} isWide /> : null}
    </div>
  );
}
