import { entryKinds } from "../../contract/entries.ts";
import type { Around, Suspected, ToldFact } from "./signs.ts";

/** Somebody who signs out here cannot sign in over there within a minute. */
const awayMs = 60_000;
/** One device, two people: within a quarter of an hour. */
const sameDeviceMs = 15 * 60_000;
const together = 5_000;

interface Seat {
  readonly terminal: string;
  readonly address: string;
}
const elsewhere = (one: Seat, other: Seat): boolean =>
  one.terminal !== other.terminal && one.address !== other.address;

const found = { code: "V0-4", lessonId: null, cameraId: null, facts: {} } as const;

/** V0-4: one account in two places, or two accounts on one device. */
export function suspectSharing(fact: ToldFact, { near }: Around): Suspected | undefined {
  switch (fact.leaf.kind) {
    case "sign-in.refused@1":
      return refusedElsewhere(fact);
    case "sign-in.closed@2":
      return displaced(fact, near);
    case "sign-in.opened@2":
      return movedAway(fact, near);
    default:
      return oneDevice(fact, near);
  }
}

function refusedElsewhere({ leaf, atMs }: ToldFact): Suspected | undefined {
  const { code } = entryKinds["sign-in.refused@1"].parse(leaf.body);
  if (code !== "signed_in_elsewhere" || leaf.subject.type !== "account") return undefined;
  const accountId = leaf.subject.id;
  const factKey = `second:${accountId}:${Math.floor(atMs / 3_600_000)}`;
  return { ...found, reason: "second-sign-in", factKey, accountId };
}

const openings = (near: readonly ToldFact[]) =>
  near
    .filter(({ leaf }) => leaf.kind === "sign-in.opened@2")
    .map(({ leaf }) => entryKinds["sign-in.opened@2"].parse(leaf.body));
const closings = (near: readonly ToldFact[]) =>
  near
    .filter(({ leaf }) => leaf.kind === "sign-in.closed@2")
    .map(({ leaf }) => entryKinds["sign-in.closed@2"].parse(leaf.body));

/** A sign-in ended because the account was used at another terminal with another address. */
function displaced({ leaf }: ToldFact, near: readonly ToldFact[]): Suspected | undefined {
  const closed = entryKinds["sign-in.closed@2"].parse(leaf.body);
  if (closed.exit !== "displaced") return undefined;
  const other = openings(near).find(
    (one) =>
      one.accountId === closed.accountId &&
      one.signInId !== closed.signInId &&
      Math.abs(one.startedAtMs - closed.endedAtMs) <= together &&
      elsewhere(one, closed),
  );
  if (other === undefined) return undefined;
  const { accountId, signInId, terminal } = closed;
  const facts = { terminal: terminal.slice(0, 100), other: other.terminal.slice(0, 100) };
  return { ...found, reason: "second-sign-in", factKey: `displaced:${signInId}`, accountId, facts };
}

function movedAway({ leaf }: ToldFact, near: readonly ToldFact[]): Suspected | undefined {
  const opened = entryKinds["sign-in.opened@2"].parse(leaf.body);
  const before = closings(near).find(
    (one) =>
      one.accountId === opened.accountId &&
      one.exit === "sign-out" &&
      opened.startedAtMs >= one.endedAtMs &&
      opened.startedAtMs - one.endedAtMs < awayMs &&
      elsewhere(one, opened),
  );
  if (before === undefined) return undefined;
  const { accountId, signInId } = opened;
  const facts = {
    terminal: before.terminal.slice(0, 100),
    other: opened.terminal.slice(0, 100),
    seconds: Math.floor((opened.startedAtMs - before.endedAtMs) / 1_000),
  };
  return { ...found, reason: "terminal-changed", factKey: `changed:${signInId}`, accountId, facts };
}

/** Two accounts checked in to one lesson from one device, the first having left it for the second. */
function oneDevice(fact: ToldFact, near: readonly ToldFact[]): Suspected | undefined {
  const mark = entryKinds["attendance.marked@1"].parse(fact.leaf.body);
  const { actor } = fact.leaf;
  if (actor.kind !== "person" || !isOwnCheckIn(mark)) return undefined;
  const left = new Set(
    closings(near)
      .filter((one) => one.exit === "sign-out" || one.exit === "displaced")
      .map((one) => one.signInId),
  );
  const other = near.find(({ leaf, atMs }) => {
    if (leaf.kind !== "attendance.marked@1" || leaf.actor.kind !== "person") return false;
    const earlier = entryKinds["attendance.marked@1"].parse(leaf.body);
    return (
      isOwnCheckIn(earlier) &&
      earlier.lessonId === mark.lessonId &&
      leaf.actor.accountId !== actor.accountId &&
      leaf.actor.terminal === actor.terminal &&
      leaf.actor.address === actor.address &&
      left.has(leaf.actor.signInId) &&
      atMs <= fact.atMs &&
      fact.atMs - atMs < sameDeviceMs
    );
  });
  if (other === undefined) return undefined;
  const { lessonId, markId } = mark;
  const { accountId, terminal } = actor;
  const facts = { terminal: terminal.slice(0, 100) };
  return {
    ...found,
    reason: "shared-device",
    factKey: `shared:${markId}`,
    lessonId,
    accountId,
    facts,
  };
}

const isOwnCheckIn = (mark: { readonly kind: string; readonly way: string }): boolean =>
  mark.kind === "in" && mark.way === "phone";
