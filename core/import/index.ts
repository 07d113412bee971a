/**
 * From an export file to the canonical model.
 * Method: streaming readers -> recognised format or mapping recipe -> cleaning -> staging copy -> publish in one transaction.
 * Limits: a spreadsheet is read whole (100 MB at most); times outside 1902..2038 are rejected; whole-row repeats are kept.
 */
export { ENTITIES, type EntityName, entityOf } from './entities.ts';
export { type ExportedTable, exportTables } from './exportTables.ts';
export { type ImportOptions, importFiles } from './importFiles.ts';
export { guessFor, previewImport } from './previewImport.ts';
export { importedFiles, importTotals, pastImports, postsByKind } from './queries.ts';
export { memoryTables } from './readers/memory.ts';
export { readTextTable, type TextTable } from './readTextTable.ts';
export type { Recipe } from './recipe.ts';
export { checkRecipe } from './recipeCheck.ts';
export type * from './types.ts';
