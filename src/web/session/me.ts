import { useQuery } from "@tanstack/react-query";
import { createContext, use, useMemo } from "react";
import type { Permission } from "../../contract/roles.ts";
import { ask, type Answer } from "../ask.ts";
import { setHouseZone } from "../look/times.ts";
import { showLocked } from "./lock.ts";
import { isRefused, queries, setupKey } from "./queries.ts";

export type Me = Answer<"me.read">;
export const meKey = ["me"] as const;

async function readMe(): Promise<Me | null> {
  try {
    const me = await ask("me.read", {});
    setHouseZone(me.timeZone);
    return me;
  } catch (error) {
    if (isRefused(error, "not_signed_in")) return null;
    // The lock page stands before everything; who is behind it is asked again after unlocking.
    if (isRefused(error, "locked")) return queries.getQueryData<Me | null>(meKey) ?? null;
    throw error;
  }
}

/** Who is signed in here; null when nobody is. */
export function useSignedIn() {
  return useQuery({ queryKey: meKey, queryFn: readMe, staleTime: 30_000 });
}

/** After sign-in, setup or a new secret: what was read for somebody else is forgotten. */
export function enterAs(me: Me): void {
  showLocked(null);
  setHouseZone(me.timeZone);
  forget();
  queries.setQueryData(meKey, me);
}

/** After unlocking: the page is as it was left, what it read is read again; of others nothing stays. */
export function resume(me: Me): void {
  const before = queries.getQueryData<Me | null>(meKey);
  if (before?.accountId !== me.accountId) return enterAs(me);
  showLocked(null);
  queries.setQueryData(meKey, me);
  void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== meKey[0] });
}

export function leave(): void {
  showLocked(null);
  forget();
  queries.setQueryData(meKey, null);
}

/** The gate goes on watching who is signed in and whether setup is open: those two stay where they are. */
function forget(): void {
  const kept = new Set<unknown>([meKey[0], setupKey[0]]);
  queries.removeQueries({ predicate: (query) => !kept.has(query.queryKey[0]) });
}

export const MeContext = createContext<Me | null>(null);

/** Inside the shell somebody is always signed in. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error("useMe outside of a sign-in");
  return me;
}

export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return useMemo(() => {
    const held = new Set(permissions);
    return (permission) => held.has(permission);
  }, [permissions]);
}
