import fc from "fast-check";
import { expect, test } from "vitest";
import { offices } from "../contract/appointments.ts";
import { roleNames } from "../contract/roles.ts";
import { personCategories } from "../contract/routes/people.ts";
import {
  categoryRoles,
  defaultRole,
  forbiddenPair,
  judgeDuties,
  mayHoldOffice,
  officeRefusal,
} from "./duties.ts";

const role = fc.constantFrom(...roleNames);
const category = fc.constantFrom(...personCategories);

test("[4.3] of 10,000 random role sets none with a forbidden pair is accepted, and every other is", () => {
  fc.assert(
    fc.property(fc.array(role, { maxLength: 5 }), role, category, (alsoHeld, asked, of) => {
      const all = new Set([asked, ...alsoHeld]);
      const bad = all.has("auditor") && all.size > 1;
      const duties = judgeDuties({
        category: of,
        role: asked,
        expires: true,
        alsoHeld,
        ownRole: undefined,
      });
      const refusedPair = duties.some((duty) => duty.code === "forbidden_pair" && !duty.allowed);
      expect(refusedPair).toBe(bad);
      expect(forbiddenPair([...all]) !== undefined).toBe(bad);
    }),
    { numRuns: 10_000 },
  );
});

test("[4.3] an administrator of accounts and configuration is allowed with a warning, never as auditor", () => {
  const base = { category: "staff", expires: false, alsoHeld: [], ownRole: undefined } as const;
  expect(judgeDuties({ ...base, role: "admin" })).toEqual([
    { code: "small_site", rule: "4.3", allowed: true, facts: {} },
  ]);
  const both = judgeDuties({ ...base, role: "admin", alsoHeld: ["auditor"] });
  expect(both[0]).toMatchObject({ code: "forbidden_pair", allowed: false, rule: "4.3" });
  expect(judgeDuties({ ...base, role: "auditor" })).toEqual([]);
});

test("[4.3] nobody changes the role of their own account", () => {
  const base = { category: "staff", expires: false, alsoHeld: [] } as const;
  const own = judgeDuties({ ...base, role: "director", ownRole: "admin" });
  expect(own).toMatchObject([{ code: "own_rights", allowed: false }]);
});

test("[S0-2b] each of the six categories has a role it begins with, and it is one it may have", () => {
  for (const of of personCategories) expect(categoryRoles[of]).toContain(defaultRole[of]);
  expect(Object.keys(defaultRole)).toHaveLength(6);
  const trainee = { category: "trainee", expires: true, alsoHeld: [], ownRole: undefined } as const;
  expect(judgeDuties({ ...trainee, role: "admin" })).toMatchObject([
    { code: "category_role", allowed: false },
    { code: "small_site" },
  ]);
  const guest = { ...trainee, category: "external", expires: false, role: "student" } as const;
  expect(judgeDuties(guest)).toMatchObject([{ code: "expiry_missing", allowed: false }]);
});

test("[S3-Q1] [4.3] of all people and both offices only those may hold one whose duties fit it", () => {
  const held = offices.flatMap((office) =>
    roleNames.filter((of) => mayHoldOffice(office, of)).map((of) => `${office} ${of}`),
  );
  expect(held).toEqual([
    "custodian admin",
    "custodian teacher",
    "custodian manager",
    "custodian operator",
    "privacy teacher",
    "privacy manager",
  ]);
  fc.assert(
    fc.property(
      fc.record({
        office: fc.constantFrom(...offices),
        role,
        category,
        alsoHeld: fc.uniqueArray(fc.constantFrom(...offices)),
        own: fc.boolean(),
      }),
      (ask) => {
        const outside = ["student", "trainee", "external"].includes(ask.category);
        const other = ask.alsoHeld.some((office) => office !== ask.office);
        const unfit = !mayHoldOffice(ask.office, ask.role) || outside || other;
        expect(officeRefusal(ask)).toBe(
          ask.own ? "own_rights" : unfit ? "office_excluded" : undefined,
        );
      },
    ),
  );
});
