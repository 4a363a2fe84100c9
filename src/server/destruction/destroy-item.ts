import { Fault } from "../../contract/faults.ts";
import type { CopyFate, ItemStep } from "../../contract/destruction.ts";
import { granted } from "../../contract/outcome.ts";
import { localCategory } from "../../kernel/destruction/judge-items.ts";
import type { House } from "../../platform/house.ts";
import { forgetNames } from "../attendance/index.ts";
import { checks, forget, targetNames } from "../copies/index.ts";
import { act, quiet } from "../ledger/index.ts";
import { forgetPeople } from "../lessons/index.ts";
import { type Warrant, disposal } from "../vault/index.ts";
import { serialOf } from "./case-parts.ts";
import type { Tell } from "./crash-points.ts";
import { type Case, erasePersonal, updateItem } from "./destruction.store.ts";
import type { ItemRow } from "./destruction-tables.ts";
import { markItems } from "./judged-items.ts";
import type { DestructionPorts } from "./ports.ts";

export interface DestroyingItem {
  readonly one: Case;
  readonly item: ItemRow & { readonly home_id: string };
  readonly warrant: Warrant;
  readonly ports: DestructionPorts;
  readonly tell: Tell;
}

/** The order of the steps (C-26): what makes every copy unreadable at once comes first. */
const steps: readonly {
  readonly from: ItemStep;
  readonly run: (house: House, of: DestroyingItem) => Promise<void>;
}[] = [
  { from: "waiting", run: destroyKeys },
  { from: "keys-destroyed", run: eraseBytes },
  { from: "bytes-erased", run: purgeCopies },
  { from: "copies-purged", run: removeTraces },
  { from: "traces-removed", run: checkGone },
];

/** One item, one step. Cut off anywhere, the same step runs again and finds what it did. */
export async function destroyItem(house: House, of: DestroyingItem): Promise<void> {
  const step = steps.find((each) => each.from === of.item.step);
  if (step === undefined) return;
  of.tell("taken-up");
  await step.run(house, of);
}

async function destroyKeys(house: House, of: DestroyingItem): Promise<void> {
  const { identityDestroyed } = await forget(house, of.warrant, of.item.home_id);
  if (!identityDestroyed)
    throw new Fault("disk", "identity_left", { hint: "a key store still holds this item's key" });
  of.tell("keys-destroyed");
  await note(house, of, {
    step: "keys-destroyed",
    fates: [fate("key-store", "", "cryptographic-erase", "erased")],
  });
  of.tell("keys-noted");
}

async function eraseBytes(house: House, of: DestroyingItem): Promise<void> {
  const medium = await disposal.medium(house);
  const erased = await disposal.eraseHome(house, of.warrant, {
    homeId: of.item.home_id,
    tell: of.tell,
  });
  const name = [medium.device, medium.fileSystem, medium.model].filter((part) => part !== "");
  await note(house, of, {
    step: "bytes-erased",
    fates: [fate("local", name.join(" ").slice(0, 200), localCategory(medium), "erased")],
    counts: {
      objects: erased.objects,
      size_bytes: erased.sizeBytes,
      list_sha256: erased.listSha256,
    },
  });
  of.tell("bytes-noted");
}

/** Removed, or locked until a day: then unreadable already, and removed when the lock ends. */
async function purgeCopies(house: House, of: DestroyingItem): Promise<void> {
  const fates = await remoteFates(house, of.warrant, of.item.home_id);
  of.tell("copies-purged");
  await note(house, of, { step: "copies-purged", fates });
  of.tell("copies-noted");
}

/** What became of the key and the copies at every place. Throws Fault `network` while one is away. */
export async function remoteFates(
  house: House,
  warrant: Warrant,
  homeId: string,
): Promise<CopyFate[]> {
  const { remote } = await forget(house, warrant, homeId);
  const names = await targetNames(house);
  return remote.flatMap((one): CopyFate[] => {
    const name = names.get(one.targetId) ?? one.targetId;
    if (!one.keyGone || one.state === "waiting")
      throw new Fault("network", "copy_place_away", { hint: name });
    return [
      fate("key-store", name, "cryptographic-erase", "erased"),
      { ...fate("target", name, "cryptographic-erase", one.state), untilMs: one.untilMs ?? null },
    ];
  });
}

