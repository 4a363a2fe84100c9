import {
  type MediumRule,
  type Operation,
  type PaperKind,
  type Post,
  type Profile,
  type RouteRule,
  operations,
} from "../../contract/approval.ts";

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
  /** What is made shows nobody but the person concerned (C-40, C-52). */
  readonly masking?: true;
  /** The clause by which its copy leaves on a registered medium only. */
  readonly registeredMedium?: MediumRule;
}

/** What this kind of institution does not give at all, and the clause that says so. */
export interface Withheld {
  readonly withheld: RouteRule;
}

const looking: readonly Field[] = ["content", "purpose", "window"];
/** The five particulars of S0-11.1: 调取单位, 调取内容, 用途, 经办人, 归还时间. */
const retrieval: readonly Field[] = ["unit", "content", "purpose", "handler", "returnDue"];
/** What leaves for good has no return; who takes it can be reached instead. */
const vouchered: readonly Field[] = ["unit", "content", "purpose", "handler", "contact"];
const excerpt: readonly Field[] = ["unit", "content", "purpose", "handler"];

/** Who asks about their own data is a person, not a unit. */
const personal: readonly Field[] = ["content", "purpose", "reason", "handler", "contact"];
/** What a filmed person asks for: who answers for personal data looks first, then who decides (C-40). */
const dataSubject = (form: Form, ...then: readonly RouteStep[]): ApprovalRoute => ({
  rule: "C-40",
  form,
  steps: [{ post: "privacy", rule: "C-40" }, ...then],
  papers: ["identity"],
  fields: personal,
  gives: "clip",
  masking: true,
});
const publication = (form: Form, ...steps: readonly RouteStep[]): ApprovalRoute => ({
  rule: "C-52",
  form,
  steps,
  papers: [],
  fields: [...excerpt, "reason"],
  gives: "clip",
  masking: true,
});

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
const hospital = (
  route: Pick<ApprovalRoute, "papers" | "fields" | "gives" | "registeredMedium">,
): ApprovalRoute => ({
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
): ApprovalRoute => onMedium({ rule, form: "F-03", steps: [{ post, rule }], ...route });
/** Footage does not leave the room but on a medium that is known (S3-Q4). */
function onMedium(route: ApprovalRoute): ApprovalRoute {
  return route.gives === "viewing" ? route : { ...route, registeredMedium: "S3-Q4" };
}

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
export const approvalRoutes: Readonly<
  Record<Profile, Readonly<Record<Operation, ApprovalRoute | Withheld>>>
> = {
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
      registeredMedium: "C-32",
    },
    "data-subject": dataSubject("F-08", { post: "first", rule: "C-40" }),
    publish: { withheld: "C-52" },
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
    lend: hospital({
      papers: [],
      fields: contacted("handler", "returnDue"),
      gives: "loan",
      registeredMedium: "C-32",
    }),
    "data-subject": dataSubject(
      "F-23",
      { post: "first", rule: "S1-E2" },
      { post: "second", rule: "S1-E2" },
    ),
    publish: publication(
      "F-23",
      { post: "first", rule: "S1-E2" },
      { post: "second", rule: "S1-E2" },
    ),
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
    "data-subject": onMedium(dataSubject("F-03", { post: "second", rule: "S3-8.2" })),
    publish: onMedium(publication("F-03", { post: "first", rule: "C-52" })),
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

/** Why a copy of this case leaves on a registered medium only; null: it may leave on anything. */
export function mediumRuleOf(profile: Profile, operation: Operation): MediumRule | null {
  const route = approvalRoutes[profile][operation];
  return "withheld" in route ? null : (route.registeredMedium ?? null);
}

/** What can be asked for at all in an institution of this kind. */
export function operationsOf(profile: Profile): Operation[] {
  return operations.filter((operation) => !("withheld" in approvalRoutes[profile][operation]));
}
