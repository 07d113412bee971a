import { ActionIcon, TextInput } from '@mantine/core';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/t.ts';

const REST_MS = 180;

/** Searches while typing, but never in the middle of a composition: half a pinyin syllable is not a query. */
export function SearchField({
  value,
  label,
  width = 240,
  onSearch,
  onLeave,
}: {
  value: string;
  label: string;
  width?: number;
  onSearch: (value: string) => void;
  /** Enter or the down arrow: on to what was found. */
  onLeave?: () => void;
}) {
  const t = useT();
  const [text, setText] = useState(value);
  const isComposing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(onSearch);
  latest.current = onSearch;
  const sent = useRef(value);

  useEffect(() => {
    if (value !== sent.current) setText(value); // changed from outside: back, a link
    sent.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function later(next: string): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = next;
      latest.current(next);
    }, REST_MS);
  }

  return (
    <TextInput
      data-search
      type="text"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      w={width}
      value={text}
      spellCheck={false}
      leftSection={<Search size={14} />}
      rightSection={
        text === '' ? null : (
          <ActionIcon
            size={20}
            aria-label={t('search.clear.label')}
            onClick={() => {
              setText('');
              later('');
            }}
          >
            <X size={12} />
          </ActionIcon>
        )
      }
      onCompositionStart={() => {
        isComposing.current = true;
        clearTimeout(timer.current);
      }}
      onCompositionEnd={(event) => {
        isComposing.current = false;
        later(event.currentTarget.value);
      }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        if (!isComposing.current) later(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') event.currentTarget.blur();
        else if (onLeave && (event.key === 'Enter' || event.key === 'ArrowDown')) {
          event.preventDefault();
          onLeave();
        }
      }}
    />
  );
}
