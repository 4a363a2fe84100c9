import { z } from "zod";
import { entryKinds } from "../../contract/entries.ts";
import type { Finding } from "../../contract/finding.ts";
import { toHex } from "../../kernel/bytes.ts";
import type { House } from "../../platform/house.ts";
import { newestPerSubject } from "../ledger/index.ts";
import { roundRoot } from "./round-tree.ts";
import { findRound, findRoundObjects, pageRounds } from "./vault.store.ts";

const RoundBody = z.object({ root: z.string(), segments: z.int(), gaps: z.int() }).loose();
const firstId = "00000000-0000-0000-0000-000000000000";
const roundsAtOnce = 500;
const kind = "vault.round-taken@1" as const;

/** Every round against its leaves and its entry in the ledger, both ways. */
export async function checkRounds(house: House): Promise<Finding[]> {
  const findings: Finding[] = [];
  const entered = await enteredRounds(house);
  for (let after = firstId; ;) {
    const rounds = await pageRounds(house.db, after, roundsAtOnce);
    for (const round of rounds) {
      const body = entered.get(round.round_id);
      const rows = await findRoundObjects(house.db, round.round_id);
      const root = roundRoot(rows.map((row) => row.leaf_hash));
      const id = round.round_id;
      if (body === undefined) findings.push({ code: "entry-missing", id, detail: "vault.round" });
      else if (body.root !== root || body.segments + body.gaps !== rows.length)
        findings.push({
          code: "round-differs",
          id,
          detail: `vault.object: ${rows.length} ${root}`,
        });
      else if (toHex(round.root) !== root || round.size !== rows.length)
        findings.push({ code: "row-edited", id, detail: "vault.round" });
    }
    const last = rounds.at(-1);
    if (last === undefined) break;
    after = last.round_id;
  }
  for (const id of entered.keys())
    if ((await findRound(house.db, id)) === undefined)
      findings.push({ code: "row-missing", id, detail: "vault.round" });
  return findings;
}

type Entered = z.infer<(typeof entryKinds)[typeof kind]>;

async function enteredRounds(
  house: House,
): Promise<Map<string, Pick<Entered, "root" | "segments" | "gaps">>> {
  const entered = new Map<string, Pick<Entered, "root" | "segments" | "gaps">>();
  for (let after: string | undefined; ;) {
    const page = await newestPerSubject(house, {
      subjectType: "round",
      kinds: [kind],
      most: roundsAtOnce,
      ...(after === undefined ? {} : { afterSubjectId: after }),
    });
    for (const { leaf } of page) {
      const body = RoundBody.safeParse(leaf.body);
      if (body.success) entered.set(leaf.subject.id, body.data);
    }
    after = page.at(-1)?.leaf.subject.id;
    if (after === undefined) return entered;
  }
}
