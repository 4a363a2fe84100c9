import { BellOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Popover } from "antd";
import { useState } from "react";
import type { Incident } from "../../contract/incidents.ts";
import { IncidentLines } from "../incidents/incident-lines.tsx";
import { useIncidents } from "../incidents/use-incidents.ts";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { type Inbox, useInbox } from "./use-requests.ts";
import "./bell.css";

/** What waits for me, from every page: its number, and the lines behind it. */
export function Bell() {
  const { t } = useWords();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const inbox = useInbox(may("request.read"));
  const going = useIncidents(may("incident.read")).filter((one) => one.state !== "settled");
  if (!may("request.read") && !may("incident.read")) return null;
  const todo = inbox.data?.todo ?? 0;
  const overdue = inbox.data?.overdue ?? 0;
  const bad = going.some(({ severity }) => severity === "critical" || severity === "major");
  const count = todo + overdue + going.length;
  const shown = Math.min(count, 99);
  const told = listed([
    todo === 0 ? t("inbox/bellNone") : t("inbox/bellN", { n: todo }),
    ...(overdue === 0 ? [] : [t("inbox/bellOverdue", { n: overdue })]),
    ...(going.length === 0 ? [] : [t("incidentsPage/bellN", { n: going.length })]),
  ]);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={`${t("inbox/bell")} · ${told}`}
      content={<Notices inbox={inbox.data} incidents={going} onGo={() => setOpen(false)} />}
    >
      <Button
        type="text"
        className="bell"
        // What stands in it is part of its name (WCAG 2.5.3).
        aria-label={`${t("inbox/bell")}${count === 0 ? "" : ` ${shown}`}: ${told}`}
        icon={<BellOutlined aria-hidden />}
      >
        {count === 0 ? null : (
          <span
            className={overdue > 0 || bad ? "bell-number bell-late" : "bell-number"}
            aria-hidden
          >
            {shown}
          </span>
        )}
      </Button>
    </Popover>
  );
}

function Notices(props: {
  readonly inbox: Inbox | undefined;
  readonly incidents: readonly Incident[];
  readonly onGo: () => void;
}) {
  const { t } = useWords();
  const notices = props.inbox?.notices.slice(0, 12) ?? [];
  return (
    <div className="notices">
      {notices.length === 0 ? <p className="quiet">{t("inbox/none")}</p> : null}
      <ul>
        {notices.map((notice) => (
          <li key={`${notice.requestId} ${notice.kind}`}>
            <Link
              to="/requests/$requestId"
              params={{ requestId: notice.requestId }}
              onClick={props.onGo}
            >
              {t(`inbox/kinds/${notice.kind}`)}
            </Link>
            <small>
              <span className="number">{notice.serial}</span>
              {` ${t(`requestTerms/operations/${notice.operation}/name`)} `}
              <span className="number">{dayMinute(notice.atMs)}</span>
            </small>
          </li>
        ))}
      </ul>
      <Link to="/requests" search={{ box: "todo" }} onClick={props.onGo}>
        {t("inbox/all")}
      </Link>
      {props.incidents.length === 0 ? null : (
        <section aria-label={t("incidentsPage/home")}>
          <h3>{t("incidentsPage/home")}</h3>
          <IncidentLines incidents={props.incidents.slice(0, 4)} />
          <Link to="/incidents" onClick={props.onGo}>
            {t("incidentsPage/homeAll")}
          </Link>
        </section>
      )}
    </div>
  );
}
