import { expect, test } from "vitest";
import { openApprovalHouse, taking } from "../../../tests/fixture/approval.ts";
import { value } from "../../../tests/fixture/places.ts";
import { historyOf } from "../ledger/index.ts";
import { site } from "../places/index.ts";
import { requests } from "./index.ts";

test("[C-10] [C-52] another kind of institution counts for new requests only, and is entered", async () => {
  await using t = await openApprovalHouse();
  const { house } = t;
  const admin = await t.staff("admin", "admin.one");
  const chief = await t.staff("director", "chief");
  const vice = await t.staff("superior", "vice");
  const before = value(await t.file(admin, { operation: "clip", ...taking }));
  expect(before).toMatchObject({ profile: "clinical", form: "F-08" });
  value(await site.name(house, admin.actor, "示范医院"));
  const choose = () => site.chooseProfile(house, admin.actor, "hospital");
  expect(value(await choose()).profile).toBe("hospital");
  expect(await choose()).toMatchObject({ code: "conflict" });
  const [told] = await historyOf(house, house.siteId, { kinds: ["site.changed@1"], most: 1 });
  expect(told?.leaf.body).toMatchObject({
    before: { profile: "clinical-centre" },
    after: { profile: "hospital" },
  });
  // What was filed goes the way it was filed with.
  expect(value(await t.decide(chief, before.requestId)).state).toBe("granted");
  const offered = value(await requests.operations(house));
  expect(offered).toMatchObject({ profile: "hospital" });
  expect(offered.operations).toContain("publish");
  const published = value(await t.file(admin, { operation: "publish", ...taking }));
  expect(published).toMatchObject({ masking: true, rule: "C-52", form: "F-23" });
  const { requestId } = published;
  expect(await t.decide(vice, requestId, 2)).toMatchObject({ code: "wrong_order" });
  value(await t.decide(chief, requestId));
  expect(await t.decide(chief, requestId, 2)).toMatchObject({ code: "same_person" });
  expect(value(await t.decide(vice, requestId, 2)).state).toBe("granted");
});
