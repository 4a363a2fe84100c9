import { expect, test } from "vitest";
import { strokes } from "../../../tests/fixture/approval.ts";
import { type Guest, openTestDesk, testPassword } from "../../../tests/fixture/desk.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { value } from "../../../tests/fixture/places.ts";
import { Me } from "../../contract/routes/people.ts";
import { delegations } from "../approval/index.ts";

test("[C-38, S0-17.1] whoever the director's post is lent to is told so, as long as it is lent", async () => {
  await using t = await openTestDesk();
  const director = await t.guest("director");
  const deputy = await t.guest("manager");
  const told = async (as: Guest) =>
    Me.parse((await t.call({ method: "GET", url: "/api/me", as })).json()).holdsFirst;
  expect(await told(director)).toBe(true);
  expect(await told(deputy)).toBe(false);
  const { accountId, signInId } = director;
  const lender = { ...t.actor("director"), accountId, signInId };
  const lent = value(
    await delegations.open(t.house, lender, {
      toAccountId: deputy.accountId,
      startMs: testStartMs,
      endMs: testStartMs + 86_400_000,
      reason: "出差",
      signing: { password: testPassword, code: null, signature: strokes },
    }),
  );
  expect(await told(deputy)).toBe(true);
  value(await delegations.end(t.house, lender, lent.delegationId));
  expect(await told(deputy)).toBe(false);
});
