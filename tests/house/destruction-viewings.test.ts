import { expect, test } from "vitest";
import { limits } from "../../src/contract/limits.ts";
import { notice, openViewing, sweepViewings, useViewing } from "../../src/server/access/index.ts";
import { destructions } from "../../src/server/destruction/index.ts";
import { entriesIn } from "../../src/server/ledger/index.ts";
import { listSegments, openBytes } from "../../src/server/playback/index.ts";
import { cameras } from "../../src/server/places/index.ts";
import { disposal } from "../../src/server/vault/index.ts";
import { openDestructionHouse } from "../fixture/destruction.ts";
import { value } from "../fixture/places.ts";

test("[S0-17.1, S0-9.2] a destruction that begins ends who is looking, tells by which case, and lets nobody begin", async () => {
  await using d = await openDestructionHouse();
  const { house, admin, witnesses } = d;
  const [teacher] = witnesses;
  const { itemId, homeId } = await d.plannedItem("心肺复苏实训", 40_000);
  await d.passYears();
  const { notice: text } = value(await notice.read(house, teacher.actor));
  value(await notice.accept(house, teacher.actor, text.version));
  const ask = { lessonId: homeId, purpose: null };
  const { caseId } = await d.bringTo([itemId], "witnessed");
  // Until the very act itself a teacher looks at the own lesson.
  const { viewingId } = value(await openViewing(house, teacher.actor, ask));
  const viewing = value(await useViewing(house, teacher.actor, viewingId));
  const [camera] = value(await cameras.list(house, admin.actor)).cameras;
  const span = { startMs: viewing.span.startMs, endMs: viewing.span.endMs };
  const line = { cameraId: camera?.cameraId ?? "", stream: "main" as const, span };
  const [segment] = value(await listSegments(house, viewing, line));
  const bytes = value(await openBytes(house, viewing, segment?.segmentId ?? ""));
  const stream = bytes.read({ startByte: 0, endByte: bytes.sizeBytes })[Symbol.asyncIterator]();
  const first = await stream.next();
  expect(first.done).toBe(false);
  const { password } = admin.signing;
  const begun = value(
    await destructions.execute(house, admin.actor, { caseId, password, code: null }),
  );
  // Nothing is erased yet, and all the same nobody looks any more.
  expect(await disposal.countReadable(house, homeId)).toBe(3);
  const told = { code: "item_destroyed", facts: { serial: begun.serial } };
  expect(await useViewing(house, teacher.actor, viewingId)).toMatchObject(told);
  expect(await openViewing(house, teacher.actor, ask)).toMatchObject(told);
  await d.work();
  // What still flowed ends without an error and without a byte of what was written over it.
  expect(await stream.next()).toMatchObject({ done: true });
  expect(await sweepViewings(house)).toBe(1);
  expect(await useViewing(house, teacher.actor, viewingId)).toMatchObject(told);
  const entered = await entriesIn(
    house,
    { fromMs: 0, toMs: 9e15 },
    { kinds: ["viewing.closed@2", "act.refused@1"], most: limits.pageRows },
  );
  const closed = entered.find(({ leaf }) => leaf.kind === "viewing.closed@2");
  expect(closed?.leaf.body).toMatchObject({ viewingId, exit: "destroyed" });
  expect(entered.map(({ leaf }) => leaf.body["code"])).toContain("item_destroyed");
});
