import { expect, test } from "vitest";
import type { HandIn, Mark, ScoreSheet } from "../../contract/scoring.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import { type Carrier, KeptMarks, type SheetOf } from "./kept-marks.ts";

const uuid = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const of = (student: number): SheetOf => ({ assignmentId: uuid(1), studentId: uuid(student) });
const mark = (n: number): Mark => ({
  markId: uuid(n),
  about: "a",
  value: 1,
  after: [],
  saidAtMs: n,
  reason: null,
});
const handIn: HandIn = { handInId: uuid(99), heads: [], remark: "", saidAtMs: 1 };
const sheet = {
  assignmentId: uuid(1),
  examinerId: uuid(2),
  examiner: "",
  marks: [],
  handIns: [],
};
class Refusal extends Error {}

function tablet(carrier: Partial<Carrier>, paper = new Map<string, string>()) {
  const house = { arrived: new Set<string>(), calls: 0 };
  const nothing = (studentId: string): ScoreSheet => ({ ...sheet, studentId });
  const shelf = {
    getItem: (key: string) => paper.get(key) ?? null,
    setItem: (key: string, text: string) => void paper.set(key, text),
    removeItem: (key: string) => void paper.delete(key),
  };
  const whole: Carrier = {
    marks: async ({ studentId }, marks) => {
      house.calls++;
      for (const one of marks) house.arrived.add(one.markId);
      return nothing(studentId);
    },
    handIn: async ({ studentId }) => nothing(studentId),
    arrived: () => {},
    isRefusal: (error) => error instanceof Refusal,
    ...carrier,
  };
  return { kept: new KeptMarks({ accountId: uuid(2), shelf, carrier: whole }), paper, house };
}

test("[S0-5.3.2] ten minutes without network and a page that was closed: every mark arrives, once the network is back", async () => {
  const draw = seededDraw(7);
  let online = false;
  const paper = new Map<string, string>();
  const arrived: string[] = [];
  const carrier: Partial<Carrier> = {
    marks: async ({ studentId }, marks) => {
      if (!online) throw new Error("offline");
      arrived.push(...marks.map((one) => one.markId));
      // Now and then the answer is lost: the house has them, the tablet does not know.
      if (draw() < 0.3) throw new Error("answer lost");
      return { ...sheet, studentId };
    },
  };
  const first = tablet(carrier, paper).kept;
  for (let n = 10; n < 300; n++) {
    first.keep(of(n % 7), mark(n));
    if (n % 10 === 0) await first.send();
  }
  expect(first.state().waiting).toHaveLength(290);
  const again = tablet(carrier, paper).kept;
  expect(again.state().waiting).toHaveLength(290);
  online = true;
  while (again.state().waiting.length > 0) await again.send();
  expect(new Set(arrived).size).toBe(290);
  expect(paper.size).toBe(0);
});

test("[S0-5.3.2] what the house refuses stands in nobody's way: it waits for a reason, or is dropped", async () => {
  let strict = true;
  const { kept, house } = tablet({
    marks: async ({ studentId }, marks) => {
      if (strict && marks.some((one) => one.reason === null)) throw new Refusal();
      for (const one of marks) house.arrived.add(one.markId);
      return { ...sheet, studentId };
    },
  });
  kept.keep(of(3), mark(10));
  kept.keep(of(4), mark(11));
  await kept.send();
  expect(kept.state().refused).toBeInstanceOf(Refusal);
  kept.giveReason("看错一步");
  await kept.send();
  expect([...house.arrived]).toEqual([uuid(10)]);
  kept.dropRefused();
  await kept.send();
  expect(kept.state()).toMatchObject({ waiting: [], refused: undefined });
  strict = false;
  kept.keep(of(4), mark(12));
  await kept.send();
  expect([...house.arrived]).toEqual([uuid(10), uuid(12)]);
});

test("[S0-5.3.2] a sheet is handed in after its marks, never before", async () => {
  const order: string[] = [];
  const { kept } = tablet({
    marks: async ({ studentId }, marks) => {
      order.push(`${marks.length} marks`);
      return { ...sheet, studentId };
    },
    handIn: async ({ studentId }) => {
      order.push("handed in");
      return { ...sheet, studentId };
    },
  });
  kept.keep(of(3), mark(10));
  kept.keep(of(3), mark(11));
  kept.keepHandIn(of(3), handIn);
  kept.keep(of(3), mark(12));
  await kept.send();
  expect(order).toEqual(["2 marks", "handed in", "1 marks"]);
});
