import type { House } from "../../platform/house.ts";
import { findAccounts } from "../people/index.ts";

/** Names by account, as they are now; nobody's is empty. */
export async function namesOf(
  house: House,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  const found = wanted.length === 0 ? new Map() : await findAccounts(house, wanted);
  const names = new Map<string, string>([...found].map(([id, account]) => [id, account.name]));
  return (id) => (id === null ? "" : (names.get(id) ?? ""));
}
