import type { PersonActor } from "../../contract/actor.ts";
import type { Board } from "../../contract/compliance.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { boardEntriesMost } from "../../contract/board-figures.ts";
import { evidenceKinds, judgeBoard } from "../../kernel/compliance/judge-board.ts";
import type { House } from "../../platform/house.ts";
import { tallyEntries } from "../ledger/index.ts";
import { gatherFacts, lastYear } from "./gather-facts.ts";

/** Every principle and every article as they are now; figures only, the same for whoever may read it. */
export async function readBoard(house: House, _actor: PersonActor): Promise<Outcome<Board>> {
  const year = lastYear(house);
  const tallies = await tallyEntries(house, evidenceKinds, {
    ...year,
    most: boardEntriesMost,
  });
  return granted(judgeBoard(await gatherFacts(house, year), tallies, house.clock.now()));
}
