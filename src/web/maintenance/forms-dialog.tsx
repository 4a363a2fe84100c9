import { Button, DatePicker, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import {
  type MaintenanceForm,
  type MaintenancePeriod,
  maintenancePeriods,
} from "../../contract/maintenance.ts";
import { address } from "../ask.ts";
import { nowMs } from "../look/now.ts";
import { day, instantOf } from "../look/times.ts";
import { ChosenField } from "../media/chosen-field.tsx";
import { useWords } from "../words/index.ts";

/** F-04 and F-05 of one month, on paper or as a workbook. */
export function FormsDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [form, setForm] = useState<MaintenanceForm>("F-04");
  const [period, setPeriod] = useState<MaintenancePeriod>("month");
  const [month, setMonth] = useState<Dayjs>(() => dayjs(day(nowMs())).startOf("month"));
  const first = (at: Dayjs) => instantOf(at.format("YYYY-MM-DD"), "00:00");
  const query = { form, period, fromMs: first(month), toMs: first(month.add(1, "month")) };
  return (
    <Modal
      open
      title={t("maintenancePage/forms")}
      onCancel={props.onClose}
      footer={[
        <Button key="xlsx" href={address("maintenance.table", { query })} download>
          {t("maintenancePage/xlsx")}
        </Button>,
        <Button key="pdf" type="primary" href={address("maintenance.sheet", { query })} download>
          {t("maintenancePage/pdf")}
        </Button>,
      ]}
    >
      <div className="stack">
        <ChosenField
          label={t("maintenancePage/forms")}
          value={form}
          onChange={setForm}
          options={[
            { value: "F-04", label: t("maintenancePage/formF04") },
            { value: "F-05", label: t("maintenancePage/formF05") },
          ]}
        />
        {form === "F-04" ? (
          <ChosenField
            label={t("maintenancePage/period")}
            value={period}
            onChange={setPeriod}
            options={maintenancePeriods.map((value) => ({
              value,
              label: t(`maintenanceTerms/periods/${value}`),
            }))}
          />
        ) : null}
        <div className="signing-field">
          <span aria-hidden>{t("maintenancePage/month")}</span>
          <DatePicker
            aria-label={t("maintenancePage/month")}
            picker="month"
            allowClear={false}
            value={month}
            onChange={(next) => setMonth((before) => next ?? before)}
          />
        </div>
      </div>
    </Modal>
  );
}
