import { useAddress } from '../../app/search.ts';
import { Builder } from './Builder.tsx';
import { Compare } from './Compare.tsx';
import { SegmentList } from './SegmentList.tsx';

/** Saved groups of members: the list of them, the builder, the comparison, the trash. */
export function SegmentsPage() {
  const { view, no } = useAddress();
  if (view === 'edit') return <Builder key={no ?? 'new'} segmentNo={no ?? null} />;
  if (view === 'compare') return <Compare />;
  return <SegmentList key={view ?? 'list'} isTrash={view === 'trash'} />;
}
