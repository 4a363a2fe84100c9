import type { Browser, BrowserContext } from "@playwright/test";
import { furnish } from "../../src/cli/demo-furnish.ts";
import type { Role } from "../../src/contract/roles.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { type HouseClient, RefusedError } from "../../src/platform/house-client.ts";
import { type Simulator, simulatedCameras, startSimulator } from "../../src/simulator/index.ts";
import { type RunningHouse, startHouse, until } from "../fixture/running-house.ts";

/** The demonstration's centre with a short lesson, recorded and sealed, and somebody of every role. */
export interface FurnishedHouse extends AsyncDisposable {
  readonly house: RunningHouse;
  readonly simulator: Simulator;
  readonly lessonId: string;
  /** A lesson that has not begun. */
  readonly plannedLessonId: string;
  client(who: Who): HouseClient;
  /** A browser signed in as this person; it shares the one sign-in an account may have. */
  open(browser: Browser, who: Who): Promise<BrowserContext>;
}

/** The first person of each role has the role's name as account; beside them a colleague. */
export type Who = Role | "teacher2";

export const adminSecret = "Correct-Horse-9-Battery";
const admin = { login: "admin", password: adminSecret };
export const ownSecret = "saffron-Quill-meadow-17";
const lastsMs = 14_000;

/** One camera is cut off in the middle, so that there is a gap to look at. */
export async function openFurnishedHouse(): Promise<FurnishedHouse> {
  const cameras = simulatedCameras(4);
  const simulator = await startSimulator({
    cameras,
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
  });
  const house = await startHouse();
  const first = house.client();
  const wishes = {
    root: house.root,
    admin,
    cameraPort: simulator.port,
    startsInMs: 7_000,
    lastsMs,
  };
  const { lesson, accounts } = await furnish(first, wishes);
  const killAtMs = lesson.startMs + 5_000 - systemClock.now();
  simulator.plan({ camera: "C03", fault: { kind: "kill" }, atMs: killAtMs, forMs: 4_000 });
  const clients = new Map<string, HouseClient>([["admin", first]]);
  for (const { login, secret } of accounts) {
    const client = house.client();
    await client.call("sign-in.open", { body: { login, password: secret } });
    await client.call("me.change-secret", { body: { current: secret, next: ownSecret } });
    await client.call("notice.accept", { body: { version: 1 } });
    clients.set(login, client);
  }
  const clientOf = (who: Who): HouseClient => {
    const found = clients.get(who);
    if (found === undefined) throw new Error(`nobody is ${who}`);
    return found;
  };
  const signIn = (who: Who) => {
    const password = who === "admin" ? admin.password : ownSecret;
    return clientOf(who)
      .call("sign-in.open", { body: { login: who, password } })
      .then(() => clientOf(who).call("notice.accept", { body: { version: 1 } }));
  };
  const { lessonId } = lesson;
  await systemClock.sleep(Math.max(0, lesson.startMs + lastsMs - systemClock.now()));
  await until(() => isRecordedWhole(first, lessonId), 60_000, "the lesson is in the vault");
  const query = { fromMs: lesson.startMs, toMs: lesson.startMs + 3_600_000 };
  const { lessons } = await first.call("lessons.list", { query });
  return {
    house,
    simulator,
    lessonId,
    plannedLessonId: lessons.find((one) => one.state === "planned")?.lessonId ?? "",
    client: (who) => signedInAgain(clientOf(who), () => signIn(who)),
    async open(browser, who) {
      const context = await browser.newContext({ baseURL: house.origin });
      const client = clientOf(who);
      // A second sign-in would end the first: the browser uses it, and it is renewed once it has ended.
      const lives = await client.call("me.read").then(
        () => true,
        () => false,
      );
      if (!lives) await signIn(who);
      const [name = "", value = ""] = client.cookie().split("=");
      await context.addCookies([{ name, value, url: house.origin }]);
      return context;
    },
    async [Symbol.asyncDispose]() {
      await house[Symbol.asyncDispose]();
      await simulator.stop();
    },
  };
}

/** A sign-in ends with the browser that shared it: whoever asks afterwards signs in anew. */
function signedInAgain(client: HouseClient, signIn: () => Promise<unknown>): HouseClient {
  return {
    ...client,
    async call(name, ...input) {
      try {
        return await client.call(name, ...input);
      } catch (cause) {
        if (!(cause instanceof RefusedError) || cause.code !== "not_signed_in") throw cause;
        await signIn();
        return client.call(name, ...input);
      }
    },
  };
}

/** Every camera's main stream is in the vault to the end of the lesson: there is something to play. */
export async function isRecordedWhole(client: HouseClient, lessonId: string): Promise<boolean> {
  const { cameras, lesson } = await client.call("timeline.read", { params: { lessonId } });
  const mains = cameras.flatMap((line) => line.streams.filter((one) => one.stream === "main"));
  const ends = mains.map((line) => line.recorded.at(-1)?.endMs ?? 0);
  return ends.length > 0 && ends.every((endMs) => endMs >= lesson.endMs);
}

/** A case that waits for the director, filed by the teacher. */
export async function askForClip(centre: FurnishedHouse): Promise<string> {
  const { requestId } = await centre.client("teacher").call("requests.file", {
    body: {
      operation: "clip",
      purpose: "teaching-research",
      reason: "集体备课",
      lessonIds: [centre.lessonId],
      cameraIds: [],
      span: null,
      window: null,
      unit: "急救教研室",
      handler: "张 XX",
      contact: "",
      returnDueMs: null,
      paperIds: [],
    },
  });
  return requestId;
}
