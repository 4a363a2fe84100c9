import { expect, test, vi } from "vitest";
import { dayMs } from "../../../tests/fixture/approval.ts";
import { openExportHouse } from "../../../tests/fixture/exports.ts";
import { value } from "../../../tests/fixture/places.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import { granted } from "../../contract/outcome.ts";
import { judge } from "../../kernel/retention/claims.ts";
import { classEnd } from "../../kernel/retention/classes.ts";
import { termEnd } from "../../kernel/retention/calendar.ts";
import { act, sequenceNow } from "../ledger/index.ts";
import { agreements, due, enrol, holds, items, markState, reclassify } from "./index.ts";

vi.setConfig({ testTimeout: 60_000 });
const timeZone = "Asia/Shanghai";

/** What the room should have in its books about the one lesson, kept beside it by hand. */
interface Book {
  cls: "T3" | "T5" | "P";
  years: number;
  readonly holds: Set<string>;
  waiting: { id: string; to: "T3" | "T5" | "P" } | null;
}

const seed = Number(process.env["SEED"] ?? 7);

test(`[P-5] ten years of one lesson in the real room, seed ${seed}: what it says is what the book says, and it goes only when both let go`, async () => {
  await using t = await openExportHouse({ segments: 1 });
  const { house, admin, director } = t;
  const draw = seededDraw(seed);
  await sequenceNow(house);
  while (await enrol(house));
  const [line] = value(await items.list(house, admin.actor, { offset: 0, kind: "footage" })).items;
  if (line === undefined) throw new Error("nothing is enrolled");
  const { itemId } = line;
  const endMs = t.lessonStartMs + 3_600_000;
  const book: Book = { cls: "T3", years: 0, holds: new Set(), waiting: null };
  const bookDue = () => {
    const { untilMs } = classEnd(book.cls, { endMs, timeZone });
    const agreed = book.years === 0 ? 0 : termEnd(endMs, { years: book.years }, timeZone);
    const claims = [
      { basis: "class" as const, untilMs, deleteByMs: null },
      { basis: "agreement" as const, untilMs: agreed, deleteByMs: null },
      ...[...book.holds].map(() => ({ basis: "hold" as const, untilMs: null, deleteByMs: null })),
    ];
    return judge({ state: "due", underRequest: false }, claims, t.clock.now()).eligible;
  };
  const steps: Record<string, () => Promise<void>> = {
    async hold() {
      const on = { scope: "lesson" as const, lessonIds: [t.lessonId] };
      const placed = value(
        await holds.place(house, admin.actor, { cause: "complaint", reason: "投诉", on }),
      );
      book.holds.add(placed.holdId);
    },
    async lift() {
      const [holdId] = book.holds;
      if (holdId === undefined) return;
      const lifting = { holdId, reason: "结案", signing: director.signing };
      value(await holds.lift(house, director.actor, lifting));
      book.holds.delete(holdId);
    },
    async agree() {
      const years = 1 + Math.floor(draw() * 6);
      const lessonIds = [t.lessonId];
      const ask = { partner: "协作单位", reference: "", years, lessonIds };
      value(await agreements.record(house, admin.actor, ask));
      book.years = Math.max(book.years, years);
    },
    async move() {
      const all = ["T3", "T5", "P"] as const;
      const to = all[Math.floor(draw() * 3)] ?? "T3";
      if (to === book.cls || book.waiting !== null) return;
      const ask = { itemId, class: to, partition: "daily-teaching" as const, reason: "调整" };
      const moved = value(await reclassify.propose(house, admin.actor, ask));
      if (moved.state === "done") book.cls = to;
      else book.waiting = { id: moved.reclassificationId, to };
    },
    async decide() {
      if (book.waiting === null) return;
      const decision = draw() < 0.7 ? ("agreed" as const) : ("disagreed" as const);
      const { id, to } = book.waiting;
      const ask = { reclassificationId: id, decision, opinion: "", signing: director.signing };
      value(await reclassify.decide(house, director.actor, ask));
      if (decision === "agreed") book.cls = to;
      book.waiting = null;
    },
  };
  const names = Object.keys(steps);
  let gone = false;
  for (let month = 0; month < 120 && !gone; month += 1) {
    t.clock.advance(Math.floor((20 + draw() * 20) * dayMs));
    if (draw() < 0.35) await steps[names[Math.floor(draw() * names.length)] ?? ""]?.();
    while (await enrol(house));
    const [said] = await due(house, { nowMs: t.clock.now(), itemIds: [itemId] });
    expect(
      said?.eligible,
      `month ${month} ${JSON.stringify({ ...book, holds: book.holds.size })}`,
    ).toBe(bookDue());
    const tried = await act(house, admin.actor, "item.disposed@1", async (tx) => {
      const marked = await markState(house, tx, { itemId, act: "propose", causeId: itemId });
      if (!marked.ok) return marked;
      return granted({
        value: undefined,
        subject: { type: "item", id: itemId },
        body: { itemId, reference: "", signatureSha256: "0".repeat(64) },
        also: marked.value.also,
      });
    });
    expect(tried.ok).toBe(said?.eligible);
    gone = tried.ok;
  }
});
