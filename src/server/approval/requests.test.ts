import { describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  dayMs,
  hourMs,
  lending,
  openApprovalHouse,
  strokes,
  taking,
} from "../../../tests/fixture/approval.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { issuedStick } from "../../../tests/fixture/media.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { RequestCase, RequestInput } from "../../contract/approval.ts";
import type { AskedRange } from "../../kernel/approval/granted-range.ts";
import { historyOf } from "../ledger/index.ts";
import { type Taking } from "./approval-tables.ts";
import { listCases, requests, sweepRequests, useGrant, viewGrants } from "./index.ts";

interface Centre extends ApprovalHouse {
  readonly admin: Staff;
  readonly director: Staff;
  readonly superior: Staff;
  readonly teacher: Staff;
}

async function openCentre(): Promise<Centre> {
  const t = await openApprovalHouse();
  return {
    ...t,
    admin: await t.staff("admin", "admin.one"),
    director: await t.staff("director", "director.one"),
    superior: await t.staff("superior", "superior.one"),
    teacher: await t.staff("teacher", "teacher.one"),
  };
}

/** All that was asked for, as an order of it would name it. */
function rangeOf(filed: Pick<RequestCase, "lessons" | "cameraIds" | "span">): AskedRange {
  const { lessons, cameraIds, span } = filed;
  return { lessonIds: lessons.map((lesson) => lesson.lessonId), cameraIds, span };
}

async function kinds(t: Centre, requestId: string): Promise<string[]> {
  return (await historyOf(t.house, requestId, { most: 50 }))
    .map((entry) => entry.leaf.kind)
    .toReversed();
}

describe("a colleague's look at a lesson", () => {
  test("[S0-10a] [C-10] the administrator registers it, it opens for its hours and closes by itself", async () => {
    await using t = await openCentre();
    const filed = value(await t.file(t.teacher));
    expect(filed).toMatchObject({
      serial: "2026-0001",
      form: "F-20",
      rule: "S0-10a",
      state: "waiting",
      can: ["withdraw", "add-paper"],
      steps: [{ post: "administrator", state: "waiting", holders: ["admin.one XX"] }],
    });
    const { requestId } = filed;
    const lessonId = filed.lessons[0]?.lessonId ?? "";
    const { accountId } = t.teacher.actor;
    expect(await viewGrants(t.house, accountId, lessonId)).toEqual([]);
    const decided = value(await t.decide(t.admin, requestId));
    expect(decided.steps[0]).toMatchObject({
      state: "agreed",
      name: "admin.one XX",
      opinion: "同意。",
      signature: strokes,
    });
    const [grant] = await viewGrants(t.house, accountId, lessonId);
    expect(grant).toMatchObject({ requestId, serial: "2026-0001", operation: "view" });
    expect(await viewGrants(t.house, t.director.actor.accountId, lessonId)).toEqual([]);
    expect(await viewGrants(t.house, accountId, t.house.newId())).toEqual([]);
    t.clock.advance(2 * hourMs);
    expect(await viewGrants(t.house, accountId, lessonId)).toEqual([]);
    expect(await sweepRequests(t.house)).toBe(1);
    expect(await kinds(t, requestId)).toEqual([
      "request.filed@1",
      "request.decided@1",
      "request.lapsed@1",
    ]);
  });

  test("[S0-10a] the administrator's own look goes to the director, the director's to the administrator", async () => {
    await using t = await openCentre();
    const own = value(await t.file(t.admin));
    expect(own.steps).toMatchObject([{ post: "first", holders: ["director.one XX"] }]);
    expect(await t.decide(t.admin, own.requestId)).toMatchObject({ code: "own_request" });
    expect(value(await t.decide(t.director, own.requestId)).state).toBe("granted");
    const directors = value(await t.file(t.director));
    expect(directors.steps).toMatchObject([{ post: "administrator" }]);
    expect(value(await t.decide(t.admin, directors.requestId)).state).toBe("granted");
  });
});

