import { expect, test, vi } from "vitest";
import { openTestDesk } from "../../../tests/fixture/desk.ts";
import { rolePermissions, roleNames } from "../../contract/roles.ts";
import { routes } from "../../contract/routes.ts";

const exportNames = ["exports.start", "exports.list", "exports.read", "exports.bytes"] as const;
const path = (name: (typeof exportNames)[number], id: string) =>
  routes[name].path.replace(/\{\w+\}/, id);

vi.setConfig({ testTimeout: 120_000 });

test("[S0-10b] of every role only administrator and operator reach an export; the others meet the same no at each address", async () => {
  await using t = await openTestDesk();
  const id = t.house.newId();
  const body = {
    form: "package",
    lessonIds: [],
    cameraIds: [],
    span: null,
    cut: "key-frames",
    joined: false,
    protection: { kind: "passphrase" },
  };
  const reached: string[] = [];
  for (const role of roleNames) {
    const guest = await t.guest(role, `${role}.one`);
    for (const name of exportNames) {
      t.reached.length = 0;
      const { method } = routes[name];
      const answer = await t.call({
        as: guest,
        method,
        url: path(name, id),
        ...(method === "POST" ? { payload: body } : {}),
      });
      if (t.reached.length > 0) reached.push(`${role} ${name}`);
      else expect([role, name, answer.statusCode]).toEqual([role, name, 403]);
    }
  }
  const may = roleNames.filter((role) => rolePermissions[role].includes("export.make"));
  expect(may.toSorted()).toEqual(["admin", "operator"]);
  expect(reached).toEqual(
    roleNames
      .filter((role) => may.includes(role))
      .flatMap((role) => exportNames.map((name) => `${role} ${name}`)),
  );
});
