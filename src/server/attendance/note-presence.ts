import type { House } from "../../platform/house.ts";
import { lessonById } from "../lessons/index.ts";
import { gather } from "./gather.ts";
import { noteMark } from "./note-mark.ts";

/** That somebody came or left, as another record of the house tells it. */
interface Presence {
  readonly accountId: string | null;
  readonly name: string;
  readonly kind: "in" | "out";
  readonly atMs: number;
  readonly late: boolean;
}

const scheduler = { kind: "system", name: "scheduler" } as const;

/**
 * Takes over who was there from a record that is kept closer to it, as an exam's board. Where anything of the
 * kind was noted already, by whomever, nothing is added.
 */
export async function notePresence(
  house: House,
  of: { readonly lessonId: string; readonly people: readonly Presence[] },
): Promise<void> {
  const { lessonId } = of;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined || facts.lesson.state === "cancelled") return;
  const { lines } = await gather(house, facts);
  for (const one of of.people) {
    const line = lines.find((own) =>
      one.accountId === null
        ? own.accountId === null && own.name === one.name
        : own.accountId === one.accountId,
    );
    if (line === undefined || line.marks.some((mark) => mark.kind === one.kind)) continue;
    await noteMark(house, scheduler, {
      lessonId,
      line,
      kind: one.kind,
      verdict: one.late && one.kind === "in" ? "late" : "valid",
      way: "house",
      atMs: one.atMs,
      terminal: "",
      byAccount: null,
      kioskId: null,
      reason: "",
    });
  }
}
