import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Grid, Modal, Segmented, type TableColumnsType } from "antd";
import { useState } from "react";
import type { Incident } from "../../contract/incidents.ts";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { DeclareDialog } from "../playbooks/declare-dialog.tsx";
import { queries } from "../session/queries.ts";
import { FactList } from "../tasks/fact-list.tsx";
import { type Say, useWords } from "../words/index.ts";
import { told } from "../words/listed.ts";
import { DutyDialog } from "./duty-dialog.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { HistoryDialog } from "./history-dialog.tsx";
import { IncidentClock } from "./incident-clock.tsx";
import { IncidentStatistics } from "./incident-statistics.tsx";
import { incidentTones, severityTones } from "./incident-tone.ts";
import "../tasks/tending.css";
import "./incident-lines.css";

type Box = "unfinished" | "all" | "statistics";

/** 异常事件: what the house noticed, who handles it, and what was done. */
export function IncidentsPage() {
  const { t } = useWords();
  const handles = useMay()("incident.handle");
  const [box, setBox] = useState<Box>("unfinished");
  const [doing, setDoing] = useState<Doing>();
  const list = useQuery({
    queryKey: ["incidents", box],
    queryFn: () => ask("incidents.list", { query: { box: box === "all" ? "all" : "unfinished" } }),
    refetchInterval: 30_000,
  });
  const { message } = App.useApp();
  const take = useMutation({
    mutationFn: (incidentId: string) => ask("incidents.acknowledge", { params: { incidentId } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["incidents"] });
      void message.success(t("incidentsPage/taken"));
    },
  });
  const narrow = Grid.useBreakpoint().md === false;
  const onTake = handles ? (id: string) => take.mutate(id) : undefined;
  return (
    <div className="page">
      <PageHead
        title={t("incidentsPage/title")}
        note={t("incidentsPage/note")}
        tools={
          <>
            {handles ? (
              <Button onClick={() => setDoing({ act: "duty" })}>{t("incidentCare/duty")}</Button>
            ) : null}
            <Segmented<Box>
              value={box}
              onChange={setBox}
              options={[
                { value: "unfinished", label: t("incidentsPage/unfinished") },
                { value: "all", label: t("incidentsPage/all") },
                { value: "statistics", label: t("incidentCare/statistics") },
              ]}
            />
          </>
        }
      />
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      {take.isError ? <Failure error={take.error} /> : null}
      {box === "statistics" ? <IncidentStatistics /> : null}
      {list.isError || box === "statistics" ? null : (
        <SheetTable<Incident>
          rows={list.data?.incidents}
          rowKey="incidentId"
          columns={(narrow ? narrowColumns : columns)(t, { onTake, onDo: setDoing })}
          empty={<Empty title={t("incidentsPage/none")} next={t("incidentsPage/noneNext")} />}
        />
      )}
      {doing === undefined ? null : <Dialog doing={doing} onClose={() => setDoing(undefined)} />}
    </div>
  );
}

type Doing =
  | { readonly act: "duty" }
  | { readonly act: "close" | "declare" | "hand-over" | "history"; readonly one: Incident };

function Dialog(props: { readonly doing: Doing; readonly onClose: () => void }) {
  const { doing, onClose } = props;
  if (doing.act === "duty") return <DutyDialog onClose={onClose} />;
  const { incidentId } = doing.one;
  if (doing.act === "hand-over") return <HandOverDialog one={doing.one} onClose={onClose} />;
  if (doing.act === "history") return <HistoryDialog incidentId={incidentId} onClose={onClose} />;
  if (doing.act === "declare") return <Declare incidentId={incidentId} onClose={onClose} />;
  return <CloseIncident incidentId={incidentId} onClose={onClose} />;
}

function Declare(props: { readonly incidentId: string; readonly onClose: () => void }) {
  const navigate = useNavigate();
  return (
    <DeclareDialog
      drill={false}
      {...props}
      onDeclared={(eventId) => void navigate({ to: "/events/$eventId", params: { eventId } })}
    />
  );
}

