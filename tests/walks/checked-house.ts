import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { VirtualClock } from "../../src/platform/clock.ts";
import { openHouseClient } from "../../src/platform/house-client.ts";
import { freePort } from "../../src/platform/postgres.ts";
import { openDesk } from "../../src/server/desk/index.ts";
import { incidents } from "../../src/server/incidents/index.ts";
import { sequenceNow } from "../../src/server/ledger/index.ts";
import { accounts, setup } from "../../src/server/people/index.ts";
import { policyBases } from "../../src/server/policies/index.ts";
import { site } from "../../src/server/places/index.ts";
import { dailyChecks, digests } from "../../src/server/supervision/index.ts";
import { tasks } from "../../src/server/tasks/index.ts";
import { openApprovalHouse } from "../fixture/approval.ts";
import { giveDatabase } from "../fixture/given-database.ts";
import { value } from "../fixture/places.ts";
import { startTestDatabase } from "../fixture/postgres.ts";
import { institution, wholeRooms } from "../fixture/whole-desk.ts";

/**
 * A process of its own: a house that has stood for forty days up to now, so that a month has ended: days
 * judged and not, duties left undone, a digest that waits. Prints where it listens and who is there as one
 * line of JSON, and ends with its input.
 */
const dayMs = 86_400_000;
const { database, stop } = await startTestDatabase();
giveDatabase(database);
const startMs = Date.now() - 40 * dayMs;
const clock = new VirtualClock(startMs);
const t = await openApprovalHouse({ clock, config: { listenPort: await freePort() } });
const { house } = t;
const admin = await t.staff("admin", "admin.one");
value(await site.name(house, admin.actor, "示范医学院临床技能中心"));
for (let day = 0; day <= 40; day++) {
  clock.advance(startMs + day * dayMs - clock.now());
  await tasks.sweep(house);
  if (day > 25 && day !== 33) await judge(day);
}
await incidents.raise(house, {
  kind: "disk-low",
  severity: "minor",
  subject: { type: "disk", id: "/vault" },
  facts: { disk: "sda1", freePercent: 9 },
});
await digests.tend(house);

/** A day on which the recorder ran, or did not. */
async function judge(day: number): Promise<void> {
  mkdirSync(house.paths.spool, { recursive: true });
  const state = {
    version: 1,
    recorderId: house.newId(),
    startedAtMs: startMs,
    writtenAtMs: day % 7 === 3 ? 0 : clock.now(),
    planSerial: 0,
    spoolFreeBytes: 1e12,
    cameras: [],
  };
  writeFileSync(join(house.paths.spool, "state.json"), JSON.stringify(state));
  await sequenceNow(house);
  await dailyChecks.judge(house);
}

const gate = await setup.openGate(house);
const webFolder = process.env["LIUHEN_WEB"];
const desk = await openDesk(house, {
  gate,
  institution,
  rooms: wholeRooms(house),
  ...(webFolder === undefined ? {} : { webFolder }),
});

const password = "saffron-Quill-meadow-17";
const people: { login: string; password: string }[] = [];
for (const [role, login] of [
  ["director", "director.one"],
  ["auditor", "inspector.one"],
  ["superior", "superior.one"],
  ["teacher", "teacher.one"],
] as const) {
  const { signing } = await t.staff(role, login);
  people.push({ login, password: await settled(login, signing.password) });
}
const reset = value(await accounts.resetSecret(house, t.actor("admin"), admin.actor.accountId));
people.push({ login: "admin.one", password: await settled("admin.one", reset.oneTimeSecret) });

/** Everybody has a password of their own and has accepted the notice. */
async function settled(login: string, oneTime: string): Promise<string> {
  const client = openHouseClient(desk.address);
  await client.call("sign-in.open", { body: { login, password: oneTime } });
  await client.call("me.change-secret", { body: { current: oneTime, next: password } });
  return password;
}

const end = new AbortController();
const working = (async () => {
  while (!end.signal.aborted) {
    clock.advance(Math.max(0, Date.now() - clock.now()));
    await sequenceNow(house);
    await policyBases.weigh(house);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
})();

process.stdout.write(`${JSON.stringify({ origin: desk.address, people })}\n`);
for await (const _ of createInterface({ input: process.stdin }));
end.abort();
await working;
await desk.close();
await t[Symbol.asyncDispose]();
await stop();
process.exit(0);
