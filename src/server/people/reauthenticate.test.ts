import { expect, test } from "vitest";
import { openTestDesk, testPassword } from "../../../tests/fixture/desk.ts";
import { limits } from "../../contract/limits.ts";
import { listEntries } from "../ledger/index.ts";
import { reauthenticate } from "./index.ts";

test("[S0-13c] who signs shows the password again; guessing locks like guessing at the door", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("director");
  const actor = { ...desk.actor("director"), accountId: guest.accountId };
  const show = (password: string) => reauthenticate(desk.house, actor, { password, code: null });
  expect(await show(testPassword)).toEqual({ ok: true, value: true });
  for (let n = 0; n < limits.lockAfterFailures; n++)
    expect(await show("wrong")).toMatchObject({ code: "secret_wrong" });
  expect(await show(testPassword)).toMatchObject({ code: "account_locked" });
  const refused = await listEntries(desk.house, { kind: "act.refused@1" });
  expect(refused.ok && refused.value.lines.map((line) => line.body["code"])).toEqual([
    "account_locked",
    ...Array<string>(limits.lockAfterFailures).fill("secret_wrong"),
  ]);
  desk.clock.advance(limits.lockMs);
  expect(await show(testPassword)).toMatchObject({ ok: true });
});
