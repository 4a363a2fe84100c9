import type { PersonActor } from "../../contract/actor.ts";
import type { OwnAttendance } from "../../contract/attendance.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { selectOwnLessons } from "./attendance.store.ts";
import { gather } from "./gather.ts";

/** Where the person who asks was noted, the newest lesson first. Nothing of others is in it. */
export async function ownAttendance(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ lessons: OwnAttendance[] }>> {
  const { accountId } = actor;
  const most = limits.ownAttendanceListed;
  const ids = await selectOwnLessons(house.db, { siteId: house.siteId, accountId, most });
  const facts = await lessonsOfOccasions(house, ids);
  const lessons: OwnAttendance[] = [];
  for (const one of facts) {
    const { lines } = await gather(house, one);
    const line = lines.find((own) => own.attendee?.account_id === accountId);
    if (line === undefined) continue;
    const { lessonId, project, venueName, startMs, endMs } = one.lesson;
    const { standing, inAtMs, outAtMs } = line.stands;
    lessons.push({ lessonId, project, venueName, startMs, endMs, standing, inAtMs, outAtMs });
  }
  return granted({ lessons: lessons.toSorted((a, b) => b.startMs - a.startMs) });
}
