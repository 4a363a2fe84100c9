import { expect, test } from "vitest";
import type { Leaf } from "../../contract/entries.ts";
import { SignInCheck } from "./sign-in-check.ts";

const id = (n: number) => `01970000-0000-7000-8000-00000000000${n}`;
const where = { terminal: "t", address: "10.0.0.1" };
const opened = { signInId: id(1), accountId: id(2), role: "teacher", startedAtMs: 1_000, ...where };
const closed = {
  signInId: id(1),
  accountId: id(2),
  startedAtMs: 1_000,
  endedAtMs: 4_000,
  durationMs: 3_000,
  ...where,
};

function leaf(kind: string, body: Record<string, unknown>): Leaf {
  return {
    version: 1,
    id: id(3),
    siteId: id(4),
    kind,
    atMs: 4_000,
    actor: { kind: "system", name: "gate" },
    subject: { type: "sign-in", id: id(1) },
    body,
    personal: {},
  };
}

test.each([
  ["sign-in.opened@1", opened, "sign-in.closed@1", "gone"],
  ["sign-in.opened@1", opened, "sign-in.closed@2", "displaced"],
  [
    "sign-in.opened@2",
    { ...opened, how: "password", providerId: null },
    "sign-in.closed@2",
    "idle",
  ],
])("[S0-5.1.1] %s %o and %s %s are read and agree", (first, body, last, exit) => {
  const check = new SignInCheck();
  expect(check.check(leaf(first, body))).toBeUndefined();
  expect(check.check(leaf(last, { ...closed, exit }))).toBeUndefined();
  expect(check.check(leaf(last, { ...closed, exit }))).toContain("closed but not open");
});

test("[S0-5.1.1] an entry of the first version knows no displaced sign-in", () => {
  const check = new SignInCheck();
  check.check(leaf("sign-in.opened@1", opened));
  expect(check.check(leaf("sign-in.closed@1", { ...closed, exit: "displaced" }))).toBe(
    "body of sign-in.closed@1",
  );
});
