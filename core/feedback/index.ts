export * from './survey/index.ts';
export * from './topics/index.ts';