const routes: readonly {
  readonly key: string;
  readonly change: Partial<RequestInput>;
  readonly papers: readonly ("letter" | "legal" | "police-id" | "introduction")[];
  readonly use: Taking;
  readonly two: boolean;
}[] = [
  {
    key: "S0-12.2b",
    change: { operation: "clip", ...taking },
    papers: [],
    use: "clip",
    two: false,
  },
  {
    key: "S0-11.1",
    change: { operation: "department", ...lending },
    papers: ["letter"],
    use: "package",
    two: false,
  },
  {
    key: "S0-11.2",
    change: { operation: "outside", ...taking },
    papers: ["letter"],
    use: "package",
    two: true,
  },
  {
    key: "S0-11.2",
    change: { operation: "judicial", ...taking },
    papers: ["legal"],
    use: "package",
    two: true,
  },
  {
    key: "S0-11.2",
    change: { operation: "discipline", ...taking },
    papers: ["letter"],
    use: "package",
    two: true,
  },
  {
    key: "S0-11.2",
    change: { operation: "police", ...taking },
    papers: ["legal", "police-id", "introduction"],
    use: "package",
    two: true,
  },
  {
    key: "S0-4.1a",
    change: { operation: "lend", ...lending },
    papers: [],
    use: "loan",
    two: false,
  },
];

