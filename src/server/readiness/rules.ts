import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Acknowledgement, RulesRead } from "../../contract/readiness.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type LessonFacts, lessonById, lessons } from "../lessons/index.ts";
import { findAccounts } from "../people/index.ts";
import { ownLesson } from "./of-lesson.ts";
import { type RulesNow, currentRules, rulesDigest } from "./rules-versions.ts";
import { insertAcknowledgement, selectAcknowledgements } from "./rules.store.ts";

/** A lesson of this trainee; to anybody else it is as unknown as none. */
async function attended(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<LessonFacts>> {
  const read = await lessons.read(house, actor, lessonId);
  if (!read.ok) return read;
  const facts = await lessonById(house, lessonId);
  return facts === undefined || !facts.studentIds.includes(actor.accountId)
    ? refused("not_found")
    : granted(facts);
}

/** The rules as a trainee reads them before the first check-in of a course (S0-4.4). */
export async function readRules(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<RulesRead>> {
  const found = await attended(house, actor, lessonId);
  if (!found.ok) return found;
  const { course } = found.value.lesson;
  const rules = await currentRules(house);
  const known = await selectAcknowledgements(house.db, house.siteId, {
    course,
    version: rules.version,
    accountIds: [actor.accountId],
  });
  return granted(shown(rules, known.get(actor.accountId) ?? null));
}

function shown(rules: RulesNow, acknowledgedAtMs: number | null): RulesRead {
  return { ...rules, acknowledgedAtMs };
}

/** Once for each course and version; a second time changes nothing. */
export async function acknowledgeRules(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly version: number },
): Promise<Outcome<RulesRead>> {
  const { lessonId, version } = ask;
  const read = await readRules(house, actor, lessonId);
  if (!read.ok || read.value.acknowledgedAtMs !== null) return read;
  const rules = await currentRules(house);
  // Another version than the one on the screen was not read.
  if (version !== rules.version) return refused("conflict");
  const found = await attended(house, actor, lessonId);
  if (!found.ok) return found;
  const { course } = found.value.lesson;
  return act(house, actor, "rules.acknowledged@1", async (tx) => {
    const atMs = house.clock.now();
    const row = { site_id: house.siteId, account_id: actor.accountId, course, version };
    if (!(await insertAcknowledgement(tx, { ...row, lesson_id: lessonId, at_ms: atMs })))
      return refused("conflict");
    return granted({
      value: shown(rules, atMs),
      subject: { type: "lesson", id: lessonId },
      body: { lessonId, version, rulesSha256: rulesDigest(rules) },
    });
  });
}

/** Who of a lesson's trainees has read them for its course: for its teacher, and for who supervises. */
export async function listAcknowledgements(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<{ version: number; lines: Acknowledgement[] }>> {
  const own = await ownLesson(house, actor, lessonId);
  if (!own.ok) return own;
  const { lesson, studentIds } = own.value.facts;
  const { version } = await currentRules(house);
  const known = await selectAcknowledgements(house.db, house.siteId, {
    course: lesson.course,
    version,
    accountIds: studentIds,
  });
  const people = await findAccounts(house, studentIds);
  const lines = studentIds
    .map((accountId) => ({
      accountId,
      name: people.get(accountId)?.name ?? "",
      atMs: known.get(accountId) ?? null,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return granted({ version, lines });
}
