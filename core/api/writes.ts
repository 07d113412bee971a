/** Everything that changes what a person owns, each as one undoable step. Runs where the writer connection lives. */
import type * as z from 'zod';
import { InputError } from '../base/errors.ts';
import {
  addEvidence,
  type CardInput,
  labelTexts,
  moveCard,
  removeEvidence,
  resetVoice,
  restoreCard,
  saveCard,
  saveVoice,
  trashCard,
} from '../feedback/index.ts';
import { checkRecipe, type Recipe } from '../import/index.ts';
import { offsetOf } from '../kernel/calendar.ts';
import {
  deleteTag,
  keepSnapshot,
  type PreferenceName,
  resetPreference,
  saveNote,
  savePreference,
  saveTag,
  type TagDefinition,
} from '../profile/index.ts';
import { indexTexts } from '../scope/index.ts';
import { deleteSegmentForever, renameSegment, restoreSegment, saveSegment, trashSegment } from '../segment/index.ts';
import { labelSentiment, saveOwnWords, saveThreshold } from '../sentiment/index.ts';
import { record, redo, undo } from '../store/changes.ts';
import { type Dataset, openDataset } from '../store/dataset.ts';
import type { Settings } from '../store/types.ts';
import { settingsOf, type Workspace } from '../store/workspace.ts';
import { keepClusters } from './clusters.ts';
import type { Acts, memberWhere } from './inputs.ts';
import { membersOfRule, tagColumns } from './people.ts';
import { memberNumbers } from './questions.ts';

type MembersInput = z.output<typeof memberWhere>;
type PreferenceChange = z.output<Acts['savePreference']>;
type Timed<T> = T & { now: number };

