import { ApiProblem } from '@guichet/shared/contracts/problem';
import { QueryClient } from '@tanstack/react-query';

/** Only what may pass by itself is asked again: a dead line, a server that restarts. */
function mayPass(error: unknown): boolean {
  return error instanceof ApiProblem && (error.code === 'offline' || error.status >= 502);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => failures < 2 && mayPass(error),
      // The server is often on this machine: what the browser believes of the network does not count.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** The French sentence of any failure. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiProblem ? error.message : 'Une erreur est survenue dans cette page. Rechargez-la.';
}
