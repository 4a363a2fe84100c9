import type { Device } from "../../contract/maintenance.ts";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";

/** Whether repair is still free (N-28). */
export function WarrantyWord(props: { readonly device: Device }) {
  const { t } = useWords();
  const { warrantyUntil, underWarranty } = props.device;
  if (warrantyUntil === null)
    return <Status tone="plain">{t("maintenancePage/warrantyUnknown")}</Status>;
  return underWarranty === true ? (
    <Status tone="good">{t("maintenancePage/warrantyUntil", { day: warrantyUntil })}</Status>
  ) : (
    <Status tone="warn">{t("maintenancePage/warrantyOver", { day: warrantyUntil })}</Status>
  );
}
