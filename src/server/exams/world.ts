import type { ExamInput } from "../../contract/osce.ts";
import { type World, examTurns, roomSpans, scoredPlaces } from "../../kernel/osce/plan-troubles.ts";
import type { House } from "../../platform/house.ts";
import { lessonsOfSpan } from "../lessons/index.ts";
import { findAccounts } from "../people/index.ts";
import { venues } from "../places/index.ts";

/** Rooms, people and lessons as they are, for what a plan has to be held against. */
export async function worldOf(house: House, input: ExamInput): Promise<World> {
  const places = scoredPlaces(input);
  const rooms = await venues.find(house, [...new Set(places.map((one) => one.venueId))]);
  const people = await findAccounts(house, [...new Set(places.flatMap((one) => one.examinerIds))]);
  const spans = roomSpans(input, examTurns(input));
  const startMs = input.startMs;
  const endMs = spans.at(-1)?.endMs ?? startMs + 1;
  const booked = await lessonsOfSpan(house, { startMs, endMs: Math.max(endMs, startMs + 1) });
  return {
    nowMs: house.clock.now(),
    rooms: new Map(
      rooms.map(({ venueId, name, state, cameras }) => [
        venueId,
        { name, usable: state === "open" && cameras > 0 },
      ]),
    ),
    people: new Map([...people].map(([id, account]) => [id, account.name])),
    bookings: booked
      .filter(({ lesson }) => lesson.state !== "cancelled")
      .map(({ lesson }) => ({
        venueId: lesson.venueId,
        teacherIds: lesson.teachers.map((one) => one.accountId),
        title: lesson.officialName,
        startMs: lesson.startMs,
        endMs: lesson.endMs,
      })),
  };
}
