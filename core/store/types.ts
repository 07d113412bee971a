/** A step a person can undo, newest first in lists. `name` is a key the screen turns into words with `params`. */
export interface ChangeAction {
  actionId: number;
  name:
    | 'settings.change'
    | 'recipe.save'
    | 'recipe.delete'
    | 'note.save'
    | 'note.delete'
    | 'segment.save'
    | 'segment.rename'
    | 'segment.trash'
    | 'segment.restore'
    | 'segment.delete'
    | 'tag.save'
    | 'tag.delete'
    | 'preference.save'
    | 'preference.reset'
    | 'sentiment.label'
    | 'sentiment.unlabel'
    | 'sentiment.threshold'
    | 'words.save'
    | 'words.remove'
    | 'voice.label'
    | 'voice.topics'
    | 'card.add'
    | 'card.save'
    | 'card.move'
    | 'card.evidence'
    | 'card.evidence-remove'
    | 'card.trash'
    | 'card.restore';
  params: Record<string, string>;
  at: number;
}

export interface ChangeHistory {
  kind: 'history';
  undo: ChangeAction[];
  redo: ChangeAction[];
}

export interface Settings {
  name: string;
  tz: string;
  currency: string;
}
