/** The part of the `sentiment` package that is used; it ships no types. */
declare module 'sentiment' {
  interface Language {
    labels: Record<string, number>;
    scoringStrategy: { apply(tokens: string[], cursor: number, tokenScore: number): number };
  }
  export default class Sentiment {
    registerLanguage(code: string, language: Language): void;
    analyze(phrase: string, options?: { language?: string }): { score: number; comparative: number };
  }
}
