import { expect, test } from "vitest";
import { DoorText } from "../../contract/attendance.ts";
import { hmacOf } from "../../platform/hmac.ts";
import { utf8 } from "../bytes.ts";
import { doorStepMs, doorText, isDoorText, lessonOfText, stepAt } from "./door-code.ts";

const mac = hmacOf(utf8("a key of a test"));
const same = (a: string, b: string) => a === b;
const door = {
  lessonId: "019ab3c2-1111-7222-8333-444455556666",
  venueId: "019ab3c2-aaaa-7222-8333-444455556666",
};
const atMs = 1_780_000_000_000 - (1_780_000_000_000 % doorStepMs);
const text = doorText(mac, door, stepAt(atMs));

test("[S2-N7] a code holds for its half minute and the next one, to the millisecond, and not before", () => {
  const taken = (now: number) => isDoorText(text, door, { mac, atMs: now, same });
  expect(taken(atMs - 1)).toBe(false);
  expect(taken(atMs)).toBe(true);
  expect(taken(atMs + 2 * doorStepMs - 1)).toBe(true);
  expect(taken(atMs + 2 * doorStepMs)).toBe(false);
});

test("[S2-N7] a code is of one lesson in one venue; every changed character is refused", () => {
  const by = { mac, atMs, same };
  expect(isDoorText(text, { ...door, venueId: door.lessonId }, by)).toBe(false);
  expect(isDoorText(text, { ...door, lessonId: door.venueId }, by)).toBe(false);
  for (let at = 0; at < text.length; at++) {
    const other = text.charAt(at) === "0" ? "1" : "0";
    expect(isDoorText(text.slice(0, at) + other + text.slice(at + 1), door, by)).toBe(false);
  }
});

test("[S2-N7] the text names its lesson and fits the form phones may send", () => {
  expect(lessonOfText(text)).toBe(door.lessonId);
  expect(DoorText.safeParse(text).success).toBe(true);
  expect(lessonOfText("nothing of ours")).toBeUndefined();
});
