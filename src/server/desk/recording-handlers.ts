import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { boardRoutes, recordingRoutes } from "../../contract/routes/recording.ts";
import { dayStart, localTime, nextDate } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import {
  type Viewing,
  closeViewing,
  listLookers,
  moveViewing,
  openViewing,
  rightToLook,
  useViewing,
  whoLooks,
} from "../access/index.ts";
import { destroyedBy, readTimeline } from "../catalogue/index.ts";
import { exports } from "../export/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { lessonById, lessons } from "../lessons/index.ts";
import { findAccounts } from "../people/index.ts";
import {
  type LiveHub,
  listSegments,
  mayStillWatch,
  openBytes,
  proveSegmentOf,
  readPlaylist,
  watchLive,
} from "../playback/index.ts";
import type { Handlers } from "./handler.ts";
import { liveSocket } from "./live-socket.ts";
import { mayKnow } from "./looking-handlers.ts";
import { type ClockState, readBoard } from "./read-board.ts";

export interface RecordingParts {
  readonly hub: LiveHub;
  readonly clock: { state(): ClockState; acknowledge(): void };
}

type Own = Handlers<keyof typeof recordingRoutes | keyof typeof boardRoutes>;
type ViewingRoute =
  | "viewing.segments"
  | "viewing.bytes"
  | "viewing.playlist"
  | "proof.segment"
  | "viewing.move";

export function recordingHandlers(parts: RecordingParts): Own {
  return {
    ...viewingHandlers(),
    "timeline.read": async ({ house, actor, params, query }) => {
      const seen = await seenOf(house, actor, { ...params, ...query });
      if (!seen.ok) return seen;
      const { cameraIds, ...spans } = seen.value;
      const timeline = await readTimeline(house, { ...spans, reader: actor });
      if (cameraIds === null) return granted(timeline);
      const cameras = timeline.cameras.filter((line) => cameraIds.includes(line.cameraId));
      return granted({ ...timeline, cameras });
    },
    "viewing.open": ({ house, actor, body }) => openUnlessDestroyed(house, actor, body),
    "viewing.close": ({ house, actor, params, body }) =>
      closeViewing(house, actor, { viewingId: params.viewingId, played: body.played }),
    "lesson.lookers": async ({ house, actor, params }) => {
      const title = await nameOf(house, actor, params.lessonId);
      if (!title.ok) return title;
      const lookers = await listLookers(house, params.lessonId, actor);
      const made = await exports.madeOf(house, actor, params.lessonId);
      return granted({ title: title.value, lookers, made });
    },
    "live.watch": async ({ house, actor, params: { cameraId } }) => {
      const taughtVenueIds = await taughtToday(house, actor);
      const ask = { cameraId, taughtVenueIds, viewers: parts.hub.viewers };
      const right = await watchLive(house, actor, ask);
      if (!right.ok) return right;
      const stands = () => watchesStill(house, actor, cameraId);
      return granted(liveSocket(house, parts.hub, { actor, right: right.value, stands }));
    },
    "board.read": ({ house, actor }) => readBoard(house, actor, parts.clock.state()),
    "clock.acknowledge": async ({ house, actor }) => {
      const { driftMs } = parts.clock.state();
      const entered = await act(house, actor, "clock.acknowledged@1", async () =>
        granted({
          value: { driftMs },
          subject: { type: "house", id: house.siteId },
          body: { driftMs },
        }),
      );
      if (entered.ok) parts.clock.acknowledge();
      return entered;
    },
  };
}

function viewingHandlers(): Pick<Own, ViewingRoute> {
  return {
    "viewing.move": async ({ house, actor, params, body }) =>
      behind(house, actor, params, (viewing) => moveViewing(house, actor, { viewing, ...body })),
    "viewing.segments": async ({ house, actor, params, query }) =>
      behind(house, actor, params, async (viewing) => {
        const { cameraId, stream, fromMs, toMs } = query;
        const span = { startMs: fromMs, endMs: toMs };
        const listed = await listSegments(house, viewing, { cameraId, stream, span });
        return listed.ok ? granted({ segments: listed.value }) : listed;
      }),
    "viewing.bytes": async ({ house, actor, params }) =>
      behind(house, actor, params, (viewing) => openBytes(house, viewing, params.segmentId)),
    "viewing.playlist": async ({ house, actor, params }) =>
      behind(house, actor, params, (viewing) => {
        const { cameraId, stream, hourMs } = params;
        return readPlaylist(house, actor, { viewing, cameraId, stream, hourMs });
      }),
    "proof.segment": async ({ house, actor, params }) =>
      behind(house, actor, params, (viewing) => proveSegmentOf(house, viewing, params.segmentId)),
  };
}

