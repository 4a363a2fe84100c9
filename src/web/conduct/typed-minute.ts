import { instantOf } from "../look/times.ts";

/** `2026-06-01 08:30` as an instant of the house's clock; undefined while it is none. */
export function minuteTyped(text: string): number | undefined {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/.exec(text.trim()) ?? [];
  if (date === undefined || time === undefined) return undefined;
  const at = instantOf(date, time);
  return Number.isFinite(at) ? at : undefined;
}
