import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { webRoutes } from "../../../tests/walks/web-routes.ts";
import { articles } from "../../contract/articles.ts";
import { type BoardFault, boardCounts, boardFaults } from "../../contract/board-figures.ts";
import {
  Board,
  EvidencePath,
  InspectorAnswer,
  questionNumbers,
} from "../../contract/compliance.ts";
import { type EntryKind, entryKinds } from "../../contract/entries.ts";
import { principles } from "../../contract/principles.ts";
import { rolePermissions } from "../../contract/roles.ts";
import { answerQuestions } from "./answer-questions.ts";
import { controls } from "./controls.ts";
import { dutyFaults } from "./duty-faults.ts";
import { type BoardFacts, evidenceKinds, judgeBoard, type Tallies } from "./judge-board.ts";
import { principleChecks } from "./principle-checks.ts";
import { questions } from "./questions.ts";

const names = [...boardCounts, ...boardFaults];
const facts = (of: Partial<BoardFacts> = {}): BoardFacts => ({
  ...(Object.fromEntries(names.map((name) => [name, 0])) as BoardFacts),
  ...of,
});
const nothing: Tallies = new Map();
const atMs = 1_780_000_000_000;
const redOf = (board: Board) => ({
  principles: board.principles.filter((one) => one.state === "red").map((one) => one.key),
  articles: board.articles.filter((one) => one.state === "red").map((one) => one.key),
});
/** One fault of each principle, and what turns red with it. */
const faultsOf = (key: (typeof principles)[number]): readonly BoardFault[] =>
  principleChecks[key].flatMap((check): readonly BoardFault[] => check.faults);

describe("the board", () => {
  test("[S0-3a] has six principles and the 74 rows of 22 articles, in their order", () => {
    const board = Board.parse(judgeBoard(facts(), nothing, atMs));
    expect(board.principles.map((one) => one.key)).toEqual([...principles]);
    expect(board.articles).toHaveLength(74);
    const numbers = board.articles.map((one) => one.article);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect([...new Set(numbers)]).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(redOf(board)).toEqual({ principles: [], articles: [] });
  });

  test("[S0-3a] each fault turns exactly the checks and articles red that name it, and no other", () => {
    for (const fault of boardFaults.filter((one) => one !== "principlesRed")) {
      const board = judgeBoard(facts({ [fault]: 1 }), nothing, atMs);
      const red = redOf(board);
      expect(red.principles, fault).toEqual(
        principles.filter((key) => faultsOf(key).includes(fault)),
      );
      const named = articles.filter(({ key }) => controls[key].faults.includes(fault));
      const whole = red.principles.length > 0 ? ["S0-3a"] : [];
      expect(red.articles.toSorted(), fault).toEqual(
        [...new Set([...named.map(({ key }) => key), ...whole])].toSorted(),
      );
      expect([...red.principles, ...red.articles], fault).not.toEqual([]);
    }
  });

  test("[S0-3a] is the same whatever the counts are: only faults make it red", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: boardCounts.length }), (values) => {
        const counted = Object.fromEntries(boardCounts.map((name, at) => [name, values[at] ?? 0]));
        const board = judgeBoard({ ...facts(), ...counted }, nothing, atMs);
        expect(redOf(board)).toEqual({ principles: [], articles: [] });
      }),
    );
  });

  test("[S0-4.4, S0-12.1, S0-14.1, S0-14.3] a human duty is never green: it says when something was last done for it", () => {
    const kind = "rules.acknowledged@1" satisfies EntryKind;
    const told: Tallies = new Map([[kind, { count: 3, newestAtMs: atMs - 5 }]]);
    const board = judgeBoard(facts(), told, atMs);
    const human = board.articles.filter((one) => one.class === "human");
    expect(human.map((one) => one.key)).toEqual(
      expect.arrayContaining(["S0-4.4", "S0-12.1", "S0-14.1", "S0-14.3"]),
    );
    expect(human.filter((one) => one.state !== "human")).toEqual([]);
    const rule = (key: string) => human.find((one) => one.key === key);
    expect(rule("S0-4.4")).toMatchObject({ lastEvidenceAtMs: atMs - 5, figures: { entries: 3 } });
    expect(rule("S0-12.1")).toMatchObject({ lastEvidenceAtMs: null, figures: { entries: 0 } });
    const red = judgeBoard(facts({ usbUnknown: 2 }), told, atMs).articles;
    expect(red.find((one) => one.key === "S0-14.3")).toMatchObject({
      state: "red",
      faults: ["usbUnknown"],
      figures: { usbUnknown: 2 },
    });
  });

  test("[S0-5.1.1] entries of every version of a kind are evidence", () => {
    const told: Tallies = new Map([
      ["sign-in.opened@1", { count: 2, newestAtMs: 5 }],
      ["sign-in.opened@2", { count: 3, newestAtMs: 9 }],
    ]);
    const { articles: rows } = judgeBoard(facts(), told, atMs);
    expect(rows.find((one) => one.key === "S0-5.1.1")).toMatchObject({
      lastEvidenceAtMs: 9,
      figures: { entries: 5 },
    });
    expect(evidenceKinds).toEqual(expect.arrayContaining(["sign-in.opened@1", "sign-in.opened@2"]));
    expect(evidenceKinds).toHaveLength(new Set(evidenceKinds).size);
  });

  test("[S0-3a] every article has evidence somebody can make, on a page an inspector may open", () => {
    const pages = new Map(webRoutes().map((route) => [route.path, route.permission]));
    const mayOpen = (path: string) => {
      const { pathname } = new URL(path, "http://house.example");
      const page = pathname.replace(/^\/registers\/F-\d\d$/, "/registers/$form");
      const permission = pages.get(page);
      return permission !== undefined && rolePermissions.auditor.includes(permission);
    };
    const checks = principles.flatMap((key) => principleChecks[key].map(({ path }) => path));
    const paths = [...articles, ...questions].map(({ path }) => path);
    for (const path of new Set<string>([...paths, ...checks])) {
      expect(EvidencePath.parse(path)).toBe(path);
      expect(mayOpen(path), path).toBe(true);
      const kind = new URL(path, "http://house.example").searchParams.get("kind");
      if (kind !== null) expect(Object.hasOwn(entryKinds, kind), kind).toBe(true);
    }
    for (const { key } of articles) {
      const { evidence } = controls[key];
      expect(evidence.length, key).toBeGreaterThan(0);
      expect(evidence.every((kind) => Object.hasOwn(entryKinds, kind))).toBe(true);
    }
  });
});