describe("what leaves the house", () => {
  test("[S0-11.1] [S0-11.2] [S0-12.2b] [S0-4.1a] each clinical route goes its way, and no other", async () => {
    await using t = await openCentre();
    for (const { key, change, papers, use, two } of routes) {
      const paperIds: string[] = [];
      for (const kind of papers) {
        if (paperIds.length < papers.length)
          expect(await t.file(t.admin, { ...change, paperIds }), key).toMatchObject({
            code: "paper_missing",
            facts: { papers: papers.slice(paperIds.length).join(" ") },
          });
        paperIds.push(await t.paper(t.admin, kind));
      }
      const { requestId, ...filed } = value(await t.file(t.admin, { ...change, paperIds }));
      const range = rangeOf(filed);
      const take = () => useGrant(t.house, t.admin.actor, { requestId, use, range });
      expect(await take(), key).toMatchObject({ code: "grant_missing" });
      expect(await t.decide(t.teacher, requestId)).toMatchObject({ code: "not_found" });
      if (two) {
        expect(await t.decide(t.superior, requestId, 2)).toMatchObject({ code: "wrong_order" });
        expect(await t.decide(t.superior, requestId, 1)).toMatchObject({ code: "not_your_step" });
        expect(value(await t.decide(t.director, requestId)).state).toBe("waiting");
        expect(await take()).toMatchObject({ code: "grant_missing" });
        expect(await t.decide(t.director, requestId, 2)).toMatchObject({ code: "same_person" });
        expect(value(await t.decide(t.superior, requestId, 2)).state).toBe("granted");
      } else expect(value(await t.decide(t.director, requestId)).state).toBe("granted");
      expect(value(await take())).toMatchObject({ requestId, operation: change.operation });
    }
    const all = await listCases(t.house, { fromMs: testStartMs, toMs: testStartMs + 1 });
    expect(all.map((one) => one.serial).toReversed()).toEqual(
      routes.map((_, at) => `2026-000${at + 1}`),
    );
  });

  test("[S0-11.1] each of the five particulars is demanded", async () => {
    await using t = await openCentre();
    const paperIds = [await t.paper(t.admin, "letter")];
    const whole = { operation: "department" as const, ...lending, paperIds };
    const cases: [Partial<RequestInput>, string, string][] = [
      [{ unit: "" }, "field_missing", "unit"],
      [{ lessonIds: [] }, "field_missing", "content"],
      [{ handler: "" }, "field_missing", "handler"],
      [{ returnDueMs: null }, "field_missing", "returnDue"],
    ];
    for (const [change, code, fields] of cases)
      expect(await t.file(t.admin, { ...whole, ...change })).toMatchObject({
        code,
        facts: { fields, rule: "S0-11.1" },
      });
    expect(await t.file(t.admin, { ...whole, purpose: null })).toMatchObject({
      code: "purpose_missing",
    });
    expect((await t.file(t.admin, whole)).ok).toBe(true);
  });

  test("[C-07] [S0-10b] [S1-E3] a grant is taken once, never wider than approved; the second time both rules refuse it", async () => {
    await using t = await openCentre();
    const { requestId, ...filed } = value(
      await t.file(t.teacher, { operation: "clip", ...taking, span: { startMs: 10, endMs: 90 } }),
    );
    value(await t.decide(t.director, requestId));
    const range = rangeOf(filed);
    const ask = { requestId, use: "clip" as const, range };
    for (const wider of [
      { ...range, span: null },
      { ...range, span: { startMs: 9, endMs: 90 } },
      { ...range, lessonIds: [...range.lessonIds, t.house.newId()] },
    ])
      expect(await useGrant(t.house, t.admin.actor, { ...ask, range: wider })).toMatchObject({
        code: "outside_grant",
      });
    expect(await useGrant(t.house, t.teacher.actor, ask)).toMatchObject({ code: "not_permitted" });
    expect(await useGrant(t.house, t.admin.actor, { ...ask, use: "package" })).toMatchObject({
      code: "outside_grant",
    });
    const all = await Promise.all(
      Array.from({ length: 20 }, () => useGrant(t.house, t.admin.actor, ask)),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(1);
    expect(await useGrant(t.house, t.admin.actor, ask)).toEqual({
      ok: false,
      code: "grant_used",
      facts: { forbids: "S1-C6", allows: "S0-12.2b" },
    });
  });

  test("[S0-4.1a] a loan is handed over, chased when overdue, returned and filed away", async () => {
    await using t = await openCentre();
    const { requestId, ...filed } = value(await t.file(t.admin, { operation: "lend", ...lending }));
    value(await t.decide(t.director, requestId));
    const { serial } = filed;
    const mediumId = await issuedStick(t, t.admin, { request: { requestId, serial } });
    const hand = {
      receiver: "王XX",
      medium: "",
      mediumId,
      exportIds: [],
      signing: t.admin.signing,
    };
    const over = () => requests.handOver(t.house, t.admin.actor, { requestId, ...hand });
    expect(await over()).toMatchObject({ code: "nothing_made" });
    value(
      await useGrant(t.house, t.admin.actor, { requestId, use: "loan", range: rangeOf(filed) }),
    );
    expect(value(await over())).toMatchObject({
      state: "handed-over",
      handedOver: { receiver: "王XX", medium: "资料U盘-03（SN 资料U盘-03）", name: "admin.one XX" },
      overdue: false,
    });
    expect(await requests.close(t.house, t.admin.actor, { requestId })).toMatchObject({
      code: "return_missing",
    });
    t.clock.advance(8 * dayMs);
    const late = value(await requests.list(t.house, t.admin.actor, { box: "overdue" }));
    expect(late.requests.map((one) => one.requestId)).toEqual([requestId]);
    const back = (how: "returned" | "destroyed", paperId: string | null) =>
      requests.return(t.house, t.admin.actor, {
        requestId,
        how,
        paperId,
        mediumId,
        signing: t.admin.signing,
      });
    expect(await back("destroyed", null)).toMatchObject({ code: "paper_missing" });
    const statement = await t.paper(t.admin, "return-statement");
    expect(value(await back("destroyed", statement))).toMatchObject({
      state: "returned",
      returned: { how: "destroyed" },
    });
    expect(value(await requests.close(t.house, t.admin.actor, { requestId }))).toMatchObject({
      state: "closed",
      can: ["add-paper"],
    });
  });
});
