import { RefusedError } from "../../../src/platform/house-client.ts";
import { until } from "../../fixture/running-house.ts";
import type { Day, DayLesson } from "./furnish-day.ts";
import type { Person } from "./people.ts";

interface Signed {
  readonly lessonId: string;
  readonly teacher: Person;
}

/** Before the first lesson teachers and examiners look at the cards of their day and sign them. */
export async function signCards(day: Day): Promise<number> {
  const rooms = day.stations.map(({ lessonId, examiner }) => ({ lessonId, teacher: examiner }));
  const ofEach = Map.groupBy([...day.lessons, ...rooms], (one) => one.teacher.accountId).values();
  const signing = Array.from(ofEach, async (own) => {
    for (const one of own) await signCard(one);
    return own.length;
  });
  return (await Promise.all(signing)).reduce((sum, count) => sum + count, 0);
}

async function signCard({ lessonId, teacher }: Signed): Promise<void> {
  const params = { lessonId };
  const { look } = await teacher.call("card.look", { params, body: {} });
  const remarks = look.items
    .filter((item) => item.state === "bad")
    .map(({ check, cameraId, cause }) => ({ check, cameraId, text: cause ?? "待查" }));
  for (const { check, cause } of look.items.filter((item) => item.state === "bad"))
    console.log(`card: ${check} is bad: ${cause}`);
  const body = { lookId: look.lookId, remarks, signing: teacher.signing };
  await teacher.call("card.sign", { params, body });
}

/**
 * After the lesson its teacher says why seconds are missing, and confirms the rest with a signature. What changed
 * between looking and signing is refused; then the teacher looks again, as the screen says.
 */
async function confirm(lesson: DayLesson): Promise<void> {
  const { lessonId, teacher } = lesson;
  const settled = async () =>
    (await teacher.call("completion.card", { params: { lessonId } })).settled;
  await until(settled, 150_000, "the lesson is settled");
  const confirmed = async () => {
    try {
      return await tryToConfirm(lesson);
    } catch (cause) {
      if (!(cause instanceof RefusedError)) throw cause;
      console.log(`${lesson.label}: ${cause.code}`);
      return false;
    }
  };
  await until(confirmed, 120_000, "the lesson is confirmed");
}

async function tryToConfirm({ lessonId, teacher }: DayLesson): Promise<boolean> {
  const params = { lessonId };
  const read = () => teacher.call("completion.card", { params });
  const { interruptions } = await read();
  // Just seen: registered within the minute.
  if (interruptions.some((one) => one.interruptionId === null)) return false;
  const open = interruptions.flatMap(({ reason, interruptionId }) =>
    reason === null && interruptionId !== null ? [interruptionId] : [],
  );
  if (open.length > 0)
    await teacher.call("completion.reason", {
      params,
      body: { interruptionIds: open, reason: "camera", text: "摄像机故障" },
    });
  const { factsSha256 } = await read();
  const body = { factsSha256, remark: "", signing: teacher.signing };
  const card = await teacher.call("completion.confirm", { params, body });
  return card.state === "confirmed";
}

export async function confirmAll(day: Day): Promise<void> {
  const ofEach = Map.groupBy(day.lessons, (one) => one.teacher.accountId).values();
  const confirming = Array.from(ofEach, async (own) => {
    for (const lesson of own) await confirm(lesson);
  });
  await Promise.all(confirming);
}
