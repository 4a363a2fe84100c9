import { describe, expect, test } from "vitest";
import { accounts } from "../people/index.ts";
import { openTestHouse, type TestHouse } from "../../../tests/fixture/house.ts";
import { venues } from "../places/index.ts";
import { findByText } from "./find-by-text.ts";

async function search(t: TestHouse, role: "admin" | "teacher" | "student", typed: string) {
  return (await findByText(t.house, t.actor(role), typed)).map((hit) => hit.text);
}

describe("one box finds", () => {
  test("[screens] a venue and a person by name, spelling and initials, and only what one may read", async () => {
    await using t = await openTestHouse();
    const admin = t.actor("admin");
    await venues.add(t.house, admin, { name: "模拟急诊室", area: "二层" });
    const opened = await accounts.open(t.house, admin, {
      login: "zhang.one",
      name: "张明",
      personKey: "T-1",
      category: "teacher",
      role: "teacher",
      expiresAtMs: null,
      venueIds: [],
    });
    expect(opened.ok).toBe(true);
    expect(await search(t, "admin", "急诊")).toEqual(["模拟急诊室"]);
    expect(await search(t, "admin", "mnjz")).toEqual(["模拟急诊室"]);
    expect(await search(t, "admin", "zhangming")).toEqual(["张明"]);
    expect(await search(t, "admin", "T-1")).toEqual(["张明"]);
    expect(await search(t, "teacher", "zm")).toEqual([]);
    expect(await search(t, "student", "急诊")).toEqual([]);
    expect(await search(t, "admin", "  ")).toEqual([]);
  });
});
