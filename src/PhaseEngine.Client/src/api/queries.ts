import { QueryClient } from '@tanstack/react-query'
import { NetworkFailure, Refusal } from './refusal'

const attempts = 3

/** A refusal stays one however often it is asked for; a broken line may mend. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => !(error instanceof Refusal) && failures < attempts,
    },
    // Sent again under the same key, it is done once.
    mutations: { retry: (failures, error) => error instanceof NetworkFailure && failures < 1 },
  },
})
