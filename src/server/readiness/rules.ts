import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Acknowledgement, RulesRead } from "../../contract/readiness.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type LessonFacts, lessonById, lessons } from "../lessons/index.ts";
import { findAccounts } from "../people/index.ts";
import { digestOf } from "../signing/index.ts";
import { ownLesson } from "./of-lesson.ts";
import { insertAcknowledgement, selectAcknowledgements } from "./rules.store.ts";

/** What Article 4(4) asks of trainees; a change of a word is the next version. */
const rules = {
  version: 1,
  zh: [
    "按操作规程使用设备，听从教师安排。",
    "不遮挡、不移动、不损坏摄像机和拾音器。",
    "不触碰录制主机和控制终端，不更改任何设置。",
    "不修改、不删除操作数据和成绩。",
    "不私自拍摄、下载、转发课堂影像。",
    "发现设备异常或安全隐患，立即报告教师。",
  ],
  en: [
    "Use the equipment by its procedure and follow the teacher.",
    "Do not cover, move or damage cameras and microphones.",
    "Do not touch recorders or control terminals, and change no setting.",
    "Do not alter or delete operation data or scores.",
    "Do not film, download or forward pictures of the class.",
    "Report a fault or a hazard to the teacher at once.",
  ],
} as const;

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
  const known = await selectAcknowledgements(house.db, house.siteId, {
    course,
    version: rules.version,
    accountIds: [actor.accountId],
  });
  return granted(shown(known.get(actor.accountId) ?? null));
}

function shown(acknowledgedAtMs: number | null): RulesRead {
  return { version: rules.version, zh: [...rules.zh], en: [...rules.en], acknowledgedAtMs };
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
      value: shown(atMs),
      subject: { type: "lesson", id: lessonId },
      body: { lessonId, version, rulesSha256: digestOf(rules) },
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
  const { version } = rules;
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
