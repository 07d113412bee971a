/** An error as the screen knows it: a code that is translated, and the engine's sentence for the curious. */
import type { InputCode, StoreCode } from '../../core/api/contract.ts';

export type ErrorCode = InputCode | StoreCode | 'bug' | 'connection-lost';

export interface Failure {
  code: ErrorCode;
  message: string;
}

export function toFailure(error: unknown): Failure {
  const wire = (error as { data?: { wire?: { code?: ErrorCode; message?: string } } } | null)?.data?.wire;
  if (wire?.code) return { code: wire.code, message: wire.message ?? '' };
  return { code: 'bug', message: error instanceof Error ? error.message : String(error) };
}
