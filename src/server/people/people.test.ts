import { expect, test } from "vitest";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { accounts, setup, signIns } from "./index.ts";

test("smoke", async () => {
  await using t = await openTestHouse();
  const { house } = t;
  const gate = await setup.openGate(house);
  const standing = { terminal: "t", address: "10.0.0.1" };
  expect(await setup.isOpen(house)).toBe(true);
  const first = await setup.finish(house, { gate, standing }, { code: gate.code ?? "", login: "lin.zhao", name: "林昭", password: "Vq8#tLw2zR!n" });
  expect(first.ok).toBe(true);
  if (!first.ok) return;
  const signed = await signIns.authenticate(house, first.value.token, true);
  expect(signed?.actor.role).toBe("admin");
  const opened = await accounts.open(house, first.value.actor, { login: "teacher1", name: "T", personKey: "1", category: "teacher", role: "teacher", expiresAtMs: null, venueIds: [] });
  expect(opened.ok).toBe(true);
  for (let i = 0; i < 6; i++) console.log(await signIns.open(house, standing, { login: "teacher1", password: "x" }));
  t.clock.advance(11 * 60_000);
  console.log(await signIns.sweep(house), await signIns.list(house, first.value.actor, {}), await accounts.list(house, first.value.actor));
});