export const writes = {
  saveSettings({ writer }: Workspace, { now, ...settings }: Timed<Settings>): Settings {
    try {
      offsetOf(settings.tz);
    } catch (cause) {
      throw new InputError(
        'bad-option',
        `A time zone should be an IANA name such as Asia/Shanghai, got "${settings.tz}".`,
        { tz: settings.tz },
        cause,
      );
    }
    const old = settingsOf(writer);
    const changed = (['name', 'tz', 'currency'] as const).filter((k) => old[k] !== settings[k]);
    record(writer, { name: 'settings.change', params: { fields: changed.join(', ') }, at: now }, () => {
      writer
        .prepare(
          'UPDATE community SET name = $name, tz = $tz, currency = $currency WHERE name <> $name OR tz <> $tz OR currency <> $currency',
        )
        .run({ name: settings.name, tz: settings.tz, currency: settings.currency });
    });
    return settings;
  },
  saveRecipe({ writer }: Workspace, { now, name, recipe }: Timed<{ name: string; recipe: Recipe }>): void {
    const definition = JSON.stringify(checkRecipe(recipe));
    record(writer, { name: 'recipe.save', params: { name }, at: now }, () => {
      writer
        .prepare(
          `INSERT INTO recipe (name, definition, updated_at) VALUES (?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at
           WHERE definition <> excluded.definition`,
        )
        .run(name, definition, now);
    });
  },
  deleteRecipe({ writer }: Workspace, { now, name }: Timed<{ name: string }>): void {
    record(writer, { name: 'recipe.delete', params: { name }, at: now }, () => {
      writer.prepare('DELETE FROM recipe WHERE name = ?').run(name);
    });
  },
  saveNote: ({ writer }: Workspace, { now, memberNo, note }: Timed<{ memberNo: number; note: string }>) =>
    saveNote(writer, memberNo, note, now),
  saveSegment: ({ writer }: Workspace, input: Timed<{ segmentNo: number | null; name: string; rule: unknown }>) =>
    saveSegment(writer, input),
  /** Named people become a fixed list; a mark that is a rule, alone, stays a rule that is worked out anew. */
  saveList({ writer, path }: Workspace, { now, name, ...where }: Timed<MembersInput & { name: string }>) {
    const { mark, search, facets, classes, scope } = where;
    const isNarrowed = search !== '' || Object.keys({ ...facets, ...classes }).length > 0;
    const isPlainRule = mark?.of === 'rule' && !isNarrowed && scope.segment === null && scope.where === null;
    if (isPlainRule) return saveSegment(writer, { name, rule: mark.rule, now });
    return reading(path, (data) => saveSegment(writer, { name, rule: { members: memberNumbers(data, where) }, now }));
  },
  renameSegment: ({ writer }: Workspace, input: Timed<{ segmentNo: number; name: string }>) => renameSegment(writer, input),
  trashSegment: ({ writer }: Workspace, input: Timed<{ segmentNo: number; evenIfUsed: boolean }>) => trashSegment(writer, input),
  restoreSegment: ({ writer }: Workspace, input: Timed<{ segmentNo: number }>) => restoreSegment(writer, input),
  deleteSegment: ({ writer }: Workspace, input: Timed<{ segmentNo: number }>) => deleteSegmentForever(writer, input),
  saveTag({ writer, path }: Workspace, input: Timed<{ name: string; definition: TagDefinition }>) {
    if (input.definition.kind === 'rule') {
      const { values } = input.definition;
      reading(path, (data) => {
        for (const { rule } of values) membersOfRule(data, rule, [input.name]);
      });
    }
    saveTag(writer, input);
  },
  deleteTag: ({ writer }: Workspace, input: Timed<{ name: string }>) => deleteTag(writer, input),
  savePreference: ({ writer }: Workspace, { name, value, now }: Timed<PreferenceChange>) =>
    savePreference(writer, name, value, now),
  resetPreference: ({ writer }: Workspace, { name, now }: Timed<{ name: PreferenceName }>) => resetPreference(writer, name, now),
  /** @returns false when there are no clear groups to keep. */
  keepClusters: ({ writer, path }: Workspace, input: Timed<z.output<Acts['keepClusters']>>): boolean =>
    reading(path, (data) => keepClusters(writer, data, input)),
  labelSentiment: ({ writer }: Workspace, input: Timed<z.output<Acts['labelSentiment']>>) => labelSentiment(writer, input),
  saveOwnWords: ({ writer }: Workspace, input: Timed<z.output<Acts['saveOwnWords']>>) => saveOwnWords(writer, input),
  saveThreshold: ({ writer }: Workspace, input: Timed<z.output<Acts['saveThreshold']>>) => saveThreshold(writer, input),
  saveCard: ({ writer }: Workspace, input: Timed<z.output<Acts['saveCard']>>) =>
    saveCard(writer, input as CardInput & { now: number }),
  moveCard: ({ writer }: Workspace, input: Timed<z.output<Acts['moveCard']>>) => moveCard(writer, input),
  addEvidence: ({ writer }: Workspace, input: Timed<z.output<Acts['addEvidence']>>) => addEvidence(writer, input),
  removeEvidence: ({ writer }: Workspace, input: Timed<z.output<Acts['removeEvidence']>>) => removeEvidence(writer, input),
  trashCard: ({ writer }: Workspace, input: Timed<z.output<Acts['trashCard']>>) => trashCard(writer, input),
  restoreCard: ({ writer }: Workspace, input: Timed<z.output<Acts['restoreCard']>>) => restoreCard(writer, input),
  /** After an import: what the members look like now, to compare the next import with. No step of a person, so it is not undone. */
  keepSnapshot: ({ writer, path }: Workspace, _: Timed<object>) =>
    reading(path, (data) => keepSnapshot(writer, data, tagColumns(data))),
  /** Brings the index of texts up to date, after a workspace of an older format was opened: an import does it itself. No step of a person. */
  indexTexts: ({ writer }: Workspace, _: Timed<object>): number => indexTexts(writer),
  labelTopic: ({ writer }: Workspace, input: Timed<z.output<Acts['labelTopic']>>) => labelTexts(writer, input),
  saveTopics: ({ writer }: Workspace, input: Timed<z.output<Acts['saveTopics']>>) => saveVoice(writer, input),
  resetTopics: ({ writer }: Workspace, { now }: Timed<object>) => resetVoice(writer, now),
  undo: ({ writer }: Workspace, { now }: Timed<object>) => undo(writer, now),
  redo: ({ writer }: Workspace, { now }: Timed<object>) => redo(writer, now),
} satisfies Record<string, (workspace: Workspace, input: never) => unknown>;

function reading<T>(path: string, ask: (data: Dataset) => T): T {
  const data = openDataset(path);
  try {
    return ask(data);
  } finally {
    data.db.close();
  }
}

export type Write = keyof typeof writes;
