import { entryFigures } from "../../kernel/compliance/questions.ts";
import type { AnswerFacts } from "../../kernel/compliance/answer-questions.ts";
import { everyVersion } from "../../kernel/compliance/every-version.ts";
import type { House } from "../../platform/house.ts";
import { listCases } from "../approval/index.ts";
import { completion } from "../completion/index.ts";
import { incidents } from "../incidents/index.ts";
import { tallyEntries } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { joinAccess } from "../registers/index.ts";
import { storage } from "../storage/index.ts";
import { boardReader, type Span, told } from "./reader.ts";

/** What the questions count within a period. */
export async function countPeriod(house: House, span: Span): Promise<AnswerFacts> {
  const reader = boardReader(house);
  const joined = told(await joinAccess(house, listCases, span));
  const gaps = await completion.tally(house, span);
  const { lines } = told(await incidents.statistics(house, reader, span));
  const { cameras } = told(await storage.read(house, reader));
  return {
    ...(await countEntries(house, span)),
    lessonsIn: (await lessons.tally(house, span)).held,
    interruptions: gaps.standing,
    missingInMs: gaps.missingMs,
    unreasonedIn: gaps.unreasoned,
    viewingsIn: joined.viewings,
    byGrant: joined.byGrant,
    unmatchedIn: joined.unmatched.length,
    breachedIncidents: lines.reduce((all, line) => all + line.breached, 0),
    rollingCameras: cameras.length,
    leastDays: cameras.length === 0 ? 0 : Math.min(...cameras.map((one) => one.days)),
    camerasShort: cameras.filter((one) => one.days < one.dueDays).length,
  };
}

async function countEntries(house: House, span: Span): Promise<AnswerFacts> {
  const tallies = await tallyEntries(house, everyVersion(Object.values(entryFigures).flat()), span);
  return Object.fromEntries(
    Object.entries(entryFigures).map(([figure, of]) => [
      figure,
      everyVersion(of).reduce((all, kind) => all + (tallies.get(kind)?.count ?? 0), 0),
    ]),
  );
}
