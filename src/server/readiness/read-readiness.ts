import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { CardSigned, PrivacyEvent, Problem, Readiness } from "../../contract/readiness.ts";
import { rolePermissions } from "../../contract/roles.ts";
import { cardOpensMs, cardState } from "../../kernel/readiness/card-times.ts";
import type { House } from "../../platform/house.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { sealing } from "../privacy/index.ts";
import { readExam } from "./exams.ts";
import { camerasOf, ownLesson } from "./of-lesson.ts";
import {
  type ReportRow,
  type SigningRow,
  selectLook,
  selectOverrides,
  selectReports,
  selectSignings,
} from "./readiness.store.ts";

/** All that stands before and during a lesson, for whoever reads the lesson. */
export async function readReadiness(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<Readiness>> {
  const own = await ownLesson(house, actor, lessonId);
  if (!own.ok) return own;
  const { facts, teaches, keepsRoom } = own.value;
  const { lesson } = facts;
  const nowMs = house.clock.now();
  const row = (await selectSignings(house.db, [lessonId])).get(lessonId);
  const { siteId } = house;
  const reports = await selectReports(house.db, { siteId, lessonId, most: limits.pageRows });
  const events = await sealing.ofLessons(house, [lessonId]);
  const permits = rolePermissions[actor.role];
  const signedAtMs = row?.signed_at_ms ?? null;
  return granted({
    lessonId,
    title: lesson.officialName,
    nowMs,
    startMs: lesson.startMs,
    endMs: lesson.endMs,
    recordFromMs: lesson.recordFromMs,
    opensAtMs: lesson.startMs - cardOpensMs,
    card:
      lesson.recording && lesson.state !== "cancelled"
        ? cardState({ ...lesson, signedAtMs }, nowMs)
        : null,
    signed: row === undefined ? null : await signedOf(house, row),
    teaches: teaches && lesson.state !== "cancelled",
    mayReport: permits.includes("problem.report") && lesson.state !== "cancelled",
    mayDeclare:
      permits.includes("privacy.declare") && (teaches || keepsRoom) && lesson.state === "recording",
    cameras: await camerasOf(house, facts),
    exam: await readExam(house, facts),
    problems: reports.map(problemOf),
    privacy: events.map((event) => ({ ...event, lesson: lesson.officialName })),
  });
}

async function signedOf(house: House, row: SigningRow): Promise<CardSigned | null> {
  const look = await selectLook(house.db, house.siteId, row.look_id);
  if (look === undefined) return null;
  const { look_id: lookId, at_ms: atMs, items, pictures, sha256 } = look;
  return {
    name: row.name,
    atMs: row.signed_at_ms,
    late: row.late,
    look: { lookId, atMs, items, pictures, sha256 },
    remarks: row.remarks,
    signatureSha256: row.signature_sha256,
  };
}

function problemOf(row: ReportRow): Problem {
  return {
    reportId: row.report_id,
    kind: row.kind,
    text: row.text,
    by: row.by_name,
    atMs: row.at_ms,
    incidentId: row.incident_id,
    detectedAtMs: row.detected_at_ms,
  };
}

export interface Waiting {
  readonly privacy: PrivacyEvent[];
  readonly overrides: {
    readonly overrideId: string;
    readonly lessonId: string;
    readonly lesson: string;
    readonly askedBy: string;
    readonly askedAtMs: number;
    readonly reason: string;
  }[];
}

/** What waits for the director, oldest first. */
export async function readWaiting(house: House): Promise<Outcome<Waiting>> {
  const events = await sealing.undecided(house);
  const { siteId } = house;
  const found = await selectOverrides(house.db, {
    siteId,
    undecided: true,
    most: limits.pageRows,
  });
  const ids = [...events.map((one) => one.lessonId), ...found.map(({ row }) => row.lesson_id)];
  const named = new Map(
    (await lessonsOfOccasions(house, [...new Set(ids)])).map(({ lesson }) => [
      lesson.lessonId,
      lesson.officialName,
    ]),
  );
  return granted({
    privacy: events
      .map((event) => ({ ...event, lesson: named.get(event.lessonId) ?? "" }))
      .toReversed(),
    overrides: found
      .map(({ row }) => ({
        overrideId: row.override_id,
        lessonId: row.lesson_id,
        lesson: named.get(row.lesson_id) ?? "",
        askedBy: row.asked_by_name,
        askedAtMs: row.asked_at_ms,
        reason: row.reason,
      }))
      .toReversed(),
  });
}
