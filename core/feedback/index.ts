export * from './board/index.ts';
export * from './survey/index.ts';
export * from './topics/index.ts';
