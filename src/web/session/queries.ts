import { QueryClient } from "@tanstack/react-query";
import { RefusedError, TroubleError } from "../ask.ts";

/** A refusal is an answer and is not asked again; a network that failed is. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < 2 && error instanceof TroubleError && error.kind === "offline",
      refetchOnWindowFocus: false,
      staleTime: 5_000,
      throwOnError: false,
    },
    mutations: { retry: false },
  },
});

export function isRefused(error: unknown, code: RefusedError["code"]): boolean {
  return error instanceof RefusedError && error.code === code;
}

export const setupKey = ["setup"] as const;
