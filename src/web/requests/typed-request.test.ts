import { expect, test } from "vitest";
import { RequestInput } from "../../contract/approval.ts";
import { emptyRequest, requestInput, type TypedRequest } from "./typed-request.ts";

const nowMs = Date.UTC(2026, 5, 1, 4, 0);
const lesson = {
  lessonId: "01973000-0000-7000-8000-000000000001",
  title: "【2026-06-01】心肺复苏实训",
  startMs: Date.UTC(2026, 5, 1, 0, 30),
  endMs: Date.UTC(2026, 5, 1, 2, 0),
  venue: "1 号实训室",
  sensitivity: "ordinary" as const,
};
const typed = (change: Partial<TypedRequest>) =>
  requestInput({ ...emptyRequest(nowMs), ...change });

test("[S0-10a] a request to look has a window of the house's whole days, seven days from today", () => {
  const input = typed({ operation: "view", lessons: [lesson] });
  expect(RequestInput.safeParse(input).success).toBe(true);
  expect(input?.window).toEqual({
    startMs: Date.UTC(2026, 4, 31, 16),
    endMs: Date.UTC(2026, 5, 8, 16),
  });
  expect(typed({ operation: "clip", lessons: [lesson] })?.window).toBeNull();
});

test("part of a recording is named within one lesson only, in minutes of the house's day", () => {
  const part = { from: "08:40", to: "09:00" };
  expect(typed({ operation: "clip", lessons: [lesson], part })?.span).toEqual({
    startMs: Date.UTC(2026, 5, 1, 0, 40),
    endMs: Date.UTC(2026, 5, 1, 1, 0),
  });
  const two = [lesson, { ...lesson, lessonId: "01973000-0000-7000-8000-000000000002" }];
  expect(typed({ operation: "clip", lessons: two, part })?.span).toBeNull();
});

test("[S0-11.1] what leaves the house is due back at the end of its day; what stays has no return", () => {
  const returnDue = "2026-06-20";
  const endMs = Date.UTC(2026, 5, 20, 16);
  expect(typed({ operation: "department", returnDue })?.returnDueMs).toBe(endMs);
  expect(typed({ operation: "view", returnDue })?.returnDueMs).toBeNull();
  expect(requestInput(emptyRequest(nowMs))).toBeNull();
});
