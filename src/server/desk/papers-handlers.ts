import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, refused } from "../../contract/outcome.ts";
import type { paperRoutes } from "../../contract/routes/approval.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { House } from "../../platform/house.ts";
import { isKeeper, keepPaper, openPaper } from "../papers/index.ts";
import { sheets } from "../registers/index.ts";
import type { Handlers } from "./handler.ts";

/** Whether a case names this paper that the actor may read. */
export type MayReadPaper = (house: House, actor: PersonActor, paperId: string) => Promise<boolean>;

export function papersHandlers(namedInCase: MayReadPaper): Handlers<keyof typeof paperRoutes> {
  return {
    "papers.keep": ({ house, actor, params, upload }) =>
      keepPaper(house, actor, { kind: params.kind, ...upload }),
    "papers.bytes": ({ house, actor, params }) =>
      readPaper({ house, actor, namedInCase }, params.paperId),
  };
}

interface Reading {
  readonly house: House;
  readonly actor: PersonActor;
  readonly namedInCase: MayReadPaper;
}

/**
 * The keeper, whoever may read a case that names it, and whoever reads registers where it is the scan
 * of a sheet; for others it does not exist.
 */
async function readPaper(
  { house, actor, namedInCase }: Reading,
  paperId: string,
): Promise<Outcome<Awaited<ReturnType<typeof openPaper>> extends Outcome<infer T> ? T : never>> {
  const may =
    (await isKeeper(house, actor.accountId, paperId)) ||
    (await namedInCase(house, actor, paperId)) ||
    (rolePermissions[actor.role].includes("register.read") && (await sheets.names(house, paperId)));
  return may ? openPaper(house, paperId) : refused("not_found");
}
