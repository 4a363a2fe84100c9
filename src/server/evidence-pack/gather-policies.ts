import type { PersonActor } from "../../contract/actor.ts";
import type { House } from "../../platform/house.ts";
import { policies, policyBases } from "../policies/index.ts";

/**
 * The institution's documents that were in force at some time of the period, each version with its text,
 * and what the configuration's rules rested on at its beginning and at its end.
 */
export async function policiesOf(
  house: House,
  reader: PersonActor,
  period: { readonly fromMs: number; readonly toMs: number },
) {
  const listed = await policies.list(house, reader);
  const inPeriod = (listed.ok ? listed.value.policies : []).filter(
    (line) =>
      line.effectiveFromMs < period.toMs &&
      (line.effectiveToMs === null || line.effectiveToMs > period.fromMs),
  );
  const versions: object[] = [];
  for (const { mineAtMs: _, mustRead: __, ...line } of inPeriod) {
    const read = await policies.read(house, reader, line);
    versions.push({ ...line, text: read.ok ? read.value.text : null });
  }
  return {
    versions,
    rulesAtStart: await rulesAt(house, reader, period.fromMs),
    rulesAtEnd: await rulesAt(house, reader, period.toMs),
  };
}

async function rulesAt(house: House, reader: PersonActor, atMs: number) {
  const read = await policyBases.inForce(house, reader, { atMs });
  return read.ok ? read.value.rules : [];
}
