import type { PersonActor } from "../../contract/actor.ts";
import type { DoorCode } from "../../contract/attendance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { doorText, nextStepMs, stepAt } from "../../kernel/attendance/door-code.ts";
import { openAt } from "../../kernel/attendance/windows.ts";
import type { House } from "../../platform/house.ts";
import { lessonById } from "../lessons/index.ts";
import { doorMac } from "./door-key.ts";
import { type Gathered, gather, keeps } from "./gather.ts";

/** Draws a text as rows of dark and light; the desk brings it, and how the house is addressed. */
export interface DoorPen {
  readonly origin: string;
  draw(text: string): readonly string[];
}

/** The code of a lesson's door, for a screen that somebody who keeps the lesson signed in at. */
export async function showDoor(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly pen: DoorPen },
): Promise<Outcome<DoorCode>> {
  const facts = await lessonById(house, ask.lessonId);
  if (facts === undefined || !(await keeps(house, actor, facts))) return refused("not_found");
  if (facts.lesson.state === "cancelled") return refused("conflict", { state: "cancelled" });
  return granted(await doorOf(house, await gather(house, facts), ask.pen));
}

/** The door as it is now; closed doors have no code. */
export async function doorOf(house: House, all: Gathered, pen: DoorPen): Promise<DoorCode> {
  const { lesson } = all.facts;
  const nowMs = house.clock.now();
  const open = openAt(nowMs, all.windows);
  const text = open.length === 0 ? undefined : await codeOf(house, lesson, nowMs);
  return {
    lessonId: lesson.lessonId,
    project: lesson.project,
    course: lesson.course,
    teachers: lesson.teachers.map((teacher) => teacher.name),
    venueName: lesson.venueName,
    startMs: lesson.startMs,
    endMs: lesson.endMs,
    open,
    // Behind the #: browsers send no such part, so no log of any server on the way can hold it.
    qr: text === undefined ? [] : [...pen.draw(`${pen.origin}/check-in#${text}`)],
    nextAtMs: nextStepMs(nowMs),
    nowMs,
    inCount: all.tally.valid + all.tally.late,
    outCount: all.tally.out,
    expected: all.tally.expected,
  };
}

async function codeOf(
  house: House,
  door: { readonly lessonId: string; readonly venueId: string },
  nowMs: number,
): Promise<string> {
  return doorText(await doorMac(house), door, stepAt(nowMs));
}
