import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions } from "@playwright/test";
import { z } from "zod";
import { type Role, roleNames } from "../../src/contract/roles.ts";
import { type HouseClient, RefusedError } from "../../src/platform/house-client.ts";
import { type RunningHouse, startHouse } from "../fixture/running-house.ts";
import { shared } from "./shared.ts";

/** The demonstration's centre with a short lesson, recorded and sealed, and somebody of every role. */
export interface FurnishedHouse extends AsyncDisposable {
  readonly house: RunningHouse;
  readonly lessonId: string;
  /** A lesson that has not begun. */
  readonly plannedLessonId: string;
  /** Where the cameras are; all houses look at the same ones. */
  readonly cameraPort: number;
  client(who: Who): HouseClient;
  /** A browser signed in as this person; it shares the one sign-in an account may have. */
  open(browser: Browser, who: Who, options?: BrowserContextOptions): Promise<BrowserContext>;
}

/** The first person of each role has the role's name as account; beside them a colleague. */
export type Who = Role | "teacher2";

export const adminSecret = "Correct-Horse-9-Battery";
export const admin = { login: "admin", password: adminSecret };
export const ownSecret = "saffron-Quill-meadow-17";

/** Where the house that `furnish.setup.ts` furnished lies, and what is to be known of it. */
export const stoppedHouse = (): string => join(shared("folder"), "house");
export const factsFile = (): string => join(shared("folder"), "facts.json");
const Facts = z.strictObject({ lessonId: z.string(), plannedLessonId: z.string() });

/** A house of its own: a copy of the furnished one, started. */
export async function openFurnishedHouse(): Promise<FurnishedHouse> {
  const { lessonId, plannedLessonId } = Facts.parse(JSON.parse(readFileSync(factsFile(), "utf8")));
  const house = await startHouse({}, stoppedHouse());
  const everybody: readonly Who[] = [...roleNames, "teacher2"];
  const clients = new Map(everybody.map((who) => [who, house.client()]));
  const clientOf = (who: Who): HouseClient => {
    const found = clients.get(who);
    if (found === undefined) throw new Error(`nobody is ${who}`);
    return found;
  };
  const signIn = async (who: Who): Promise<void> => {
    const password = who === "admin" ? admin.password : ownSecret;
    await clientOf(who).call("sign-in.open", { body: { login: who, password } });
    await clientOf(who).call("notice.accept", { body: { version: 1 } });
  };
  return {
    house,
    lessonId,
    plannedLessonId,
    cameraPort: Number(shared("cameraPort")),
    client: (who) => signedInAgain(clientOf(who), () => signIn(who)),
    async open(browser, who, options = {}) {
      const context = await browser.newContext({ ...options, baseURL: house.origin });
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
    [Symbol.asyncDispose]: () => house[Symbol.asyncDispose](),
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
  const { cameras, lesson } = await client.call("timeline.read", {
    params: { lessonId },
    query: {},
  });
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
