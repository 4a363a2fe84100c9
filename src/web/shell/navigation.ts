import type { Permission } from "../../contract/roles.ts";

/** Where one can go, in the order of a day's work; a place without the permission is not shown and refuses when typed. */
export const navigation = [
  {
    group: "groupTeaching",
    places: [
      { to: "/", word: "home", permission: "signed-in", icon: "home" },
      { to: "/board", word: "board", permission: "recording.read", icon: "board" },
      { to: "/wall", word: "wall", permission: "live.watch", icon: "wall" },
      { to: "/lessons", word: "lessons", permission: "lesson.read", icon: "lessons" },
      { to: "/timetable", word: "timetable", permission: "place.read", icon: "timetable" },
      { to: "/courses", word: "courses", permission: "place.read", icon: "courses" },
      {
        to: "/external-activities",
        word: "externals",
        permission: "place.read",
        icon: "externals",
      },
      { to: "/check-in", word: "myAttendance", permission: "attendance.own", icon: "attendance" },
      { to: "/exams", word: "exams", permission: "exam.read", icon: "exams" },
      { to: "/my/exams", word: "myExams", permission: "exam.own", icon: "exams" },
      { to: "/checklists", word: "checklists", permission: "score.read", icon: "checklists" },
      { to: "/my/scores", word: "myScores", permission: "score.own", icon: "myScores" },
      { to: "/library", word: "library", permission: "library.read", icon: "library" },
      { to: "/report", word: "report", permission: "conduct.report", icon: "report" },
    ],
  },
  {
    group: "groupAsking",
    places: [
      { to: "/requests", word: "requests", permission: "request.read", icon: "requests" },
      {
        to: "/delegations",
        word: "delegations",
        permission: "request.decide",
        icon: "delegations",
      },
      { to: "/exports", word: "exports", permission: "export.make", icon: "exports" },
      { to: "/media", word: "media", permission: "medium.read", icon: "media" },
    ],
  },
  {
    group: "groupRunning",
    places: [
      { to: "/tasks", word: "tasks", permission: "task.read", icon: "tasks" },
      { to: "/incidents", word: "incidents", permission: "incident.read", icon: "incidents" },
      { to: "/events", word: "events", permission: "incident.read", icon: "events" },
      { to: "/detection", word: "detection", permission: "detection.read", icon: "detection" },
      {
        to: "/interruptions",
        word: "interruptions",
        permission: "completion.read",
        icon: "interruptions",
      },
      {
        to: "/maintenance",
        word: "maintenance",
        permission: "maintenance.read",
        icon: "maintenance",
      },
      { to: "/usb", word: "usb", permission: "maintenance.read", icon: "usb" },
      { to: "/storage", word: "storage", permission: "storage.read", icon: "storage" },
      { to: "/copies", word: "copies", permission: "copy.read", icon: "copies" },
    ],
  },
  {
    group: "groupSupervision",
    places: [
      { to: "/compliance", word: "compliance", permission: "compliance.read", icon: "compliance" },
      {
        to: "/supervision",
        word: "supervision",
        permission: "supervision.read",
        icon: "supervision",
      },
      { to: "/digests", word: "digests", permission: "digest.read", icon: "digests" },
      { to: "/conduct", word: "conduct", permission: "conduct.read", icon: "conduct" },
      { to: "/registers", word: "registers", permission: "register.read", icon: "registers" },
      { to: "/policies", word: "policies", permission: "policy.read", icon: "policies" },
    ],
  },
  {
    group: "groupEvidence",
    places: [
      { to: "/ledger", word: "ledger", permission: "ledger.read", icon: "ledger" },
      {
        to: "/evidence-packs",
        word: "evidencePacks",
        permission: "evidence-pack.make",
        icon: "evidencePacks",
      },
      { to: "/trace", word: "trace", permission: "ledger.read", icon: "trace" },
      { to: "/retention", word: "retention", permission: "retention.read", icon: "retention" },
      { to: "/archive", word: "archive", permission: "retention.read", icon: "archive" },
      // Whoever the director's post is lent to decides on lists there, too.
      {
        to: "/destruction",
        word: "destruction",
        permission: "destruction.read",
        also: "first",
        icon: "destruction",
      },
      { to: "/rolling", word: "rolling", permission: "destruction.read", icon: "rolling" },
    ],
  },
  {
    group: "groupHouse",
    places: [
      { to: "/institution", word: "institution", permission: "request.read", icon: "institution" },
      { to: "/places", word: "places", permission: "place.manage", icon: "places" },
      { to: "/accounts", word: "accounts", permission: "account.manage", icon: "accounts" },
      { to: "/kiosks", word: "kiosks", permission: "lesson.plan", icon: "kiosks" },
      { to: "/policy", word: "policy", permission: "policy.manage", icon: "policy" },
      { to: "/notice", word: "notice", permission: "policy.manage", icon: "notice" },
      { to: "/providers", word: "providers", permission: "policy.manage", icon: "providers" },
      { to: "/passwords", word: "secretAges", permission: "ledger.read", icon: "secretAges" },
      { to: "/sign-ins", word: "signIns", permission: "ledger.read", icon: "signIns" },
    ],
  },
] as const satisfies readonly {
  readonly group: string;
  readonly places: readonly {
    readonly permission: Permission;
    readonly [more: string]: string;
  }[];
}[];

export type Place = (typeof navigation)[number]["places"][number];
export type Group = (typeof navigation)[number]["group"];
