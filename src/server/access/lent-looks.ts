import type { LentLook } from "../../kernel/access.ts";
import type { House } from "../../platform/house.ts";
import { grants, viewGrants } from "../approval/index.ts";

/** Requests to look at this lesson that were granted to this account and hold now. */
export async function lentLooks(
  house: House,
  accountId: string,
  lessonId: string,
): Promise<LentLook[]> {
  return (await viewGrants(house, accountId, lessonId)).map((grant) => ({
    requestId: grant.requestId,
    serial: grant.serial,
    purpose: grant.purpose ?? grant.operation,
    cameraIds: grant.cameraIds,
    span: grant.span,
    window: grant.window,
    label: grant.labels.get(lessonId) ?? "ordinary",
  }));
}

/** Tells the request that somebody looked by it: it then ends as used, not as lapsed (S1-A6b). */
export async function noteLentLook(
  house: House,
  look: { accountId: string; lessonId: string; requestId: string },
): Promise<void> {
  const lent = await viewGrants(house, look.accountId, look.lessonId);
  const grant = lent.find((one) => one.requestId === look.requestId);
  if (grant !== undefined) await grants.noteLooked(house, grant);
}
