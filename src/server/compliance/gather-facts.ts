import type { BoardFacts } from "../../kernel/compliance/judge-board.ts";
import type { House } from "../../platform/house.ts";
import { countCare } from "./count-care.ts";
import { countIncidents } from "./count-incidents.ts";
import { countKeeping } from "./count-keeping.ts";
import { countLedger } from "./count-ledger.ts";
import { countLooking } from "./count-looking.ts";
import { countPeople } from "./count-people.ts";
import { countRecording } from "./count-recording.ts";
import type { Span } from "./reader.ts";

/** Every figure of the board, asked of the rooms that know it; nothing is kept. */
export async function gatherFacts(house: House, year: Span): Promise<BoardFacts> {
  const { archiveUnreceived, ...incidents } = await countIncidents(house);
  const [recording, ledger, people, keeping, looking, care] = await Promise.all([
    countRecording(house, year),
    countLedger(house),
    countPeople(house, year),
    countKeeping(house),
    countLooking(house, year),
    countCare(house),
  ]);
  const { campaignsOverdue, ...duties } = care;
  return {
    ...incidents,
    ...recording,
    ...ledger,
    ...people,
    ...keeping,
    ...looking,
    ...duties,
    archiveOverdue: archiveUnreceived + campaignsOverdue,
  };
}

/** Figures of things that pass are those of the last twelve months. */
export function lastYear(house: House): Span {
  const nowMs = house.clock.now();
  return { fromMs: nowMs - 365 * 86_400_000, toMs: nowMs + 1 };
}