/** Copies made for somebody, and the names of those who took part. */
async function removeTraces(house: House, of: DestroyingItem): Promise<void> {
  const homeId = of.item.home_id;
  const derived = await of.ports.eraseDerived(house, homeId);
  of.tell("traces-removed");
  await quiet(
    house,
    "names go with what was destroyed; the item's entry tells how many",
    async (tx) => {
      await forgetPeople(tx, homeId);
      await forgetNames(tx, homeId);
      const erased = await erasePersonal(tx, homeId);
      await updateItem(
        tx,
        { caseId: of.one.row.case_id, itemId: of.item.item_id },
        {
          step: "traces-removed",
          personal_erased: of.item.personal_erased + erased,
          copies: [
            ...of.item.copies,
            ...derived.map((one) => fate("derived", one.name, "clear-limited", one.state)),
          ],
        },
      );
    },
  );
  of.tell("traces-noted");
}

/** The reading that finds nothing that opens; then the item is entered. */
async function checkGone(house: House, of: DestroyingItem): Promise<void> {
  const { one, item } = of;
  await mustBeGone(house, item.home_id);
  of.tell("checked");
  const done = item.copies.map((copy) => ({
    ...copy,
    checked: copy.state === "erased" || copy.state === "deleted",
  }));
  const key = { caseId: one.row.case_id, itemId: item.item_id };
  await act(house, scheduler, "destruction.item-destroyed@1", async (tx) => {
    const itemIds = [item.item_id];
    const marked = await markItems(house, tx, { itemIds, act: "destroy", causeId: key.caseId });
    if (!marked.ok) return marked;
    await updateItem(tx, key, { step: "checked", copies: done });
    return granted({
      also: marked.value,
      value: undefined,
      subject: { type: "destruction", id: one.row.case_id },
      body: {
        caseId: one.row.case_id,
        serial: serialOf(one.row),
        itemId: item.item_id,
        homeId: item.home_id,
        objects: item.objects,
        sizeBytes: item.size_bytes,
        listSha256: item.list_sha256,
        copies: done,
        personalErased: item.personal_erased,
      },
    });
  });
  of.tell("item-entered");
}

/**
 * Reads the disk and every place that held a copy: no file, no key anywhere, no copy but what a lock
 * holds, and that opens with nothing. Gives how many a lock still holds.
 */
export async function mustBeGone(house: House, homeId: string): Promise<number> {
  const readable = await disposal.countReadable(house, homeId);
  const { keys, objects, locked } = await checks.forgotten(house, homeId);
  if (readable + keys + objects > 0)
    throw new Fault("damaged", "still_readable", {
      hint: `${readable} files, ${keys} keys, ${objects} copies of ${homeId}`,
    });
  return locked;
}

export const scheduler = { kind: "system", name: "scheduler" } as const;

interface Note {
  readonly step: ItemStep;
  readonly fates: readonly CopyFate[];
  readonly counts?: Pick<ItemRow, "objects" | "size_bytes" | "list_sha256">;
}

function note(house: House, of: DestroyingItem, { step, fates, counts }: Note): Promise<void> {
  return quiet(house, "how far an item has come; its end is an entry", (tx) =>
    updateItem(
      tx,
      { caseId: of.one.row.case_id, itemId: of.item.item_id },
      { step, copies: [...of.item.copies, ...fates], ...counts },
    ),
  );
}

function fate(
  where: CopyFate["where"],
  name: string,
  category: CopyFate["category"],
  state: CopyFate["state"],
): CopyFate {
  return { where, name, category, state, untilMs: null, checked: false };
}
