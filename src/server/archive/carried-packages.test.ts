import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openArchiveHouse, plainPorts } from "../../../tests/fixture/archive.ts";
import { value } from "../../../tests/fixture/places.ts";
import { digest } from "../../../tests/fixture/segments.ts";
import { historyOf, sequenceNow } from "../ledger/index.ts";
import { archive, erasePackages } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 });

test("[S0-16, S0-8.1a, P-6] a package goes into every copy under the key of what it holds, and ends with it", async () => {
  const a = await openArchiveHouse();
  const { t, itemId } = a;
  await using _ = t;
  const { house, lessonId } = t;
  await a.goTo(a.fromMs + 1_000);
  const own = { year: a.year, bookletOf: plainPorts.booklet };
  value(await archive.confirm(house, t.admin.actor, { ...own, signing: t.admin.signing }));
  await a.work();
  const path = join(house.paths.archive, itemId, "package.zip");
  const carried = await house.db
    .withTables<{ "copies.object": Record<"name" | "home_id" | "sha256" | "class", string> }>()
    .selectFrom("copies.object")
    .select(["name", "home_id", "sha256"])
    .where("class", "=", "archive")
    .execute();
  expect(carried).toEqual([
    {
      name: `archive/${itemId}/package.zip.age`,
      home_id: lessonId,
      sha256: digest(readFileSync(path)),
    },
  ]);
  expect(await erasePackages(house, house.newId())).toEqual([]);
  expect(await erasePackages(house, lessonId)).toMatchObject([{ state: "erased" }]);
  expect(existsSync(path)).toBe(false);
  await sequenceNow(house);
  await erasePackages(house, lessonId);
  const kinds = ["archive.package-erased@1"] as const;
  expect((await historyOf(house, itemId, { kinds, most: 9 })).length).toBe(1);
});
