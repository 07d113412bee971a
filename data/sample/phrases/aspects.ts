/** What people praise or complain about, besides the subject they study. */
export type Aspect = 'content' | 'teacher' | 'price' | 'refund' | 'app' | 'service' | 'schedule' | 'community';
export const ASPECTS: readonly Aspect[] = ['content', 'teacher', 'price', 'refund', 'app', 'service', 'schedule', 'community'];

export interface AspectQuestion {
  aspect: Aspect;
  ask: readonly string[];
  answer: readonly string[];
}
