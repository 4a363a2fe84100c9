import { z } from "zod";

/** Roles of the clinical-centre profile (requirement S0-4.*, catalogue section 4.2). */
export const roleNames = ["director", "admin", "teacher", "manager", "student", "auditor"] as const;
export const Role = z.enum(roleNames);
export type Role = z.infer<typeof Role>;

/** What a route may ask of its caller. `open` needs no sign-in, `signed-in` any live one. */
export const permissionNames = [
  "open",
  "setup",
  "signed-in",
  "account.manage",
  "place.read",
  "place.manage",
  "lesson.read",
  "lesson.plan",
  "recording.read",
  "live.watch",
  "viewing.open",
  "ledger.read",
  "health.read",
] as const;
export type Permission = (typeof permissionNames)[number];

const everyone: readonly Permission[] = ["open", "signed-in"];

/**
 * Role → permissions, default deny. A permission opens a route; which rows a person then sees
 * is decided by the room that owns them (a teacher: own lessons; a manager: own venues).
 */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  director: [
    ...everyone,
    "place.read",
    "lesson.read",
    "recording.read",
    "live.watch",
    "viewing.open",
    "ledger.read",
    "health.read",
  ],
  admin: [
    ...everyone,
    "account.manage",
    "place.read",
    "place.manage",
    "lesson.read",
    "lesson.plan",
    "recording.read",
    "live.watch",
    "viewing.open",
    "ledger.read",
    "health.read",
  ],
  manager: [
    ...everyone,
    "place.read",
    "lesson.read",
    "lesson.plan",
    "recording.read",
    "live.watch",
    "viewing.open",
  ],
  teacher: [
    ...everyone,
    "place.read",
    "lesson.read",
    "recording.read",
    "live.watch",
    "viewing.open",
  ],
  student: [...everyone, "lesson.read"],
  auditor: [...everyone, "ledger.read", "health.read"],
};
