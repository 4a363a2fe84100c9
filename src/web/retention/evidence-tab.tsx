import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Modal, type TableColumnsType } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { RowAct } from "../look/row-act.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute, size } from "../look/times.ts";
import { TextField } from "../look/text-field.tsx";
import { useAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { useWords, type Say } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { EvidenceForm } from "./evidence-form.tsx";
import { type Evidence, retentionKey, afterKeeping } from "./use-retention.ts";

/** 固定证据: the six fields of the register, what was locked, and whether it was reported. */
export function EvidenceTab() {
  const { t } = useWords();
  const may = useMay();
  const [fixing, setFixing] = useState(false);
  const [reporting, setReporting] = useState<Evidence | null>(null);
  const list = useQuery({
    queryKey: [...retentionKey, "evidence"],
    queryFn: () => ask("retention.evidence", {}),
  });
  return (
    <>
      <div className="keeping-filter">
        {may("retention.manage") ? (
          <AddButton word={t("retentionPage/fix")} onClick={() => setFixing(true)} />
        ) : null}
        {may("register.read") ? (
          <Link to="/registers/$form" params={{ form: "F-11" }}>
            <Button>{t("retentionPage/printedEvents")}</Button>
          </Link>
        ) : null}
      </div>
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<Evidence>
        rows={list.data?.evidence}
        rowKey="evidenceId"
        columns={columns(t, may("retention.manage") ? setReporting : null)}
        empty={<Empty title={t("retentionPage/noEvidence")} next={t("retentionPage/fixText")} />}
      />
      {fixing ? <EvidenceForm onClose={() => setFixing(false)} /> : null}
      {reporting === null ? null : (
        <ReportDialog one={reporting} onClose={() => setReporting(null)} />
      )}
    </>
  );
}

function columns(t: Say, onReport: ((one: Evidence) => void) | null): TableColumnsType<Evidence> {
  return [
    { title: t("retentionPage/evidenceNumber"), dataIndex: "number", className: "number" },
    {
      title: t("retentionPage/time"),
      className: "number",
      render: (_: unknown, one: Evidence) =>
        `${dayMinute(one.startMs)} ${t("common/to")} ${dayMinute(one.endMs)}`,
    },
    { title: t("retentionPage/place"), dataIndex: "place" },
    { title: t("retentionPage/what"), dataIndex: "what" },
    {
      title: t("retentionPage/usedCameras"),
      render: (_: unknown, one: Evidence) => listed(one.cameras),
    },
    { title: t("retentionPage/storedAt"), dataIndex: "storedAt" },
    { title: t("retentionPage/keeper"), dataIndex: "keeper" },
    {
      title: t("retentionPage/locked"),
      render: (_: unknown, one: Evidence) => (
        <>
          {t("retentionPage/segments", { n: String(one.segments), size: size(one.sizeBytes) })}
          <br />
          <span className="mono" title={one.segmentsSha256}>
            {one.segmentsSha256.slice(0, 16)}…
          </span>
          <br />
          <Apart one={one} />
        </>
      ),
    },
    {
      title: t("common/state"),
      render: (_: unknown, one: Evidence) => <EvidenceState one={one} />,
    },
    ...(onReport === null
      ? []
      : [
          {
            title: t("common/actions"),
            render: (_: unknown, one: Evidence) =>
              one.reportedAtMs === null ? (
                <RowAct
                  word={t("retentionPage/report")}
                  row={one.number}
                  onClick={() => onReport(one)}
                />
              ) : null,
          },
        ]),
  ];
}

const apartTones = { none: "plain", waiting: "warn", copied: "good", erased: "plain" } as const;

/** Whether it lies apart from the vault, too (S3-B2a). */
function Apart(props: { readonly one: Evidence }) {
  const { t } = useWords();
  const { apart, apartAtMs } = props.one;
  return (
    <Status tone={apartTones[apart]}>
      {t(`retentionPage/apart/${apart}`, { at: apartAtMs === null ? "" : dayMinute(apartAtMs) })}
    </Status>
  );
}

function EvidenceState(props: { readonly one: Evidence }) {
  const { t } = useWords();
  const { one } = props;
  if (one.released) return <Status tone="plain">{t("retentionPage/released")}</Status>;
  if (one.overdue) return <Status tone="alarm">{t("retentionPage/unreported")}</Status>;
  return one.reportedAtMs === null ? (
    <Status tone="warn">{t("retentionPage/toReport")}</Status>
  ) : (
    <Status tone="good">
      {t("retentionPage/reportedTo", { to: one.reportedTo ?? "", at: dayMinute(one.reportedAtMs) })}
    </Status>
  );
}

function ReportDialog(props: { readonly one: Evidence; readonly onClose: () => void }) {
  const { t } = useWords();
  const [to, setTo] = useState("");
  const [remark, setRemark] = useState("");
  const act = useAct(
    () =>
      ask("retention.report-evidence", {
        params: { evidenceId: props.one.evidenceId },
        body: { to, remark },
      }),
    afterKeeping(t("retentionPage/reported"), props.onClose),
  );
  return (
    <Modal
      open
      title={`${t("retentionPage/report")} ${props.one.number}`}
      okText={t("retentionPage/report")}
      cancelText={t("common/cancel")}
      okButtonProps={{ disabled: to.trim() === "", loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack keeping-dialog">
        <p>{t("retentionPage/reportText")}</p>
        <TextField required label={t("retentionPage/reportTo")} value={to} onChange={setTo} />
        <TextField long label={t("retentionPage/remark")} value={remark} onChange={setRemark} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}
