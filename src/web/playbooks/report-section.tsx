import { Button } from "antd";
import { useState } from "react";
import {
  type Event,
  type Notice,
  type NoticeParty,
  noticeParties,
} from "../../contract/playbooks.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { RowAct } from "../look/row-act.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { NoticeDialog } from "./notice-dialog.tsx";
import { ReceiptDialog } from "./receipt-dialog.tsx";
import { useEventAct } from "./use-events.ts";

/** 立即报告: the three parties, when and how each was told, and that it arrived. */
export function ReportSection(props: { readonly event: Event; readonly handles: boolean }) {
  const { t } = useWords();
  const { event, handles } = props;
  const [telling, setTelling] = useState<NoticeParty>();
  const [receiving, setReceiving] = useState<Notice>();
  return (
    <>
      <ul className="event-lines">
        {noticeParties.map((party) => {
          const told = event.notices.filter((notice) => notice.party === party);
          const name = t(`playbookTerms/parties/${party}`);
          return (
            <li key={party}>
              <span className="event-states">
                <strong>{name}</strong>
                {told.length === 0 ? (
                  <Status tone="plain">{t("playbookPage/notTold")}</Status>
                ) : null}
                {handles ? (
                  <RowAct
                    word={t("playbookPage/tell")}
                    row={name}
                    onClick={() => setTelling(party)}
                  />
                ) : null}
              </span>
              {told.map((notice) => (
                <NoticeLine
                  key={notice.noticeId}
                  // What waits for the reader stands above, before anything else.
                  notice={{ ...notice, mine: false }}
                  onReceipt={handles ? () => setReceiving(notice) : undefined}
                />
              ))}
            </li>
          );
        })}
      </ul>
      {telling === undefined ? null : (
        <NoticeDialog
          eventId={event.eventId}
          party={telling}
          onClose={() => setTelling(undefined)}
        />
      )}
      {receiving === undefined ? null : (
        <ReceiptDialog notice={receiving} onClose={() => setReceiving(undefined)} />
      )}
    </>
  );
}

/** One notice: when, how, to whom, and its receipt or what waits for it. */
export function NoticeLine(props: {
  readonly notice: Notice;
  readonly onReceipt: (() => void) | undefined;
}) {
  const { t } = useWords();
  const { notice, onReceipt } = props;
  const { noticeId, receipt } = notice;
  const acknowledge = useEventAct(() => ask("events.acknowledge", { params: { noticeId } }), {
    said: t("playbookPage/acknowledged"),
  });
  return (
    <div className="event-notice">
      <p>
        <span className="number">{dayMinute(notice.sentAtMs)}</span>
        {` · ${t(`playbookTerms/means/${notice.means}`)} · ${notice.to} · ${notice.sentBy}`}
      </p>
      {receipt === null ? (
        <span className="event-states">
          <Status tone="warn">{t("playbookPage/waitsReceipt")}</Status>
          {notice.mine ? (
            <Button
              type="primary"
              loading={acknowledge.isPending}
              onClick={() => acknowledge.mutate(undefined)}
            >
              {t("playbookPage/acknowledge")}
            </Button>
          ) : null}
          {notice.accountId === null && onReceipt !== undefined ? (
            <RowAct word={t("playbookPage/receiptNote")} row={notice.to} onClick={onReceipt} />
          ) : null}
        </span>
      ) : (
        <Status tone="good">
          {[
            t("playbookPage/receipted", { name: receipt.by, at: dayMinute(receipt.atMs) }),
            receipt.number ?? "",
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </Status>
      )}
      {acknowledge.isError ? <Failure error={acknowledge.error} /> : null}
    </div>
  );
}
