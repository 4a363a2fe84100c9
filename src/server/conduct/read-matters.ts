import type { PersonActor } from "../../contract/actor.ts";
import type { Matter, MatterKind, Sanction, ViolationCode } from "../../contract/conduct.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { selectEvidence, selectMatters } from "./conduct.store.ts";
import { houseSanctions, mattersOf } from "./matter-view.ts";

/** The register, newest first, with the handling this institution has. */
export async function listMatters(
  house: House,
  actor: PersonActor,
  query: {
    readonly box: "open" | "all";
    readonly kind?: MatterKind | undefined;
    readonly code?: ViolationCode | undefined;
  },
): Promise<Outcome<{ matters: Matter[]; sanctions: readonly Sanction[] }>> {
  const { kind, code } = query;
  const of = { siteId: house.siteId, open: query.box === "open", kind, code };
  const matters = await asTier(house, actor, async (db) => {
    const rows = await selectMatters(db, { ...of, most: limits.mattersListed });
    return mattersOf(house, db, { actor, rows });
  });
  return granted({ matters, sanctions: await houseSanctions(house) });
}

/** What the caller reported, answers for, or what concerns them. */
export async function listOwnMatters(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ matters: Matter[] }>> {
  const of = { siteId: house.siteId, about: actor.accountId, most: limits.pageRows };
  const matters = await asTier(house, actor, async (db) =>
    mattersOf(house, db, { actor, rows: await selectMatters(db, of) }),
  );
  return granted({ matters });
}

export async function readMatter(
  house: House,
  actor: PersonActor,
  matterId: string,
): Promise<Outcome<{ matter: Matter; sanctions: readonly Sanction[] }>> {
  const [matter] = await asTier(house, actor, async (db) => {
    const rows = await selectMatters(db, { siteId: house.siteId, matterId, most: 1 });
    return mattersOf(house, db, { actor, rows });
  });
  if (matter === undefined) return refused("not_found");
  return granted({ matter, sanctions: await houseSanctions(house) });
}

/** A paper that backs a matter is read by whoever sees the matter. */
export async function readsMatterPaper(
  house: House,
  actor: PersonActor,
  paperId: string,
): Promise<boolean> {
  const rows = await asTier(house, actor, (db) => selectEvidence(db, { paperId })).catch(() => []);
  return rows.length > 0;
}