/** Only with the caller's own open viewing. */
async function behind<T>(
  house: House,
  actor: PersonActor,
  at: { viewingId: string },
  use: (viewing: Viewing) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const viewing = await useViewing(house, actor, at.viewingId);
  return viewing.ok ? use(viewing.value) : viewing;
}

/**
 * What of a lesson's timeline somebody may know: what they may see, and where they may read the lesson
 * without seeing it, its coverage and gaps. A student without a station of the own knows of no camera.
 */
async function seenOf(
  house: House,
  actor: PersonActor,
  { lessonId, atMs }: { readonly lessonId: string; readonly atMs?: number | undefined },
) {
  const right = await rightToLook(house, whoLooks(actor), { lessonId, purpose: null, atMs });
  if (right.ok) {
    const { look, facts } = right.value;
    return granted({ ...spansOf(facts.lesson), span: look.span, cameraIds: look.cameraIds });
  }
  if (actor.role === "student") return right;
  const read = await lessons.read(house, actor, lessonId);
  return read.ok ? granted({ ...spansOf(read.value), cameraIds: null }) : read;
}

function spansOf({ lessonId, startMs, endMs, recordFromMs, recordToMs }: Lesson) {
  const span = { startMs: recordFromMs, endMs: recordToMs };
  return { lessonId, span, lesson: { startMs, endMs } };
}

/** The auditor knows each lesson by its name and may not read it; nobody else knows of more than the own. */
async function nameOf(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<string | null>> {
  if (actor.role === "auditor")
    return granted((await lessonById(house, lessonId))?.lesson.officialName ?? null);
  const read = await lessons.read(house, actor, lessonId);
  return read.ok ? granted(read.value.officialName) : read;
}

/** As who this person is now: the role may have changed since the pictures began. */
async function watchesStill(house: House, actor: PersonActor, cameraId: string): Promise<boolean> {
  const account = (await findAccounts(house, [actor.accountId])).get(actor.accountId);
  if (account === undefined) return false;
  const now = { ...actor, role: account.role };
  const taughtVenueIds = await taughtToday(house, now);
  return mayStillWatch(house, { who: now, cameraId, taughtVenueIds });
}

/** Venues in which a teacher has a lesson today, by the institution's clock. */
async function taughtToday(house: House, actor: PersonActor): Promise<string[]> {
  if (actor.role !== "teacher") return [];
  const { timeZone } = house.config;
  const today = localTime(house.clock.now(), timeZone).date;
  const span = { fromMs: dayStart(today, timeZone), toMs: dayStart(nextDate(today), timeZone) };
  const listed = await lessons.list(house, actor, span);
  if (!listed.ok) return [];
  return listed.value.lessons
    .filter((lesson) => lesson.state !== "cancelled")
    .map((lesson) => lesson.venueId);
}

/** Who may know a lesson is told that it was destroyed; to everybody else it is as if it were not there. */
async function openUnlessDestroyed(
  house: House,
  actor: PersonActor,
  ask: Parameters<typeof openViewing>[2],
): ReturnType<typeof openViewing> {
  const { lessonId } = ask;
  const destroyed = await destroyedBy(house, lessonId);
  if (destroyed === null) return openViewing(house, actor, ask);
  if (!(await mayKnow(house, actor, lessonId)).ok) return openViewing(house, actor, ask);
  const { serial } = destroyed;
  const refusal = refused("item_destroyed", serial === null ? {} : { serial });
  await enterRefusal(house, actor, "viewing.open", refusal, { type: "lesson", id: lessonId });
  return refusal;
}
