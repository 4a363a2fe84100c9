import { describe, expect, test } from "vitest";
import { mayDecide, mayExecute, mayWitness } from "./judge-persons.ts";

const parts = { filedBy: "admin", decidedBy: "director", decidedFor: null };
const here = { signInId: "s1", terminal: "Chrome · Linux", address: "10.0.0.5" };
const minute = 60_000;
const asks = (accountId: string, nowMs = 0, more = {}) => ({
  accountId,
  nowMs,
  hostId: "admin",
  elsewhere: null,
  ...here,
  ...more,
});
const first = { accountId: "wang", atMs: 0, ...here };

describe("[S0-17.2b] two witnesses", () => {
  test.each([
    ["the first of two", asks("wang"), undefined, { ok: true, value: { number: 1 } }],
    ["the second in time", asks("li", 5 * minute), first, { ok: true, value: { number: 2 } }],
    ["one person twice", asks("wang", minute), first, "witness_same"],
    ["who filed", asks("admin", 0, { hostId: "other" }), undefined, "witness_filed"],
    ["who approved", asks("director"), undefined, "witness_decided"],
    ["who executes", asks("host", 0, { hostId: "host" }), undefined, "witness_executes"],
    ["at another sign-in", asks("li", minute, { signInId: "s2" }), first, "witness_remote"],
    ["at another address", asks("li", minute, { address: "10.9.9.9" }), first, "witness_remote"],
    [
      "at another device",
      asks("li", minute, { terminal: "Safari · iOS" }),
      first,
      "witness_remote",
    ],
    [
      "signed in somewhere else at the moment",
      asks("li", 0, { elsewhere: { ...here, signInId: "s9", address: "10.9.9.9" } }),
      undefined,
      "witness_remote",
    ],
    [
      "signed in at this very place as well",
      asks("li", minute, { elsewhere: { ...here, signInId: "s9" } }),
      first,
      { ok: true, value: { number: 2 } },
    ],
    [
      "too late: the first counts no more",
      asks("li", 5 * minute + 1),
      first,
      { ok: true, value: { number: 1 } },
    ],
    [
      "too late, the same person begins anew",
      asks("wang", 5 * minute + 1),
      first,
      { ok: true, value: { number: 1 } },
    ],
  ] as const)("%s", (_, ask, before, want) => {
    const got = mayWitness(parts, ask, before);
    expect(typeof want === "string" ? { ok: false, code: want } : want).toMatchObject(
      got.ok ? got : { ok: false, code: got.code },
    );
  });

  test("the holder for whom a delegate decided does not witness either", () => {
    const lent = { ...parts, decidedBy: "delegate", decidedFor: "director" };
    expect(mayWitness(lent, asks("director"), undefined)).toMatchObject({
      code: "witness_decided",
    });
  });
});

describe("[S0-17.2b] who executes", () => {
  const second = { accountId: "li", atMs: minute, ...here };
  const by = (accountId: string, nowMs = 2 * minute, more = {}) => ({
    accountId,
    nowMs,
    ...here,
    ...more,
  });
  test.each([
    ["the administrator at the witnesses' terminal", by("admin"), [first, second], "ok"],
    ["who approved", by("director"), [first, second], "executor_decided"],
    ["a witness", by("li"), [first, second], "witness_executes"],
    ["with one witness", by("admin"), [first], "witness_remote"],
    ["at another terminal", by("admin", 0, { signInId: "s2" }), [first, second], "witness_remote"],
    ["when the witnesses have left", by("admin", 7 * minute), [first, second], "witnesses_left"],
  ] as const)("%s", (_, ask, witnesses, want) => {
    const got = mayExecute(parts, ask, witnesses);
    expect(got.ok ? "ok" : got.code).toBe(want);
  });
});

test("[S0-4.1a] nobody decides what they filed, in person or through a delegate", () => {
  expect(mayDecide(parts, { accountId: "admin", standingFor: null }).ok).toBe(false);
  expect(mayDecide(parts, { accountId: "delegate", standingFor: "admin" }).ok).toBe(false);
  expect(mayDecide(parts, { accountId: "director", standingFor: null }).ok).toBe(true);
});
