import { useQuery } from "@tanstack/react-query";
import { InputNumber, Modal, type TableColumnsType } from "antd";
import { useId, useState } from "react";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { dayMinute } from "../look/times.ts";
import { TextField } from "../look/text-field.tsx";
import { LessonChoice } from "../requests/lesson-choice.tsx";
import type { AskedLesson } from "../requests/typed-request.ts";
import { useAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { useWords, type Say } from "../words/index.ts";
import { type Agreement, retentionKey, afterKeeping } from "./use-retention.ts";

/** 合作协议: years an agreement asks for; the longer of class and agreement wins. */
export function AgreementsTab() {
  const { t } = useWords();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const list = useQuery({
    queryKey: [...retentionKey, "agreements"],
    queryFn: () => ask("retention.agreements", {}),
  });
  return (
    <>
      <div className="keeping-filter">
        {may("retention.manage") ? (
          <AddButton word={t("retentionPage/addAgreement")} onClick={() => setAdding(true)} />
        ) : null}
      </div>
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<Agreement>
        rows={list.data?.agreements}
        rowKey="agreementId"
        columns={columns(t)}
        empty={
          <Empty title={t("retentionPage/noAgreements")} next={t("retentionPage/agreementText")} />
        }
      />
      {adding ? <AgreementForm onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function columns(t: Say): TableColumnsType<Agreement> {
  return [
    { title: t("retentionPage/partner"), dataIndex: "partner" },
    { title: t("retentionPage/reference"), dataIndex: "reference" },
    {
      title: t("retentionPage/years"),
      className: "number",
      render: (_: unknown, one: Agreement) => t("retentionPage/yearsOf", { n: String(one.years) }),
    },
    {
      title: t("retentionPage/lessons"),
      render: (_: unknown, one: Agreement) => (
        <span className="keeping-name">{one.names.join("；")}</span>
      ),
    },
    {
      title: t("retentionPage/recorded"),
      render: (_: unknown, one: Agreement) => (
        <>
          <span className="number">{dayMinute(one.recordedAtMs)}</span> {one.recordedBy}
        </>
      ),
    },
  ];
}

function AgreementForm(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [partner, setPartner] = useState("");
  const [reference, setReference] = useState("");
  const [years, setYears] = useState(5);
  const [lessons, setLessons] = useState<readonly AskedLesson[]>([]);
  const yearsId = useId();
  const act = useAct(
    () =>
      ask("retention.record-agreement", {
        body: { partner, reference, years, lessonIds: lessons.map((one) => one.lessonId) },
      }),
    afterKeeping(t("retentionPage/agreementDone"), props.onClose),
  );
  return (
    <Modal
      open
      title={t("retentionPage/addAgreement")}
      okText={t("retentionPage/addAgreement")}
      cancelText={t("common/cancel")}
      okButtonProps={{
        disabled: partner.trim() === "" || lessons.length === 0,
        loading: act.isPending,
      }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack keeping-dialog">
        <p>{t("retentionPage/agreementText")}</p>
        <TextField
          required
          label={t("retentionPage/partner")}
          value={partner}
          onChange={setPartner}
        />
        <TextField label={t("retentionPage/reference")} value={reference} onChange={setReference} />
        <div className="signing-field">
          <label htmlFor={yearsId}>{t("retentionPage/years")}</label>
          <InputNumber
            id={yearsId}
            min={1}
            max={100}
            precision={0}
            value={years}
            onChange={(value) => setYears(value ?? 1)}
          />
        </div>
        <LessonChoice value={lessons} onChange={setLessons} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}
