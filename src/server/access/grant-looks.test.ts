import { expect, test } from "vitest";
import { dayMs, hourMs } from "../../../tests/fixture/approval.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { openOneLesson } from "../../../tests/fixture/one-lesson.ts";
import { value } from "../../../tests/fixture/places.ts";
import { requests, sweepRequests } from "../approval/index.ts";
import { historyOf } from "../ledger/index.ts";
import { listLookers, notice, openViewing, sweepViewings, useViewing } from "./index.ts";

/** A colleague's lesson of an hour, and a teacher who has nothing to do with it. */
async function openCentre() {
  const t = await openOneLesson();
  const colleague = await t.staff("teacher", "teacher.two");
  value(await notice.accept(t.house, colleague.actor, 1));
  return { ...t, colleague };
}

test("[S0-10a] [C-11] [S1-A6b] a registered look opens, is told with its number, and closes with its window", async () => {
  await using t = await openCentre();
  const { house, colleague, lessonId } = t;
  const look = () => openViewing(house, colleague.actor, { lessonId, purpose: null });
  expect(await look()).toMatchObject({ code: "not_found" });
  const window = { startMs: testStartMs, endMs: testStartMs + 2 * hourMs };
  const filed = value(await t.file(colleague, { lessonIds: [lessonId], window }));
  expect(await look()).toMatchObject({ code: "not_found" });
  value(await t.decide(t.admin, filed.requestId));
  const opened = value(await look());
  const { requestId, serial } = filed;
  expect(opened).toMatchObject({ right: "grant", serial, expiresAtMs: window.endMs });
  expect(await listLookers(house, lessonId)).toMatchObject([
    { right: "grant", serial, purpose: "teaching-research" },
  ]);
  const entered = await historyOf(house, opened.viewingId, { most: 1 });
  expect(entered[0]?.leaf.body).toMatchObject({
    right: "grant",
    grant: { requestId, serial },
    purpose: "teaching-research",
  });
  t.clock.advance(2 * hourMs);
  expect(await useViewing(house, colleague.actor, opened.viewingId)).toMatchObject({
    code: "viewing_closed",
  });
  expect(await sweepViewings(house)).toBe(1);
  expect(await look()).toMatchObject({ code: "not_found" });
  expect(await sweepRequests(house)).toBe(1);
  expect(value(await requests.read(house, colleague.actor, requestId)).state).toBe("closed");
});

test("[S1-A6a] a grant for one lesson, one camera and ten minutes shows nothing else", async () => {
  await using t = await openCentre();
  const { house, colleague, lessonId } = t;
  const cameraId = house.newId();
  const span = { startMs: testStartMs + hourMs, endMs: testStartMs + hourMs + 600_000 };
  const window = { startMs: testStartMs, endMs: testStartMs + dayMs };
  const asked = { lessonIds: [lessonId], cameraIds: [cameraId], span, window };
  const filed = value(await t.file(colleague, asked));
  value(await t.decide(t.admin, filed.requestId));
  const opened = value(await openViewing(house, colleague.actor, { lessonId, purpose: null }));
  expect(opened).toMatchObject({ cameraIds: [cameraId], span });
  const viewing = value(await useViewing(house, colleague.actor, opened.viewingId));
  expect([viewing.shows(cameraId), viewing.shows(house.newId())]).toEqual([true, false]);
  const other = { lessonId: house.newId(), purpose: null };
  expect(await openViewing(house, colleague.actor, other)).toMatchObject({ code: "not_found" });
});
