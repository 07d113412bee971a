/** Typed calls to the engine. Queries are cached by procedure, input and workspace version: nothing stale, going back is instant. */

import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { createTRPCUntypedClient } from '@trpc/client';
import type { inferRouterInputs } from '@trpc/server';
import type { Acts, Answer, AppRouter, AppState, Asks, Changed, Engine, Push } from '../../core/api/contract.ts';
import { type Bridge, createBridge } from './bridge.ts';
import { portLink } from './link.ts';

type Inputs = inferRouterInputs<AppRouter>;
type Picks = { pickFiles(): Promise<string[] | null>; pickSave(): Promise<string | null> };
type Questions = { [Q in keyof Asks]: () => Promise<Answer<Q>> };
type Changes = { [W in keyof Acts]: () => Promise<Changed<W>> };
type Procedures = Omit<Engine, 'ask' | 'change'> & Questions & Changes & Picks;
export type Procedure = Exclude<keyof Procedures, 'push'>;
export type Input<P extends Procedure> = P extends keyof Inputs ? Inputs[P] : undefined;
export type Output<P extends Procedure> = Awaited<ReturnType<Procedures[P]>>;

export const bridge: Bridge = createBridge();
const client = createTRPCUntypedClient<AppRouter>({ links: [portLink(bridge)] });

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 15 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

export function ask<P extends Procedure>(procedure: P, input: Input<P>, signal?: AbortSignal): Promise<Output<P>> {
  return client.query(procedure, input, signal ? { signal } : {}) as Promise<Output<P>>;
}

export function act<P extends Procedure>(procedure: P, input: Input<P>): Promise<Output<P>> {
  return client.mutation(procedure, input) as Promise<Output<P>>;
}

export function subscribe(onPush: (push: Push) => void): () => void {
  const subscription = client.subscription('push', undefined, { onData: (push) => onPush(push as Push) });
  return () => subscription.unsubscribe();
}

const STATE_KEY = ['state'] as const;

export function useAppState(): UseQueryResult<AppState> {
  return useQuery({ queryKey: STATE_KEY, queryFn: ({ signal }) => ask('state', undefined, signal) });
}

export const readAppState = (): AppState | undefined => queryClient.getQueryData<AppState>(STATE_KEY);
export const refreshAppState = (): Promise<void> => queryClient.invalidateQueries({ queryKey: STATE_KEY });

/** `workspace` when the answer depends on the data; else it stands until something invalidates it. */
export function engineKey(procedure: Procedure, input: unknown, version: string | null | undefined): readonly unknown[] {
  return ['engine', version ?? null, procedure, input ?? null];
}

export function useWorkspaceVersion(): string | null {
  return useAppState().data?.workspace?.version ?? null;
}

export function useEngine<P extends Procedure>(
  procedure: P,
  input: Input<P>,
  options: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<Output<P>> {
  const { enabled = true, keep = true } = options;
  const version = useWorkspaceVersion();
  return useQuery<Output<P>>({
    queryKey: engineKey(procedure, input, version),
    queryFn: ({ signal }) => ask(procedure, input, signal),
    enabled: enabled && version !== null,
    ...(keep && version !== null ? { placeholderData: keepPreviousData as never } : {}),
  });
}
