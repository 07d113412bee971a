/** The engine's API: contract, router, the engine itself, and the link a host attaches to a window. */
export { blobStore } from './blobs.ts';
export { judgeDocuments } from './documents.ts';
export { createEngine, type EngineOptions, type RunningEngine } from './engine.ts';
export { dataFolder, workerEntry } from './folders.ts';
export { attach } from './link.ts';
export { inProcess, type LocalEngine } from './local.ts';
export { electronBinary, findBrowser, versionOfSqlite } from './machine.ts';
export { type SimilarGroup, similarTexts } from './similar.ts';
export { clusterFile, runStat, survivalFile } from './tables.ts';
