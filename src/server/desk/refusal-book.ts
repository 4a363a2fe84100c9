import type { Actor } from "../../contract/actor.ts";
import type { Refusal } from "../../contract/outcome.ts";
import type { RouteName } from "../../contract/routes.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";

const entriesPerMinute = { person: 60, anonymous: 10 };

/**
 * Enters what the gate refused: who wanted what, and which rule said no. Bounded per person, and
 * over all callers without a sign-in, so that nobody can flood the ledger from the door.
 */
export class RefusalBook {
  readonly #house: House;
  #minute = 0;
  #counts = new Map<string, number>();

  constructor(house: House) {
    this.#house = house;
  }

  async enter(name: RouteName, actor: Actor | undefined, refusal: Refusal): Promise<void> {
    if (!this.#mayEnter(actor)) return;
    const who: Actor = actor ?? { kind: "system", name: "gate" };
    const subject = { type: "house", id: this.#house.siteId } as const;
    await enterRefusal(this.#house, who, name, refusal, subject);
  }

  #mayEnter(actor: Actor | undefined): boolean {
    const minute = Math.floor(this.#house.clock.now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts = new Map();
    }
    const person = actor?.kind === "person";
    const key = person ? actor.accountId : "anonymous";
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count <= (person ? entriesPerMinute.person : entriesPerMinute.anonymous);
  }
}
