/** Everything that changes what a person owns, each as one undoable step. Runs where the writer connection lives. */
import { InputError } from '../base/errors.ts';
import { checkRecipe, type Recipe } from '../import/index.ts';
import { offsetOf } from '../kernel/calendar.ts';
import { saveNote } from '../profile/index.ts';
import { record, redo, undo } from '../store/changes.ts';
import type { Settings } from '../store/types.ts';
import { settingsOf, type Workspace } from '../store/workspace.ts';

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
  undo: ({ writer }: Workspace, { now }: Timed<object>) => undo(writer, now),
  redo: ({ writer }: Workspace, { now }: Timed<object>) => redo(writer, now),
} satisfies Record<string, (workspace: Workspace, input: never) => unknown>;

export type Write = keyof typeof writes;
