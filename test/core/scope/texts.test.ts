import { expect, it } from 'vitest';
import { eachText, indexOfText, TEXT_FORMS, TEXT_ITEMS, textsAt, textsOfData } from '../../../core/scope/index.ts';
import { sampleCommunity } from '../cohort/sample.ts';

const sample = sampleCommunity();

it('one stream holds what members wrote and rated, each with its text', () => {
  const { data } = sample;
  const texts = textsOfData(data);
  const read = [...eachText(data)];
  expect(read.length).toBe(texts.size);
  const written = data.db
    .prepare(
      `SELECT (SELECT count(*) FROM post WHERE kind NOT IN ('announcement', 'system') AND deleted_at IS NULL AND (body_text <> '' OR title <> ''))
       + (SELECT count(*) FROM feedback WHERE text <> '') + (SELECT count(*) FROM answer WHERE value_text <> '')`,
    )
    .pluck()
    .get();
  expect(read.filter((t) => t !== '').length).toBe(written);
  expect(texts.isWritten.reduce((a, b) => a + b, 0)).toBe(written);
  const at = [0, 5, texts.size - 1, texts.item.indexOf(1)];
  expect(textsAt(data, at)).toEqual(at.map((i) => read[i]));
  for (const i of at) expect(indexOfText(texts, TEXT_ITEMS[texts.item[i]!]!, texts.no[i]!)).toBe(i);
  expect(indexOfText(texts, 'answer', 2 ** 30)).toBe(-1);
  const rated = texts.form.indexOf(TEXT_FORMS.indexOf('rating'));
  expect(texts.rating[rated]).toBeGreaterThan(0);
  expect(texts.rating[rated]).toBeLessThanOrEqual(1);
});
