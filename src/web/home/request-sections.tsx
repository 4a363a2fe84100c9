import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { usePostWord } from "../institution/post-word.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { ApprovalStrip } from "../requests/approval-strip.tsx";
import { RequestRows } from "../requests/request-rows.tsx";
import { caseItems } from "../requests/strip-items.ts";
import { type Box, type Line, useBox, useCase } from "../requests/use-requests.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { Section } from "./section.tsx";

const shownLines = 6;
const openStates: readonly Line["state"][] = ["waiting", "emergency", "granted", "handed-over"];

function BoxSection(props: {
  readonly box: Box;
  readonly title: string;
  readonly none: string;
  readonly noneNext?: string;
  readonly pick?: (line: Line) => boolean;
  readonly inline?: number;
  /** Nothing to show is nothing to say. */
  readonly quiet?: boolean;
}) {
  const { t } = useWords();
  const may = useMay();
  const { box, pick, inline } = props;
  const list = useBox(box);
  const lines = (list.data?.requests ?? []).filter(pick ?? (() => true));
  if (props.quiet === true && lines.length === 0 && !list.isError) return null;
  const first = lines.slice(0, inline ?? 0);
  const rest = lines.slice(first.length, first.length + shownLines);
  return (
    <Section
      title={lines.length === 0 ? props.title : `${props.title} ${lines.length}`}
      tools={
        <>
          {box === "mine" && may("request.file") ? (
            <Link to="/requests/new">{t("requests/newOne")}</Link>
          ) : null}
          <Link to="/requests" search={{ box }}>
            {t("homeRequests/toAll")}
          </Link>
        </>
      }
    >
      {list.isPending ? <Bones rows={2} /> : null}
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data !== undefined && lines.length === 0 ? (
        <Empty title={props.none} next={props.noneNext} />
      ) : null}
      {first.map((line) => (
        <CaseInline key={line.requestId} line={line} />
      ))}
      {rest.length === 0 ? null : <RequestRows lines={rest} bare />}
    </Section>
  );
}

/** A case that waits, opened on the first page: what it is, how far it has come, and the way to sign. */
function CaseInline(props: { readonly line: Line }) {
  const { t } = useWords();
  const { line } = props;
  const one = useCase(line.requestId);
  const postWord = usePostWord(line.profile);
  const can = one.data?.can ?? [];
  const urgent = can.includes("co-sign") && !can.includes("decide");
  return (
    <div className="case-inline">
      <RequestRows lines={[line]} bare />
      {one.data === undefined ? null : (
        <>
          {one.data.reason === "" ? null : <p className="case-inline-why">{one.data.reason}</p>}
          <ApprovalStrip
            items={caseItems(t, one.data, postWord)}
            label={t("approvalStrip/title")}
          />
          <p className="case-inline-go">
            <Link to="/requests/$requestId" params={{ requestId: line.requestId }}>
              <Button type="primary" danger={urgent}>
                {urgent ? t("homeRequests/coSign") : t("homeRequests/decide")}
              </Button>
            </Link>
          </p>
        </>
      )}
    </div>
  );
}

/** What waits for my signature, the first cases with everything on them. */
export function SignatureSection() {
  const { t } = useWords();
  return (
    <BoxSection
      box="todo"
      title={t("homeRequests/todo")}
      none={t("homeRequests/todoNone")}
      noneNext={t("homeRequests/todoNoneNext")}
      inline={2}
    />
  );
}

/** For who registers and hands over: what waits, and what should have come back. */
export function HandlingSections() {
  const { t } = useWords();
  return (
    <>
      <BoxSection
        box="todo"
        title={t("homeRequests/register")}
        none={t("homeRequests/registerNone")}
      />
      <BoxSection
        box="overdue"
        quiet
        title={t("homeRequests/overdue")}
        none={t("homeRequests/overdueNone")}
      />
    </>
  );
}

export function MyRequestsSection() {
  const { t } = useWords();
  return (
    <BoxSection
      box="mine"
      title={t("homeRequests/mine")}
      none={t("homeRequests/mineNone")}
      noneNext={t("homeRequests/mineNoneNext")}
      pick={(line) => openStates.includes(line.state)}
    />
  );
}
