import type { House } from "../../platform/house.ts";
import {
  type RegisterFilter,
  type SignInLineRow,
  countSignIns,
  selectSignInLines,
} from "./sign-in-register.store.ts";

export type SignInRegisterLine = SignInLineRow;

/** The sign-in register of part of one year (S0-5.1.1), oldest first; numbers count through the year. */
export async function registerOfSignIns(
  house: House,
  part: RegisterFilter & { readonly offset: number; readonly most: number },
): Promise<{ lines: SignInRegisterLine[]; total: number }> {
  const total = await countSignIns(house.db, house.siteId, part);
  const lines =
    part.most <= 0 || part.offset >= total
      ? []
      : await selectSignInLines(house.db, house.siteId, part);
  return { lines, total };
}
