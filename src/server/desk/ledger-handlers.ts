import { granted } from "../../contract/outcome.ts";
import { listEntries, proveConsistency, proveEntry, readCheckpoint } from "../ledger/index.ts";
import type { Handlers } from "./handler.ts";

type Own = "ledger.list" | "ledger.proof" | "ledger.checkpoint" | "ledger.consistency";

export function ledgerHandlers(): Handlers<Own> {
  return {
    "ledger.list": ({ house, actor, query }) => listEntries(house, query, actor),
    "ledger.proof": ({ house, params }) => proveEntry(house, params.entryId),
    "ledger.checkpoint": async ({ house }) => {
      const checkpoint = await readCheckpoint(house);
      if (!checkpoint.ok) return checkpoint;
      return granted({ mediaType: "text/plain; charset=utf-8", text: checkpoint.value });
    },
    "ledger.consistency": ({ house, query }) => proveConsistency(house, query),
  };
}
