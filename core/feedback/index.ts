export * from './survey/index.ts';
