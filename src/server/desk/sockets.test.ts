import { sql } from "kysely";
import { expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { type Guest, type TestDesk, openTestDesk } from "../../../tests/fixture/desk.ts";
import { limits } from "../../contract/limits.ts";
import { listEntries } from "../ledger/index.ts";
import { signIns } from "../people/index.ts";
import { Sockets } from "./sockets.ts";

async function listen(desk: TestDesk): Promise<string> {
  return desk.app.listen({ host: "127.0.0.1", port: 0 });
}

function open(
  address: string,
  headers: Record<string, string>,
  path = "/api/me/presence",
): WebSocket {
  return new WebSocket(address.replace("http", "ws") + path, { headers });
}
const own = (address: string, guest: Guest) => ({ origin: address, cookie: guest.cookie });

/** `open`, or the status the upgrade was refused with. */
function outcome(socket: WebSocket): Promise<"open" | number> {
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve("open"));
    socket.once("unexpected-response", (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on("error", (cause) =>
      socket.readyState === socket.CLOSED ? undefined : reject(cause),
    );
  });
}

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (let n = 0; n < 400; n++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("did not come to pass");
}

async function closed(desk: TestDesk) {
  const listed = await listEntries(desk.house, { kind: "sign-in.closed@2" });
  return listed.ok ? listed.value.lines.map((line) => line.body) : [];
}
const presence = async (desk: TestDesk) => (await signIns.sweep(desk.house), closed(desk));
const goneNoted = async (desk: TestDesk, guest: Guest) => {
  const found = await sql<{ gone: number | null }>`
    select gone_at_ms as gone from people.sign_in where sign_in_id = ${guest.signInId}`.execute(
    desk.house.db,
  );
  return found.rows[0]?.gone !== null;
};

test("a socket is refused before it opens: no cookie, another origin, no origin, no permission", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("student");
  const address = await listen(desk);
  expect(await outcome(open(address, { origin: address }))).toBe(401);
  expect(
    await outcome(open(address, { origin: "http://evil.example", cookie: guest.cookie })),
  ).toBe(403);
  expect(await outcome(open(address, { cookie: guest.cookie }))).toBe(403);
  const live = "/api/live/01970000-0000-7000-8000-000000000000";
  expect(await outcome(open(address, own(address, guest), live))).toBe(403);
  const teacher = await desk.guest("teacher");
  expect(await outcome(open(address, own(address, teacher), live))).toBe(409);
  expect(await outcome(open(address, own(address, teacher), "/api/live/none"))).toBe(400);
  const socket = open(address, own(address, guest));
  expect(await outcome(socket)).toBe("open");
  socket.terminate();
  const plain = await desk.call({ url: "/api/me/presence", as: guest });
  expect(plain.statusCode).toBe(400);
});

test("[S0-5.1.1] a browser that goes away ends its sign-in with the duration up to the loss", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("teacher");
  const startedAtMs = desk.clock.now();
  const address = await listen(desk);
  const socket = open(address, own(address, guest));
  await outcome(socket);
  desk.clock.advance(120_000);
  socket.terminate();
  await until(() => goneNoted(desk, guest));
  desk.clock.advance(limits.signInGoneMs - 1);
  expect(await presence(desk)).toEqual([]);
  expect(
    (await desk.call({ url: "/api/me", as: guest, headers: { "liuhen-background": "1" } }))
      .statusCode,
  ).toBe(200);
  desk.clock.advance(1);
  expect((await desk.call({ url: "/api/me", as: guest })).statusCode).toBe(401);
  const [record, ...more] = await presence(desk);
  expect(more).toEqual([]);
  expect(record).toMatchObject({ exit: "gone", startedAtMs });
  expect(Math.abs(Number(record?.["durationMs"]) - 120_000)).toBeLessThanOrEqual(5_000);
});

