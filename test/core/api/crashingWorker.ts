/** The engine's own worker, which dies when it is asked to: in a search, a note or a preview. */
import { parentPort } from 'node:worker_threads';

parentPort!.on('message', (message: { input?: unknown }) => {
  if (JSON.stringify(message.input ?? null).includes('please crash')) throw new Error('crashed as asked');
});
await import('../../../core/api/worker.ts');
