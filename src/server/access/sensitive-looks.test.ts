import { expect, test } from "vitest";
import { hourMs, type Staff } from "../../../tests/fixture/approval.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { openOneLesson } from "../../../tests/fixture/one-lesson.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { Sensitivity } from "../../contract/lesson.ts";
import { requests, useGrant } from "../approval/index.ts";
import { historyOf } from "../ledger/index.ts";
import { lessonById, lessons } from "../lessons/index.ts";
import { labelLesson, notice, openViewing, stillHolds, useViewing } from "./index.ts";

async function openCentre() {
  const t = await openOneLesson();
  const { house, owner, lessonId } = t;
  const director = await t.staff("director", "director.one");
  const superior = await t.staff("superior", "superior.one");
  value(await notice.accept(house, owner.actor, 1));
  const label = (by: Staff, sensitivity: Sensitivity, signed = false) =>
    labelLesson(house, by.actor, {
      lessonId,
      sensitivity,
      reason: "涉及突发事件",
      signing: signed ? by.signing : null,
    });
  return { ...t, director, superior, label };
}

test("[S3-Q2] whoever plans raises the label; only the first approver's signature lowers it", async () => {
  await using t = await openCentre();
  const { house, admin, director, owner, lessonId, label } = t;
  expect(await label(owner, "sensitive")).toMatchObject({ code: "not_permitted" });
  expect(value(await label(admin, "secret")).sensitivity).toBe("secret");
  expect(await label(admin, "secret")).toMatchObject({ code: "conflict" });
  expect(await label(admin, "sensitive", true)).toMatchObject({ code: "label_lowered" });
  expect(await label(director, "sensitive")).toMatchObject({ code: "signature_missing" });
  const wrong = { ...director, signing: { ...director.signing, password: "not-it-at-all" } };
  expect(await label(wrong, "sensitive", true)).toMatchObject({ code: "secret_wrong" });
  expect(value(await label(director, "sensitive", true)).sensitivity).toBe("sensitive");
  // The plan's own form raises and never lowers; without a word of it the label stays.
  const change = (sensitivity?: Sensitivity) =>
    lessons.change(house, admin.actor, {
      lessonId,
      input: { ...t.input, ...(sensitivity === undefined ? {} : { sensitivity }) },
    });
  expect(await change("ordinary")).toMatchObject({ code: "label_lowered" });
  expect(value(await change()).sensitivity).toBe("sensitive");
  expect(value(await change("secret")).sensitivity).toBe("secret");
  const told = await historyOf(house, lessonId, { kinds: ["lesson.labelled@1"], most: 9 });
  expect(told.map(({ leaf }) => leaf.body)).toMatchObject([
    {
      before: { sensitivity: "secret" },
      after: { sensitivity: "sensitive" },
      signatureSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
    {
      before: { sensitivity: "ordinary" },
      after: { sensitivity: "secret" },
      signatureSha256: null,
    },
  ]);
  expect(told[0]?.personal.get("reason")).toBe("涉及突发事件");
});

test("[S3-Q2] what is secret opens by a grant only, for those who teach it, too, and at once", async () => {
  await using t = await openCentre();
  const { house, admin, director, owner, lessonId, label } = t;
  const look = () => openViewing(house, owner.actor, { lessonId, purpose: null });
  value(await label(admin, "sensitive"));
  const opened = value(await look());
  expect(opened.right).toBe("own-lesson");
  const viewing = value(await useViewing(house, owner.actor, opened.viewingId));
  value(await label(admin, "secret"));
  // Whoever was looking looks no more.
  expect(await stillHolds(house, viewing)).toBe(false);
  expect(await look()).toEqual({ ok: false, code: "secret_needs_grant" });
  const facts = await lessonById(house, lessonId);
  const asked = {
    lessonId,
    title: facts?.lesson.officialName ?? "",
    startMs: testStartMs + hourMs,
    endMs: testStartMs + 2 * hourMs,
    venue: "1 号实训室",
    sensitivity: facts?.lesson.sensitivity ?? "ordinary",
  };
  const file = async () =>
    value(
      await requests.file(house, owner.actor, {
        input: t.form({ lessonIds: [lessonId] }),
        lessons: [asked],
      }),
    ).requestId;
  const requestId = await file();
  value(await t.decide(admin, requestId));
  expect(await look()).toMatchObject({ code: "secret_needs_grant" });
  value(await t.decide(director, requestId, 2));
  expect(value(await look()).right).toBe("grant");
});

test("[S3-Q2] what was labelled higher after it was asked for is not covered by the old approval", async () => {
  await using t = await openCentre();
  const { house, admin, director, lessonId, label } = t;
  const colleague = await t.staff("teacher", "teacher.two");
  value(await notice.accept(house, colleague.actor, 1));
  const look = () => openViewing(house, colleague.actor, { lessonId, purpose: null });
  const { requestId } = value(await t.file(colleague, { lessonIds: [lessonId] }));
  value(await t.decide(admin, requestId));
  expect(value(await look()).right).toBe("grant");
  const clip = value(
    await t.file(colleague, { operation: "clip", window: null, lessonIds: [lessonId] }),
  );
  value(await t.decide(director, clip.requestId));
  value(await label(admin, "sensitive"));
  expect(await look()).toMatchObject({ code: "not_found" });
  const range = { lessonIds: [lessonId], cameraIds: [], span: null };
  const labels = new Map([[lessonId, "sensitive" as const]]);
  const use = { requestId: clip.requestId, use: "clip" as const, range };
  expect(await useGrant(house, admin.actor, { ...use, labels })).toMatchObject({
    code: "label_raised",
  });
  value(await label(director, "ordinary", true));
  expect(value(await look()).right).toBe("grant");
  expect(await useGrant(house, admin.actor, { ...use, labels: new Map() })).toMatchObject({
    ok: true,
  });
});
