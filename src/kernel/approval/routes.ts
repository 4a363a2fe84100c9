import type { Operation, PaperKind, Post, Profile, RouteRule } from "../../contract/approval.ts";

/** What a request must tell, by the particular it goes under on its form. */
export const formFields = [
  "unit",
  "content",
  "purpose",
  "reason",
  "handler",
  "contact",
  "returnDue",
  "window",
] as const;
export type Field = (typeof formFields)[number];

export type Form = "F-03" | "F-08" | "F-20" | "F-23";
/** What a granted request opens: looking in the house, or something that leaves it. */
export type Gives = "viewing" | "clip" | "package" | "loan";

export interface RouteStep {
  readonly post: Post;
  readonly rule: RouteRule;
  /** Who decides instead where the holder of the post asks for themselves. */
  readonly whenOwn?: Post;
}

export interface ApprovalRoute {
  /** The clause the route as a whole comes from. */
  readonly rule: RouteRule;
  readonly form: Form;
  readonly steps: readonly RouteStep[];
  readonly papers: readonly PaperKind[];
  readonly fields: readonly Field[];
  readonly gives: Gives;
}

const looking: readonly Field[] = ["content", "purpose", "window"];
/** The five particulars of S0-11.1: 调取单位, 调取内容, 用途, 经办人, 归还时间. */
const retrieval: readonly Field[] = ["unit", "content", "purpose", "handler", "returnDue"];
/** What leaves for good has no return; who takes it can be reached instead. */
const vouchered: readonly Field[] = ["unit", "content", "purpose", "handler", "contact"];
const excerpt: readonly Field[] = ["unit", "content", "purpose", "handler"];

/** Clinical centre: two approvers in order for everybody outside the school (S0-11.2). */
const clinicalOutside = (papers: readonly PaperKind[]): ApprovalRoute => ({
  rule: "S0-11.2",
  form: "F-08",
  steps: [
    { post: "first", rule: "S0-11.2" },
    { post: "second", rule: "S0-11.2" },
  ],
  papers,
  fields: vouchered,
  gives: "package",
});

/** Hospital: 保卫科长 signs, then 分管副院长 approves, whatever is asked (S1-E2, C-09). */
const hospital = (route: Pick<ApprovalRoute, "papers" | "fields" | "gives">): ApprovalRoute => ({
  rule: "S1-E1",
  form: "F-23",
  steps: [
    { post: "first", rule: "S1-E2" },
    { post: "second", rule: "S1-E2" },
  ],
  ...route,
});

const campus = (
  post: Post,
  rule: RouteRule,
  route: Pick<ApprovalRoute, "papers" | "fields" | "gives">,
): ApprovalRoute => ({ rule, form: "F-03", steps: [{ post, rule }], ...route });

const contacted = (...more: readonly Field[]): readonly Field[] => [
  "unit",
  "contact",
  "content",
  "purpose",
  ...more,
];
/** Campus: 执法证件 and 介绍信函, then the principal (S3-8.2); nobody else may hand anything out. */
const campusOutside = campus("second", "S3-8.2", {
  papers: ["police-id", "introduction"],
  fields: [...vouchered, "reason"],
  gives: "package",
});

/**
 * Who decides what, by profile of the institution (matrix 6.1 with S0-10 to S0-12, S1 使用程序, S3 Art 8
 * and 查阅制度). Rules of an institution are this table and nothing else.
 */
export const approvalRoutes: Readonly<Record<Profile, Readonly<Record<Operation, ApprovalRoute>>>> =
  {
    clinical: {
      view: {
        rule: "S0-10a",
        form: "F-20",
        steps: [{ post: "administrator", rule: "S0-10a", whenOwn: "first" }],
        papers: [],
        fields: looking,
        gives: "viewing",
      },
      clip: {
        rule: "S0-12.2b",
        form: "F-08",
        steps: [{ post: "first", rule: "S0-12.2b" }],
        papers: [],
        fields: excerpt,
        gives: "clip",
      },
      department: {
        rule: "S0-11.1",
        form: "F-08",
        steps: [{ post: "first", rule: "S0-11.1" }],
        papers: ["letter"],
        fields: retrieval,
        gives: "package",
      },
      outside: clinicalOutside(["letter"]),
      judicial: clinicalOutside(["legal"]),
      discipline: clinicalOutside(["letter"]),
      police: clinicalOutside(["legal", "police-id", "introduction"]),
      lend: {
        rule: "S0-4.1a",
        form: "F-08",
        steps: [{ post: "first", rule: "S0-4.1a" }],
        papers: [],
        fields: retrieval,
        gives: "loan",
      },
    },
    hospital: {
      view: hospital({ papers: [], fields: contacted("window"), gives: "viewing" }),
      clip: hospital({ papers: [], fields: contacted("handler"), gives: "clip" }),
      department: hospital({
        papers: ["introduction"],
        fields: contacted("handler", "returnDue"),
        gives: "package",
      }),
      outside: hospital({
        papers: ["introduction"],
        fields: contacted("handler"),
        gives: "package",
      }),
      judicial: hospital({ papers: ["legal"], fields: contacted("handler"), gives: "package" }),
      discipline: hospital({ papers: ["letter"], fields: contacted("handler"), gives: "package" }),
      police: hospital({
        papers: ["police-id", "introduction"],
        fields: contacted("handler"),
        gives: "package",
      }),
      lend: hospital({ papers: [], fields: contacted("handler", "returnDue"), gives: "loan" }),
    },
    campus: {
      view: campus("first", "S3-Q5", {
        papers: [],
        fields: [...looking, "reason"],
        gives: "viewing",
      }),
      clip: campus("first", "S3-Q5", {
        papers: [],
        fields: [...excerpt, "reason"],
        gives: "clip",
      }),
      department: campus("second", "S3-Q7", {
        papers: ["introduction"],
        fields: [...retrieval, "reason"],
        gives: "package",
      }),
      outside: campusOutside,
      judicial: campusOutside,
      discipline: campusOutside,
      police: campusOutside,
      lend: campus("second", "S3-Q4", {
        papers: [],
        fields: [...retrieval, "reason"],
        gives: "loan",
      }),
    },
  };

/** How the institution's own record names its profile. */
const profileNames: ReadonlyMap<string, Profile> = new Map([
  ["clinical-centre", "clinical"],
  ["clinical", "clinical"],
  ["hospital", "hospital"],
  ["hospital-video", "hospital"],
  ["campus", "campus"],
]);

/** Undefined for a profile without routes: then nothing can be asked for. */
export function profileOf(name: string): Profile | undefined {
  return profileNames.get(name);
}
