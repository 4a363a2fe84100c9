import { Button } from "antd";
import { useState } from "react";
import type { Event } from "../../contract/playbooks.ts";
import { address, ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { dayMinute, size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { MomentField } from "./moment-field.tsx";
import { useEventAct } from "./use-events.ts";

const dayMs = 86_400_000;

/** 保护现场: the state of the house and what was looked at and taken, kept under its digest. */
export function PreserveSection(props: { readonly event: Event; readonly handles: boolean }) {
  const { t } = useWords();
  const { event } = props;
  const { eventId } = event;
  const [fromMs, setFromMs] = useState(event.discoveredAtMs - dayMs);
  const act = useEventAct(() => ask("events.preserve", { params: { eventId }, body: { fromMs } }), {
    said: t("playbookPage/snapshotTaken"),
  });
  return (
    <>
      <p className="quiet">{t("playbookPage/snapshotNote")}</p>
      {event.snapshots.length === 0 ? <p>{t("playbookPage/noSnapshot")}</p> : null}
      <ul className="event-lines">
        {event.snapshots.map((one) => (
          <li key={one.paperId}>
            <span className="event-states">
              <strong className="number">{dayMinute(one.takenAtMs)}</strong>
              <span>{one.takenBy}</span>
              <a href={address("papers.bytes", { params: { paperId: one.paperId } })}>
                {t("playbookPage/snapshotFile")}
              </a>
              <span className="quiet">{size(one.sizeBytes)}</span>
            </span>
            <small className="mono event-digest">{`SHA-256 ${one.sha256}`}</small>
            {one.ledgerSize === null ? null : (
              <small>{t("playbookPage/ledgerSize", { n: one.ledgerSize })}</small>
            )}
          </li>
        ))}
      </ul>
      {props.handles ? (
        <div className="event-inline">
          <MomentField
            label={t("playbookPage/snapshotFrom")}
            valueMs={fromMs}
            onChange={setFromMs}
          />
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate(undefined)}>
            {t("playbookPage/snapshot")}
          </Button>
        </div>
      ) : null}
      {act.isError ? <Failure error={act.error} /> : null}
    </>
  );
}
