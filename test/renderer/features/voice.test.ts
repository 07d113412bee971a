import { describe, expect, it } from 'vitest';
import { freeKey, renamed, toWords } from '../../../renderer/features/voice/topicsEdit.ts';

describe('the editor of themes', () => {
  it('reads words one a line or with commas of either language, each once', () => {
    expect(toWords('退款，退费\n refund , money back\n\n退款')).toEqual(['退款', '退费', 'refund', 'money back']);
    expect(toWords(' \n,')).toEqual([]);
  });
  it('finds a key that nothing has', () => {
    expect(freeKey('theme', [])).toBe('theme-1');
    expect(freeKey('theme', [{ key: 'theme-1' }, { key: 'theme-3' }])).toBe('theme-2');
  });
  it('shows the name of the draft for a topic, whatever it was called before', () => {
    const kept = { '写作 Writing': 'Writing' };
    expect(renamed({ ...kept }, kept, 'Writing')).toBe('Writing');
    expect(renamed({ '写作 Writing': 'Words' }, kept, 'Writing')).toBe('Words');
    expect(renamed({}, kept, 'Data')).toBe('Data');
  });
});
