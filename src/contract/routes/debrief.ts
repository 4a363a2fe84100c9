import { z } from "zod";
import { Attempt, Note, NoteInput } from "../debrief.ts";
import { Id, Ms } from "../ids.ts";
import { route } from "../route.ts";
import { AttemptScore } from "./scoring.ts";

const OfLesson = z.strictObject({ lessonId: Id });

/** Debrief (复盘): attempts, what was marked when, and teaching notes. Pictures come by a viewing, as always. */
export const debriefRoutes = {
  "debrief.read": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/debrief",
    permission: "viewing.open",
    audit: { none: "read" },
    title: { zh: "复盘", en: "Attempts and notes of a lesson" },
    params: OfLesson,
    answer: z.strictObject({
      lessonId: Id,
      lesson: z.string(),
      startMs: Ms,
      /** Of this lesson first, then of others that can be compared with it. */
      attempts: z.array(Attempt),
      notes: z.array(Note),
      mayNote: z.boolean(),
    }),
  }),
  "debrief.attempt": route({
    method: "GET",
    path: "/api/scoring/{assignmentId}/students/{studentId}/attempt",
    permission: "viewing.open",
    audit: { none: "read" },
    title: { zh: "一次操作的评分与时间点", en: "Steps, points and times of one attempt" },
    params: z.strictObject({ assignmentId: Id, studentId: Id }),
    answer: AttemptScore,
  }),
  "debrief.note": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/debrief/notes",
    permission: "debrief.write",
    audit: "debrief.noted@1",
    title: { zh: "写教学批注", en: "Keep a note or a drawing" },
    params: OfLesson,
    body: NoteInput,
    answer: Note,
  }),
} as const;
