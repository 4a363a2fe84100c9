import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { TodayLine } from "../../contract/readiness.ts";
import { dayStart, localTime, nextDate } from "../../kernel/local-time.ts";
import { cardState } from "../../kernel/readiness/card-times.ts";
import { isFormalExam } from "../../kernel/readiness/exam-gate.ts";
import type { House } from "../../platform/house.ts";
import { readRecorderState } from "../../platform/spool-places.ts";
import type { Watch } from "../detection/index.ts";
import { lessons } from "../lessons/index.ts";
import { cameras } from "../places/index.ts";
import { sealing } from "../privacy/index.ts";
import { selectExams, selectSignings } from "./readiness.store.ts";

/** The teacher's own lessons of today: whether the cameras are ready, and what must be confirmed. */
export async function readToday(
  house: House,
  actor: PersonActor,
  watch: Watch,
): Promise<Outcome<{ lessons: TodayLine[] }>> {
  const { timeZone } = house.config;
  const nowMs = house.clock.now();
  const today = localTime(nowMs, timeZone).date;
  const span = { fromMs: dayStart(today, timeZone), toMs: dayStart(nextDate(today), timeZone) };
  const listed = await lessons.list(house, actor, span);
  if (!listed.ok) return listed;
  const own = listed.value.lessons
    .filter(
      (lesson) =>
        lesson.state !== "cancelled" &&
        lesson.teachers.some((one) => one.accountId === actor.accountId),
    )
    .toSorted((a, b) => a.startMs - b.startMs);
  const ids = own.map((lesson) => lesson.lessonId);
  const signed = await selectSignings(house.db, ids);
  const exams = await selectExams(house.db, ids);
  const events = await sealing.ofLessons(house, ids);
  const fitted = await cameras.list(house, { kind: "system", name: "gate" });
  const active = fitted.ok ? fitted.value.cameras.filter((one) => one.state === "active") : [];
  const troubled = await troubledNow(house, watch);
  return granted({
    lessons: own.map((lesson) => {
      const { lessonId, officialName, venueId, venueName, startMs, endMs } = lesson;
      const here = active.filter((camera) => camera.venueId === venueId);
      const signedAtMs = signed.get(lessonId)?.signed_at_ms ?? null;
      return {
        lessonId,
        title: officialName,
        venueName,
        startMs,
        endMs,
        card: lesson.recording ? cardState({ startMs, endMs, signedAtMs }, nowMs) : null,
        cameras: here.length,
        troubled: here.filter((camera) => troubled.has(camera.cameraId)).length,
        exam: isFormalExam(lesson) ? (exams.has(lessonId) ? "open" : "closed") : null,
        sealed: events.some((event) => event.lessonId === lessonId && event.sealed),
      };
    }),
  });
}

/** Cameras of which detection says something, or that the recorder cannot reach. */
async function troubledNow(house: House, watch: Watch): Promise<Set<string>> {
  const recorder = await readRecorderState(house);
  const lost = (recorder?.cameras ?? []).filter((one) => one.state === "lost");
  const wrong = watch.now().filter((one) => one.wrong.length > 0);
  return new Set([...lost, ...wrong].map((one) => one.cameraId));
}
