import { z } from "zod";

/**
 * Roles of a house (S0-4.*, catalogue section 4.2). A profile names its people for them: `director` is
 * 中心主任, 保卫科长 or 主管领导; `superior` 学校分管部门, 分管副院长 or 校长; `operator` 值班人员.
 */
export const roleNames = [
  "director",
  "superior",
  "admin",
  "teacher",
  "manager",
  "operator",
  "student",
  "auditor",
] as const;
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
  "lookers.read",
  "live.watch",
  "viewing.open",
  "ledger.read",
  "health.read",
  "request.file",
  "request.read",
  "request.decide",
  "request.handle",
  "export.make",
  "register.read",
  "policy.manage",
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
    "lookers.read",
    "live.watch",
    "viewing.open",
    "ledger.read",
    "health.read",
    "request.file",
    "request.read",
    "request.decide",
    "register.read",
  ],
  superior: [...everyone, "request.read", "request.decide", "register.read"],
  admin: [
    ...everyone,
    "account.manage",
    "place.read",
    "place.manage",
    "lesson.read",
    "lesson.plan",
    "recording.read",
    "lookers.read",
    "live.watch",
    "viewing.open",
    "ledger.read",
    "health.read",
    "request.file",
    "request.read",
    "request.decide",
    "request.handle",
    "export.make",
    "register.read",
    "policy.manage",
  ],
  manager: [
    ...everyone,
    "place.read",
    "lesson.read",
    "lesson.plan",
    "recording.read",
    "lookers.read",
    "live.watch",
    "viewing.open",
    "request.file",
    "request.read",
  ],
  teacher: [
    ...everyone,
    "place.read",
    "lesson.read",
    "recording.read",
    "lookers.read",
    "live.watch",
    "viewing.open",
    "request.file",
    "request.read",
  ],
  /** Live in own scope is a standing right; anything older needs a grant (C-42). */
  operator: [
    ...everyone,
    "place.read",
    "lesson.read",
    "recording.read",
    "live.watch",
    "viewing.open",
    "request.file",
    "request.read",
    "request.handle",
    "export.make",
  ],
  /** Own scores and the replay of the own station (S0-9.1d); never a file. */
  student: [...everyone, "lesson.read", "viewing.open"],
  auditor: [
    ...everyone,
    "lookers.read",
    "ledger.read",
    "health.read",
    "request.read",
    "register.read",
  ],
};
