import type { Permission } from "../../contract/roles.ts";

/** Where one can go; a place without the permission is not shown and refuses when typed. */
export const places = [
  { to: "/", word: "home", permission: "signed-in", group: "groupTeaching", icon: "home" },
  {
    to: "/board",
    word: "board",
    permission: "recording.read",
    group: "groupTeaching",
    icon: "board",
  },
  { to: "/wall", word: "wall", permission: "live.watch", group: "groupTeaching", icon: "wall" },
  {
    to: "/lessons",
    word: "lessons",
    permission: "lesson.read",
    group: "groupTeaching",
    icon: "lessons",
  },
  {
    to: "/requests",
    word: "requests",
    permission: "request.read",
    group: "groupAsking",
    icon: "requests",
  },
  {
    to: "/delegations",
    word: "delegations",
    permission: "request.decide",
    group: "groupAsking",
    icon: "delegations",
  },
  {
    to: "/timetable",
    word: "timetable",
    permission: "lesson.plan",
    group: "groupHouse",
    icon: "timetable",
  },
  {
    to: "/places",
    word: "places",
    permission: "place.manage",
    group: "groupHouse",
    icon: "places",
  },
  {
    to: "/accounts",
    word: "accounts",
    permission: "account.manage",
    group: "groupHouse",
    icon: "accounts",
  },
  {
    to: "/providers",
    word: "providers",
    permission: "policy.manage",
    group: "groupHouse",
    icon: "providers",
  },
  {
    to: "/policy",
    word: "policy",
    permission: "policy.manage",
    group: "groupHouse",
    icon: "policy",
  },
  {
    to: "/institution",
    word: "institution",
    permission: "request.read",
    group: "groupHouse",
    icon: "institution",
  },
  {
    to: "/exports",
    word: "exports",
    permission: "export.make",
    group: "groupAsking",
    icon: "exports",
  },
  {
    to: "/retention",
    word: "retention",
    permission: "retention.read",
    group: "groupEvidence",
    icon: "retention",
  },
  {
    to: "/copies",
    word: "copies",
    permission: "copy.read",
    group: "groupEvidence",
    icon: "copies",
  },
  {
    to: "/media",
    word: "media",
    permission: "medium.read",
    group: "groupAsking",
    icon: "media",
  },
  {
    to: "/registers",
    word: "registers",
    permission: "register.read",
    group: "groupEvidence",
    icon: "registers",
  },
  {
    to: "/passwords",
    word: "secretAges",
    permission: "ledger.read",
    group: "groupEvidence",
    icon: "secretAges",
  },
  {
    to: "/sign-ins",
    word: "signIns",
    permission: "ledger.read",
    group: "groupEvidence",
    icon: "signIns",
  },
  {
    to: "/trace",
    word: "trace",
    permission: "ledger.read",
    group: "groupEvidence",
    icon: "trace",
  },
  {
    to: "/notice",
    word: "notice",
    permission: "policy.manage",
    group: "groupHouse",
    icon: "notice",
  },
  {
    to: "/destruction",
    word: "destruction",
    permission: "destruction.read",
    group: "groupEvidence",
    icon: "destruction",
  },
  {
    to: "/rolling",
    word: "rolling",
    permission: "destruction.read",
    group: "groupEvidence",
    icon: "rolling",
  },
  {
    to: "/ledger",
    word: "ledger",
    permission: "ledger.read",
    group: "groupEvidence",
    icon: "ledger",
  },
] as const satisfies readonly {
  readonly permission: Permission;
  readonly [more: string]: string;
}[];

export type Place = (typeof places)[number];
export const groups = ["groupTeaching", "groupAsking", "groupHouse", "groupEvidence"] as const;