describe("an inspector's questions", () => {
  const answer = (no: string, of: Parameters<typeof answerQuestions>[0]) =>
    answerQuestions(of).find((one) => one.no === no);

  test("[S0-18.3] are 25, each with its answer, even in a house where nothing happened", () => {
    const answers = answerQuestions({}).map((one) => InspectorAnswer.parse(one));
    expect(answers.map((one) => one.no)).toEqual([...questionNumbers]);
  });

  test("[S0-18.3] what no room keeps is said to be not kept, whatever the figures", () => {
    const many = Object.fromEntries(names.map((name) => [name, 9]));
    const absent = ["I-13", "I-14", "I-17", "I-18", "I-19", "I-23"];
    const notKept = answerQuestions({ ...many, rollingCameras: 1 }).filter(
      (one) => one.state === "not-kept",
    );
    expect(notKept.map((one) => one.no)).toEqual(absent);
    expect(answer("I-16", {})).toMatchObject({ state: "not-kept" });
    expect(answer("I-16", { rollingCameras: 2 })).toMatchObject({ state: "shown" });
    expect(answer("I-16", { rollingCameras: 2, camerasShort: 1 })).toMatchObject({
      state: "lacking",
      faults: ["camerasShort"],
    });
  });

  test("[S0-8.1c] a copy that was never tried is lacking, and the answer names what", () => {
    expect(answer("I-07", { nightsFinished: 3, copyChecks: 1 })).toMatchObject({
      state: "lacking",
      faults: ["houseTrials"],
    });
    expect(answer("I-07", { nightsFinished: 3, copyChecks: 1, houseTrials: 1 })).toMatchObject({
      state: "shown",
      faults: [],
    });
  });

  test("[S0-11.1] a viewing nobody allowed makes the register's answer lacking", () => {
    expect(answer("I-04", { unmatchedIn: 1 })).toMatchObject({ state: "lacking" });
    expect(answer("I-04", {})).toMatchObject({ state: "shown", tables: expect.any(Array) });
  });
});

describe("duties of accounts", () => {
  test.each([
    [[], 0, 0],
    [[{ personKey: "a", category: "staff", role: "admin" }], 0, 0],
    [[{ personKey: "a", category: "student", role: "admin" }], 1, 0],
    [
      [
        { personKey: "a", category: "staff", role: "auditor" },
        { personKey: "a", category: "staff", role: "admin" },
      ],
      1,
      1,
    ],
    [
      [
        { personKey: "a", category: "staff", role: "teacher" },
        { personKey: "a", category: "staff", role: "manager" },
      ],
      0,
      1,
    ],
  ] as const)("[S0-2b, S0-13a] %j", (accounts, dutyViolations, doubleAccounts) => {
    expect(dutyFaults(accounts)).toEqual({ dutyViolations, doubleAccounts });
  });
});
