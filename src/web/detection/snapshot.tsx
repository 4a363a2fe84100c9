import { Button, Modal } from "antd";
import { useState } from "react";
import { address } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Watermark } from "../look/watermark.tsx";
import { daySecond } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useMark } from "../wall/use-mark.ts";
import { useWords } from "../words/index.ts";
import type { EventLine } from "./use-detection.ts";

/** The picture of an event, on demand: each look is entered. */
export function Snapshot(props: { readonly event: EventLine }) {
  const { t } = useWords();
  const mayWatch = useMay()("live.watch");
  const [open, setOpen] = useState(false);
  const { event } = props;
  if (event.snapshotSha256 === null)
    return <span className="quiet">{t("detectionPage/noSnapshot")}</span>;
  if (!mayWatch) return <span className="quiet">—</span>;
  const title = `${event.label} ${event.name} · ${t(`detection/kinds/${event.kind}`)} · ${daySecond(event.noticedAtMs)}`;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("detectionPage/openSnapshot")}
      </Button>
      {open ? (
        <Modal open title={title} footer={null} width={700} onCancel={() => setOpen(false)}>
          <Picture eventId={event.eventId} title={title} />
        </Modal>
      ) : null}
    </>
  );
}

function Picture(props: { readonly eventId: string; readonly title: string }) {
  const { t } = useWords();
  const { mark } = useMark();
  const [gone, setGone] = useState(false);
  if (gone) return <p>{t("detectionPage/snapshotGone")}</p>;
  if (mark === undefined) return <Bones rows={4} />;
  return (
    <div className="snapshot" data-mark-ground>
      <img
        src={address("detection.snapshot", { params: { eventId: props.eventId } })}
        alt={props.title}
        onError={() => setGone(true)}
      />
      <Watermark {...mark} />
    </div>
  );
}
