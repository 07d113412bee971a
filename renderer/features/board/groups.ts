/** What a card may be about: the themes of the list and the topics found. */
import { useMemo } from 'react';
import { useEngine } from '../../client/engine.ts';
import { useT } from '../../i18n/t.ts';
import { useSay } from '../../ui/hooks.ts';

export interface GroupChoice {
  value: string;
  label: string;
}

export function useGroups(): { group: string; items: GroupChoice[] }[] {
  const t = useT();
  const say = useSay();
  const settings = useEngine('voiceSettings', {});
  const topics = useEngine('topics', {});
  return useMemo(() => {
    const themes = settings.data?.kept.themes ?? [];
    const found = topics.data?.kind === 'topics' ? topics.data.groups : [];
    return [
      { group: t('board.group.themes'), items: themes.map((g) => ({ value: `theme:${g.key}`, label: say(g) })) },
      { group: t('board.group.topics'), items: found.map((g) => ({ value: `topic:${g.key}`, label: say(g) })) },
    ].filter(({ items }) => items.length > 0);
  }, [settings.data, topics.data, say, t]);
}

/** The name of a group; the key itself while names are on their way, or when it is gone. */
export function useGroupName(): (group: string | null) => string | null {
  const groups = useGroups();
  return (group) =>
    group === null
      ? null
      : (groups.flatMap((g) => g.items).find((i) => i.value === group)?.label ?? group.slice(group.indexOf(':') + 1));
}
