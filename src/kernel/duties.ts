import type { Office } from "../contract/appointments.ts";
import type { Role } from "../contract/roles.ts";
import type { personCategories } from "../contract/routes/people.ts";

type Category = (typeof personCategories)[number];

/** What a new account of a category begins as (S0-2b); the administrator may choose another below. */
export const defaultRole: Readonly<Record<Category, Role>> = {
  staff: "manager",
  teacher: "teacher",
  instructor: "teacher",
  student: "student",
  trainee: "student",
  external: "student",
};

const anyRole = [
  "director",
  "superior",
  "admin",
  "teacher",
  "manager",
  "operator",
  "student",
  "auditor",
] as const satisfies readonly Role[];

/** Who learns here holds no office; who comes from outside teaches, watches or learns. */
export const categoryRoles: Readonly<Record<Category, readonly Role[]>> = {
  staff: anyRole,
  teacher: anyRole,
  instructor: anyRole,
  student: ["student"],
  trainee: ["student"],
  external: ["student", "teacher", "operator"],
};

export interface Duty {
  readonly code:
    | "forbidden_pair"
    | "own_rights"
    | "category_role"
    | "expiry_missing"
    | "small_site";
  readonly rule: string;
  /** False: it may not be saved. */
  readonly allowed: boolean;
  readonly facts: Readonly<Record<string, string>>;
}

/**
 * The first pair of roles one person may not hold together (separation of duties, section 4.3).
 * Auditing is combined with nothing, in houses of any size; deciding twice in one case is judged in
 * the case.
 */
export function forbiddenPair(roles: readonly Role[]): readonly [Role, Role] | undefined {
  const other = roles.find((role) => role !== "auditor");
  return roles.includes("auditor") && other !== undefined ? ["auditor", other] : undefined;
}

export interface Assignment {
  readonly category: Category;
  readonly role: Role;
  readonly expires: boolean;
  /** Roles of the same person's other open accounts, and of posts lent to them. */
  readonly alsoHeld: readonly Role[];
  /** Set when somebody changes their own account: the role they have now. */
  readonly ownRole: Role | undefined;
}

/** Everything to be said about an assignment before it is saved, the refusals first. */
export function judgeDuties(assignment: Assignment): readonly Duty[] {
  const { category, role, alsoHeld, ownRole } = assignment;
  const duties: Duty[] = [];
  const pair = forbiddenPair([role, ...alsoHeld]);
  if (pair !== undefined)
    duties.push(no("forbidden_pair", "4.3", { role: pair[0], otherRole: pair[1] }));
  if (ownRole !== undefined && ownRole !== role)
    duties.push(no("own_rights", "4.3", { role: ownRole, otherRole: role }));
  if (!categoryRoles[category].includes(role))
    duties.push(no("category_role", "S0-2b", { category, role }));
  if (category === "external" && !assignment.expires)
    duties.push(no("expiry_missing", "S0-2b", { category }));
  // Accounts and configuration in one hand: the relief for small sites, shown wherever it is used.
  if (role === "admin") duties.push({ code: "small_site", rule: "4.3", allowed: true, facts: {} });
  return duties;
}

function no(code: Duty["code"], rule: string, facts: Duty["facts"]): Duty {
  return { code, rule, allowed: false, facts };
}

/**
 * Roles whose people may hold an office (4.3). Never who audits or learns; who answers for personal data
 * neither decides the same requests nor carries them out; who keeps the footage decides nothing about it.
 */
const officeRoles: Readonly<Record<Office, readonly Role[]>> = {
  custodian: ["admin", "manager", "teacher", "operator"],
  privacy: ["manager", "teacher"],
};

/** Who comes from outside or learns here answers for nothing of the house. */
const officeCategories: readonly Category[] = ["staff", "teacher", "instructor"];

export function mayHoldOffice(office: Office, role: Role): boolean {
  return officeRoles[office].includes(role);
}

export interface OfficeAsk {
  readonly office: Office;
  readonly role: Role;
  readonly category: Category;
  /** Offices the person holds or has been appointed to already. */
  readonly alsoHeld: readonly Office[];
  /** Somebody appoints themselves. */
  readonly own: boolean;
}

/** Why a person may not be appointed; undefined where they may. */
export function officeRefusal(ask: OfficeAsk): "own_rights" | "office_excluded" | undefined {
  if (ask.own) return "own_rights";
  const fits = mayHoldOffice(ask.office, ask.role) && officeCategories.includes(ask.category);
  // Who keeps the footage and who watches over it for those filmed are two persons.
  const other = ask.alsoHeld.some((office) => office !== ask.office);
  return fits && !other ? undefined : "office_excluded";
}
