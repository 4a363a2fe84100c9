import { Link, useNavigate } from "@tanstack/react-router";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import type { EventLine } from "../../contract/playbooks.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { DeclareDialog } from "./declare-dialog.tsx";
import { useEvents } from "./use-events.ts";
import "./playbooks.css";

/** 应急处置: the four events and their drills, each with its steps. */
export function EventsPage() {
  const { t } = useWords();
  const may = useMay();
  const list = useEvents();
  const navigate = useNavigate();
  const [declares, setDeclares] = useState<"event" | "drill">();
  const handles = may("incident.handle");
  return (
    <div className="page">
      <PageHead
        title={t("playbookPage/title")}
        note={t("playbookPage/note")}
        tools={
          <>
            {may("register.read") ? (
              <Link to="/registers/$form" params={{ form: "F-26" }}>
                {t("playbookPage/toRegister")}
              </Link>
            ) : null}
            {handles ? (
              <>
                <Button onClick={() => setDeclares("drill")}>
                  {t("playbookPage/declareDrill")}
                </Button>
                <Button type="primary" danger onClick={() => setDeclares("event")}>
                  {t("playbookPage/declare")}
                </Button>
              </>
            ) : null}
          </>
        }
      />
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isError ? null : (
        <SheetTable<EventLine>
          rows={list.data?.events}
          rowKey="eventId"
          columns={columns(t)}
          empty={<Empty title={t("playbookPage/none")} next={t("playbookPage/noneNext")} />}
        />
      )}
      {declares === undefined ? null : (
        <DeclareDialog
          drill={declares === "drill"}
          onClose={() => setDeclares(undefined)}
          onDeclared={(eventId) => void navigate({ to: "/events/$eventId", params: { eventId } })}
        />
      )}
    </div>
  );
}

function columns(t: Say): TableColumnsType<EventLine> {
  return [
    {
      title: t("playbookPage/kind"),
      render: (_, one) => (
        <Link to="/events/$eventId" params={{ eventId: one.eventId }}>
          {t(`playbookTerms/kinds/${one.kind}`)}
        </Link>
      ),
    },
    {
      title: t("playbookPage/state"),
      render: (_, one) => <EventState one={one} />,
    },
    {
      title: t("playbookPage/what"),
      render: (_, one) => <span className="event-what">{one.what}</span>,
    },
    {
      title: t("playbookPage/discovered"),
      render: (_, one) => <span className="number">{dayMinute(one.discoveredAtMs)}</span>,
    },
    { title: t("playbookPage/discoverer"), render: (_, one) => one.discoverer },
    { title: t("playbookPage/declaredBy"), render: (_, one) => one.declaredBy },
  ];
}

/** Whether it goes on, is a drill, keeps something cut off, or waits for the reader. */
export function EventState(props: { readonly one: EventLine }) {
  const { t } = useWords();
  const { one } = props;
  return (
    <span className="event-states">
      <Status tone={one.closedAtMs === null ? "alarm" : "good"}>
        {t(one.closedAtMs === null ? "playbookPage/open" : "playbookPage/closed")}
      </Status>
      {one.drill ? <Status tone="busy">{t("playbookPage/drill")}</Status> : null}
      {one.standing === 0 ? null : (
        <Status tone="warn">{t("playbookPage/standing", { n: one.standing })}</Status>
      )}
      {one.waitsForMe ? <Status tone="alarm">{t("playbookPage/waitsForMe")}</Status> : null}
    </span>
  );
}