test("[S0-5.1.1] a page that is loaded again in time, or has a second window, is not gone", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("teacher");
  const address = await listen(desk);
  const [first, second] = [open(address, own(address, guest)), open(address, own(address, guest))];
  await Promise.all([outcome(first), outcome(second)]);
  first.terminate();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await goneNoted(desk, guest)).toBe(false);
  second.terminate();
  await until(() => goneNoted(desk, guest));
  desk.clock.advance(limits.signInGoneMs / 2);
  const again = open(address, own(address, guest));
  await outcome(again);
  await until(async () => !(await goneNoted(desk, guest)));
  desk.clock.advance(limits.signInGoneMs * 2);
  expect(await presence(desk)).toEqual([]);
  again.terminate();
});

test("[class 5] a socket closes within 5 s after its sign-in was ended", async () => {
  await using desk = await openTestDesk();
  const [admin, teacher] = [await desk.guest("admin"), await desk.guest("teacher")];
  const address = await listen(desk);
  const socket = open(address, own(address, teacher));
  await outcome(socket);
  const code = new Promise<number>((resolve) => socket.once("close", resolve));
  await desk.call({
    method: "POST",
    url: `/api/sign-ins/${teacher.signInId}/force-out`,
    as: admin,
  });
  for (let ms = 0; ms < 5_000; ms += 1_000) {
    desk.clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(await Promise.race([code, new Promise((resolve) => setTimeout(resolve, 2_000))])).toBe(
    1008,
  );
});

test("[S0-13d] on a locked page pictures stop within 5 s, and the page is still known to be there", async () => {
  await using desk = await openTestDesk();
  const teacher = await desk.guest("teacher");
  const address = await listen(desk);
  const presenceSocket = open(address, own(address, teacher));
  await outcome(presenceSocket);
  const { signInId } = teacher;
  const pictures = new Sockets(desk.house);
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (raw) => pictures.adopt(raw, { signInId, whileLocked: false }, () => {}));
  await new Promise((resolve) => server.once("listening", resolve));
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  const picture = new WebSocket(`ws://127.0.0.1:${port}`);
  await outcome(picture);
  const code = new Promise<number>((resolve) => picture.once("close", resolve));
  await desk.call({
    method: "POST",
    url: "/api/sign-in/lock",
    as: teacher,
    payload: { why: "own" },
  });
  for (let ms = 0; ms < 5_000; ms += 1_000) {
    desk.clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(await code).toBe(1008);
  pictures.close();
  server.close();
  expect(presenceSocket.readyState).toBe(presenceSocket.OPEN);
  expect(await goneNoted(desk, teacher)).toBe(false);
  presenceSocket.terminate();
});

test("[S0-5.1.1] a page that falls silent without a word is noticed, its last answer counts", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("teacher");
  const address = await listen(desk);
  const socket = new WebSocket(address.replace("http", "ws") + "/api/me/presence", {
    headers: own(address, guest),
    autoPong: false,
  });
  await outcome(socket);
  const silentAtMs = desk.clock.now();
  for (let n = 0; n < 5; n++) {
    desk.clock.advance(limits.presencePingMs);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await until(() => goneNoted(desk, guest));
  desk.clock.advance(limits.signInGoneMs * 2);
  const [record] = await presence(desk);
  expect(record).toMatchObject({ exit: "gone" });
  expect(Math.abs(Number(record?.["endedAtMs"]) - silentAtMs)).toBeLessThanOrEqual(5_000);
  socket.terminate();
});

test("[class 22] a message that is too large ends its socket and nothing else", async () => {
  await using desk = await openTestDesk();
  const guest = await desk.guest("teacher");
  const address = await listen(desk);
  const socket = open(address, own(address, guest));
  await outcome(socket);
  const code = new Promise<number>((resolve) => socket.once("close", resolve));
  socket.send("x".repeat(70_000));
  expect(await code).toBe(1009);
  expect((await desk.call({ url: "/api/me", as: guest })).statusCode).toBe(200);
});