function CloseIncident(props: { readonly incidentId: string; readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [done, setDone] = useState("");
  const { incidentId, onClose } = props;
  const close = useMutation({
    mutationFn: () => ask("incidents.close", { params: { incidentId }, body: { done } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["incidents"] });
      void message.success(t("incidentsPage/closed"));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("incidentsPage/closeTitle")}
      okText={t("incidentsPage/close")}
      cancelText={t("common/cancel")}
      okButtonProps={{ disabled: done.trim() === "", loading: close.isPending }}
      onOk={() => close.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <TextField
          long
          required
          label={t("incidentsPage/doneNeeded")}
          value={done}
          onChange={setDone}
        />
        {close.isError ? <Failure error={close.error} /> : null}
      </div>
    </Modal>
  );
}

interface Acts {
  readonly onTake: ((incidentId: string) => void) | undefined;
  readonly onDo: (doing: Doing) => void;
}

/** On a telephone each is one below the other: what it is, whose it is, and what can be done. */
function narrowColumns(t: Say, acts: Acts): TableColumnsType<Incident> {
  return [
    {
      title: t("incidentsPage/kind"),
      render: (_, one) => (
        <div className="incident-narrow">
          <p>
            <Severity one={one} /> <State one={one} />
          </p>
          <What one={one} />
          <IncidentClock one={one} />
          <Tools one={one} acts={acts} />
        </div>
      ),
    },
  ];
}

function Severity(props: { readonly one: Incident }) {
  const { t } = useWords();
  const { severity } = props.one;
  return <Status tone={severityTones[severity]}>{t(`tending/severities/${severity}`)}</Status>;
}

function State(props: { readonly one: Incident }) {
  const { t } = useWords();
  const { state } = props.one;
  return <Status tone={incidentTones[state]}>{t(`tending/incidentStates/${state}`)}</Status>;
}

function columns(t: Say, acts: Acts): TableColumnsType<Incident> {
  return [
    {
      title: t("incidentsPage/severity"),
      render: (_, one) => <Severity one={one} />,
    },
    {
      title: t("incidentsPage/kind"),
      render: (_, one) => <What one={one} />,
    },
    {
      title: t("incidentsPage/seen"),
      render: (_, one) => (
        <span className="number">
          {dayMinute(one.firstSeenMs)}
          <br />
          {dayMinute(one.lastSeenMs)}
        </span>
      ),
    },
    {
      title: t("incidentsPage/count"),
      render: (_, one) => <span className="number">{one.count}</span>,
    },
    {
      title: t("incidentsPage/state"),
      render: (_, one) => <State one={one} />,
    },
    { title: t("incidentsPage/owner"), render: (_, one) => <IncidentClock one={one} /> },
    {
      title: "",
      fixed: "right",
      render: (_, one) => <Tools one={one} acts={acts} />,
    },
  ];
}

function Tools(props: { readonly one: Incident; readonly acts: Acts }) {
  const { t } = useWords();
  const { one, acts } = props;
  const { onTake, onDo } = acts;
  const handles = onTake !== undefined && one.state !== "closed";
  return (
    <span className="task-tools incident-tools">
      {handles && one.state === "open" ? (
        <Button size="small" onClick={() => onTake(one.incidentId)}>
          {t("incidentsPage/take")}
        </Button>
      ) : null}
      {handles ? (
        <>
          <Button size="small" onClick={() => onDo({ act: "close", one })}>
            {t("incidentsPage/close")}
          </Button>
          <Button size="small" onClick={() => onDo({ act: "hand-over", one })}>
            {t("incidentCare/handOver")}
          </Button>
        </>
      ) : null}
      {handles && (one.severity === "critical" || one.severity === "major") ? (
        <Button size="small" danger onClick={() => onDo({ act: "declare", one })}>
          {t("incidentCare/declare")}
        </Button>
      ) : null}
      <Button size="small" type="text" onClick={() => onDo({ act: "history", one })}>
        {t("incidentCare/history")}
      </Button>
    </span>
  );
}

/** What it is, where, and what to do about it or what was done. */
function What(props: { readonly one: Incident }) {
  const { t } = useWords();
  const { one } = props;
  return (
    <div className="incident-what">
      <strong>{t(`tending/incidentKinds/${one.kind}`)}</strong>
      <FactList facts={one.facts} />
      {one.reportedAtMs === null ? null : (
        <small>{t("incidentsPage/reported", { at: dayMinute(one.reportedAtMs) })}</small>
      )}
      {one.state === "closed" ? null : (
        <p className="incident-next">
          {told(t("incidentsPage/next"), t(`incidentNext/${one.kind}`))}
        </p>
      )}
      {one.done === null ? null : <p>{told(t("incidentsPage/done"), one.done)}</p>}
    </div>
  );
}
