import type { House } from "../../platform/house.ts";
import { mayHoldOffice } from "../../kernel/duties.ts";
import { accounts } from "../people/index.ts";
import type { AppointmentRow } from "./approval-tables.ts";

/**
 * Of some standing appointments those whose person can act and has a role that fits the office, by id:
 * an account that was closed or changed this minute holds nothing this minute.
 */
export async function fittingHolders(
  house: House,
  rows: readonly Pick<AppointmentRow, "appointment_id" | "account_id" | "office">[],
): Promise<ReadonlySet<string>> {
  const acting = await accounts.acting(
    house,
    rows.map((row) => row.account_id),
  );
  return new Set(
    rows.flatMap(({ appointment_id, account_id, office }) => {
      const role = acting.get(account_id)?.role;
      return role !== undefined && mayHoldOffice(office, role) ? [appointment_id] : [];
    }),
  );
}
