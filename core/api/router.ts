/** The one tRPC router. It validates and forwards; the engine answers. */
import { initTRPC, type TRPCMutationProcedure, type TRPCQueryProcedure } from '@trpc/server';
import * as z from 'zod';
import { toWire, type WireError } from '../base/errors.ts';
import type { Answer, Changed, Engine, Push } from './contract.ts';
import { type Acts, type Asks, acts, asks, contentExportInput, importInput, memberExportInput } from './inputs.ts';

/** What a host gives each window. */
export interface ApiContext {
  engine: Engine;
  /** Everything pushed from now on, until the signal aborts. */
  pushes(signal: AbortSignal): AsyncIterable<Push>;
  /** Native dialogs, where the host has them. Null = the person pressed Cancel. */
  pickFiles?: (kind: 'import' | 'workspace' | 'folder') => Promise<string[] | null>;
  pickSave?: (suggestedName: string) => Promise<string | null>;
}

const t = initTRPC.context<ApiContext>().create({
  isDev: false, // else errors carry stacks, which name files of this machine
  errorFormatter({ shape, error }): typeof shape & { data: { wire: WireError } } {
    const wire = toWire(error.cause ?? error);
    if (error.code === 'BAD_REQUEST' && wire.name === 'Bug') {
      wire.name = 'InputError';
      wire.code = 'bad-option';
    }
    delete wire.stack; // a stack names files of this machine
    return { ...shape, message: wire.message, data: { ...shape.data, wire } };
  },
});
const ask = t.procedure;

export const router = t.router({
  state: ask.query(({ ctx }) => ctx.engine.state()),
  open: ask.input(z.object({ path: z.string().min(1) })).mutation(({ ctx, input }) => ctx.engine.open(input)),
  create: ask
    .input(z.object({ path: z.string().min(1), name: z.string().min(1).max(120) }))
    .mutation(({ ctx, input }) => ctx.engine.create(input)),
  openSample: ask.mutation(({ ctx }) => ctx.engine.openSample()),
  close: ask.mutation(({ ctx }) => ctx.engine.close()),

  pickFiles: ask.input(z.enum(['import', 'workspace', 'folder'])).mutation(({ ctx, input }) => ctx.pickFiles?.(input) ?? null),
  pickSave: ask.input(z.string()).mutation(({ ctx, input }) => ctx.pickSave?.(input) ?? null),

  preview: ask.input(importInput).query(({ ctx, input }) => ctx.engine.preview(input)),
  startImport: ask.input(importInput).mutation(({ ctx, input }) => ctx.engine.startImport(input)),
  imports: ask.query(({ ctx }) => ctx.engine.imports()),
  recipes: ask.query(({ ctx }) => ctx.engine.recipes()),
  saveRecipe: ask
    .input(z.object({ name: z.string().min(1).max(120), recipe: importInput.shape.recipe.unwrap().unwrap() }))
    .mutation(({ ctx, input }) => ctx.engine.saveRecipe(input)),
  deleteRecipe: ask.input(z.object({ name: z.string() })).mutation(({ ctx, input }) => ctx.engine.deleteRecipe(input)),

  entities: ask.query(({ ctx }) => ctx.engine.entities()),

  jobs: ask.query(({ ctx }) => ctx.engine.jobs()),
  cancelJob: ask.input(z.object({ jobId: z.int() })).mutation(({ ctx, input }) => ctx.engine.cancelJob(input)),
  push: ask.subscription(async function* ({ ctx, signal }) {
    yield* ctx.pushes(signal ?? new AbortController().signal);
  }),

  history: ask.query(({ ctx }) => ctx.engine.history()),
  undo: ask.mutation(({ ctx }) => ctx.engine.undo()),
  redo: ask.mutation(({ ctx }) => ctx.engine.redo()),

  ...queries(),
  ...mutations(),
  exportMembers: ask.input(memberExportInput).mutation(({ ctx, input }) => ctx.engine.exportMembers(input)),
  exportContents: ask.input(contentExportInput).mutation(({ ctx, input }) => ctx.engine.exportContents(input)),
});

export type AppRouter = typeof router;

type Queries = { [Q in keyof Asks]: TRPCQueryProcedure<{ input: z.input<Asks[Q]>; output: Answer<Q>; meta: unknown }> };
type Mutations = { [W in keyof Acts]: TRPCMutationProcedure<{ input: z.input<Acts[W]>; output: Changed<W>; meta: unknown }> };

/** One procedure for each entry of `asks`. */
function queries(): Queries {
  const made = (Object.keys(asks) as (keyof Asks)[]).map((name) => [
    name,
    ask.input(asks[name]).query(({ ctx, input }) => ctx.engine.ask(name, input as never)),
  ]);
  return Object.fromEntries(made) as Queries;
}

/** One procedure for each entry of `acts`. */
function mutations(): Mutations {
  const made = (Object.keys(acts) as (keyof Acts)[]).map((name) => [
    name,
    ask.input(acts[name]).mutation(({ ctx, input }) => ctx.engine.change(name, input as never)),
  ]);
  return Object.fromEntries(made) as Mutations;
}
