import { createInterface } from "node:readline";
import { openHouseClient } from "../../src/platform/house-client.ts";
import { freePort } from "../../src/platform/postgres.ts";
import { openDesk } from "../../src/server/desk/index.ts";
import { destructions, rolling } from "../../src/server/destruction/index.ts";
import { sequenceNow } from "../../src/server/ledger/index.ts";
import { setup } from "../../src/server/people/index.ts";
import { sheets } from "../../src/server/registers/index.ts";
import { holds } from "../../src/server/retention/index.ts";
import { openDestructionHouse, plainPorts } from "../fixture/destruction.ts";
import { nightMs, runNights } from "../fixture/copies.ts";
import { giveDatabase } from "../fixture/given-database.ts";
import { value } from "../fixture/places.ts";
import { startTestDatabase } from "../fixture/postgres.ts";
import { institution, wholeRooms } from "../fixture/whole-desk.ts";

/**
 * A process of its own: a house whose lessons have fallen due, on a clock that moves when told. Prints
 * where it listens and who is there as one line of JSON; each line it reads is so many milliseconds the
 * clock moves on. It ends with its input.
 */
const { database, stop } = await startTestDatabase();
giveDatabase(database);
const ports = { ...plainPorts, typeset: sheets.typesetParticulars };
const d = await openDestructionHouse({ ports, config: { listenPort: await freePort() } });
const { house, admin, director, witnesses } = d;
await d.addFolder("second-place");
await d.plannedItem("心肺复苏实训", 4_000);
await d.plannedItem("静脉穿刺", 4_000);
const held = await d.plannedItem("气管插管", 4_000);
d.advance(nightMs(1) - house.clock.now());
await runNights(house);
await d.passYears();
const on = { scope: "lesson" as const, lessonIds: [held.homeId] };
value(
  await holds.place(house, admin.actor, { cause: "complaint", reason: "投诉核查需要调看", on }),
);
const gate = await setup.openGate(house);
const desk = await openDesk(house, { gate, institution, rooms: wholeRooms(house) });

const end = new AbortController();
const working = (async () => {
  while (!end.signal.aborted) {
    await destructions.work(house, ports);
    await destructions.sweep(house);
    await rolling.roll(house);
    await sequenceNow(house);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
})();

// Three years on, everybody's password is one of a quarter long past.
const password = "saffron-Quill-meadow-17";
const people: { login: string; password: string }[] = [];
for (const { actor, signing } of [admin, director, ...witnesses]) {
  const client = openHouseClient(desk.address);
  await client.call("sign-in.open", { body: { login: actor.login, password: signing.password } });
  await client.call("me.change-secret", { body: { current: signing.password, next: password } });
  people.push({ login: actor.login, password });
}
process.stdout.write(`${JSON.stringify({ origin: desk.address, people })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  d.advance(Number(line));
  process.stdout.write(`${JSON.stringify({ atMs: house.clock.now() })}\n`);
}
end.abort();
await working;
await desk.close();
await d[Symbol.asyncDispose]();
await stop();
process.exit(0);
