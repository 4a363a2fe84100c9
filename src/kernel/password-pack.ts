import type { Profile } from "../contract/approval.ts";
import type { AccountPolicy, PasswordPackName, Rotation, SecretState } from "../contract/policy.ts";
import type { Role } from "../contract/roles.ts";
import { dayStart, localTime } from "./local-time.ts";

/**
 * What passwords must be and how long they last, as data (C-20): the regulation's quarterly change
 * (S0 Art. 13), or the modern rule without one (NIST SP 800-63B-4, ASVS 5.0 6.2.5). Both have the
 * blocklist, the history and the guessing limit.
 */
export interface PasswordPack {
  readonly leastCharacters: number;
  /** Without a second factor. */
  readonly leastAlone: number;
  /** How many earlier passwords may not return. */
  readonly history: number;
  /** Who changes it regularly (管理人员与教师); empty: nobody. */
  readonly rotates: readonly Role[];
  /** Days after the quarter's first in which it is still time (C-21). */
  readonly graceDays: number;
  readonly rule: string;
}

const staffRoles = [
  "director",
  "superior",
  "admin",
  "teacher",
  "manager",
  "operator",
  "auditor",
] as const satisfies readonly Role[];

export const packs: Readonly<Record<PasswordPackName, PasswordPack>> = {
  "CN-quarterly": {
    leastCharacters: 12,
    leastAlone: 12,
    history: 5,
    rotates: staffRoles,
    graceDays: 14,
    rule: "S0-13b",
  },
  modern: {
    leastCharacters: 12,
    leastAlone: 15,
    history: 5,
    rotates: [],
    graceDays: 14,
    rule: "C-20",
  },
};

const packOfProfile: Readonly<Record<Profile, PasswordPackName>> = {
  clinical: "CN-quarterly",
  hospital: "CN-quarterly",
  campus: "modern",
};

/** What holds until somebody decides otherwise. */
export function defaultPolicy(profile: Profile): AccountPolicy {
  return {
    pack: packOfProfile[profile],
    rotation: "quarter",
    secondSignIn: "displace",
    lockMinutes: 10,
    examLockMinutes: 5,
    examDesks: [],
  };
}

/** How long a new password must be. */
export function leastCharacters(pack: PasswordPackName, secondFactor: boolean): number {
  return secondFactor ? packs[pack].leastCharacters : packs[pack].leastAlone;
}

/** What is known of a password without knowing it. */
export interface SecretFacts {
  readonly role: Role;
  readonly setAtMs: number;
  /** Drawn by the house for one use (C-47). */
  readonly oneTime: boolean;
  /** As long as one without a second factor has to be in the strictest pack. */
  readonly long: boolean;
  readonly secondFactor: boolean;
}

export interface SecretStanding {
  readonly state: SecretState;
  /** From this instant on only the change is open; null: never by time alone. */
  readonly dueMs: number | null;
  /** The reminder that is due: 14, 7 or 1 day before; null while there is none. */
  readonly remindDays: 14 | 7 | 1 | null;
}

/** How it stands with a password at an instant, by the days of the house's zone (IANA name). */
export function secretStanding(
  facts: SecretFacts,
  policy: Pick<AccountPolicy, "pack" | "rotation">,
  at: { readonly nowMs: number; readonly timeZone: string },
): SecretStanding {
  const pack = packs[policy.pack];
  if (facts.oneTime) return { state: "first", dueMs: null, remindDays: null };
  if (!facts.long && !facts.secondFactor && pack.leastAlone > pack.leastCharacters)
    return { state: "weak", dueMs: null, remindDays: null };
  if (!pack.rotates.includes(facts.role)) return { state: "exempt", dueMs: null, remindDays: null };
  const dueMs = changeDueMs(facts.setAtMs, { ...policy, timeZone: at.timeZone });
  if (at.nowMs >= dueMs) return { state: "expired", dueMs, remindDays: null };
  const remindDays = reminder(daysBetween(at.nowMs, dueMs, at.timeZone));
  return { state: remindDays === null ? "kept" : "due", dueMs, remindDays };
}

export function mustChange(state: SecretState): boolean {
  return state === "first" || state === "expired" || state === "weak";
}

const rotationDays = 90;

/**
 * From when on a password set at `setAtMs` opens nothing but its change: `graceDays` after the first
 * of the quarter that follows, or 90 days after the day it was set (C-21). Always at a day's start.
 */
export function changeDueMs(
  setAtMs: number,
  by: {
    readonly pack: PasswordPackName;
    readonly rotation: Rotation;
    readonly timeZone: string;
  },
): number {
  const { date } = localTime(setAtMs, by.timeZone);
  const due =
    by.rotation === "90-days"
      ? daysAfter(date, rotationDays)
      : daysAfter(nextQuarter(date), packs[by.pack].graceDays);
  return dayStart(due, by.timeZone);
}

/** First day of the calendar quarter after a date: `2026-07-01` for `2026-05-20`. */
export function nextQuarter(date: string): string {
  const { year, month } = partsOf(date);
  const first = Math.floor((month - 1) / 3) * 3 + 4;
  return first > 12 ? `${year + 1}-01-01` : `${year}-${String(first).padStart(2, "0")}-01`;
}

function reminder(daysLeft: number): SecretStanding["remindDays"] {
  if (daysLeft <= 1) return 1;
  if (daysLeft <= 7) return 7;
  return daysLeft <= 14 ? 14 : null;
}

/** Whole days of the calendar from one instant's day to the other's. */
export function daysBetween(fromMs: number, toMs: number, timeZone: string): number {
  const [from, to] = [localTime(fromMs, timeZone).date, localTime(toMs, timeZone).date];
  return Math.round((utcOf(to) - utcOf(from)) / 86_400_000);
}

function daysAfter(date: string, days: number): string {
  return new Date(utcOf(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function utcOf(date: string): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day);
}

function partsOf(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return { year, month, day };
}
