import { writeFileSync } from "node:fs";
import { test } from "@playwright/test";
import { furnish } from "../../src/cli/demo-furnish.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { copyWithOwners, startHouse, until } from "../fixture/running-house.ts";
import { admin, factsFile, isRecordedWhole, ownSecret, stoppedHouse } from "./furnished-house.ts";
import { shared, tellCameras } from "./shared.ts";

const lastsMs = 14_000;
/** The next lesson begins after all walks have ended. */
const breakMs = 14 * 60_000;

/** One camera is cut off in the middle, so that there is a gap to look at. */
test("a centre is furnished, records a lesson and is put aside", async () => {
  test.setTimeout(200_000);
  await using house = await startHouse();
  const client = house.client();
  const cameraPort = Number(shared("cameraPort"));
  const wishes = { root: house.root, admin, cameraPort, startsInMs: 7_000, lastsMs, breakMs };
  const { lesson, accounts } = await furnish(client, wishes);
  const soonMs = lesson.startMs + 5_000 - systemClock.now();
  const fault = { camera: "C03", fault: { kind: "kill" }, atMs: soonMs, forMs: 4_000 };
  await tellCameras("fault", fault);
  for (const { login, secret } of accounts) {
    const own = house.client();
    await own.call("sign-in.open", { body: { login, password: secret } });
    await own.call("me.change-secret", { body: { current: secret, next: ownSecret } });
  }
  const { lessonId } = lesson;
  await systemClock.sleep(Math.max(0, lesson.startMs + lastsMs - systemClock.now()));
  await until(() => isRecordedWhole(client, lessonId), 60_000, "the lesson is in the vault");
  const query = { fromMs: lesson.startMs, toMs: lesson.startMs + 3_600_000 };
  const { lessons } = await client.call("lessons.list", { query });
  const plannedLessonId = lessons.find((one) => one.state === "planned")?.lessonId ?? "";
  await house.stop();
  copyWithOwners(house.root, stoppedHouse());
  writeFileSync(factsFile(), JSON.stringify({ lessonId, plannedLessonId }));
});
