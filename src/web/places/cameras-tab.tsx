import { useMutation, useQuery } from "@tanstack/react-query";
import { Drawer, Input, Modal } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { ChangeTable } from "../ledger/change-table.tsx";
import { actorWord, changesBetween, kindWord } from "../ledger/entry-words.ts";
import { AddButton } from "../look/add-button.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { daySecond } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { cameraColumns, type CameraAct } from "./camera-columns.tsx";
import { CameraForm } from "./camera-form.tsx";
import {
  placesChanged,
  useCameras,
  useVenues,
  type CameraNow,
  type VenueNow,
} from "./use-places.ts";

type Doing =
  | { readonly what: "add" }
  | { readonly what: CameraAct; readonly camera: CameraNow }
  | null;

export function CamerasTab() {
  const { t } = useWords();
  const cameras = useCameras();
  const venues = useVenues();
  const [doing, setDoing] = useState<Doing>(null);
  const [typed, setTyped] = useState("");
  const add = <AddButton word={t("places/addCamera")} onClick={() => setDoing({ what: "add" })} />;
  const named = new Map((venues.data?.venues ?? []).map((venue) => [venue.venueId, venue.name]));
  const shown = (cameras.data?.cameras ?? []).filter((camera) =>
    `${camera.label} ${camera.name} ${named.get(camera.venueId) ?? ""} ${camera.streams.map((stream) => stream.source.host).join(" ")}`
      .toLowerCase()
      .includes(typed.trim().toLowerCase()),
  );
  const done = () => {
    placesChanged();
    setDoing(null);
  };
  return (
    <div className="stack">
      <div className="filters" style={{ margin: 0, display: "flex", gap: 8, flexWrap: "wrap" }}>
        {add}
        <Input.Search
          allowClear
          style={{ maxWidth: 280 }}
          placeholder={t("places/filter")}
          aria-label={t("places/filter")}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {cameras.isError ? (
        <Failure error={cameras.error} onRetry={() => void cameras.refetch()} />
      ) : null}
      <SheetTable
        rows={cameras.isPending ? undefined : shown}
        rowKey="cameraId"
        columns={cameraColumns(t, named, (what, camera) => setDoing({ what, camera }))}
        empty={<Empty title={t("places/noCameras")} next={t("places/noCamerasNext")} tools={add} />}
      />
      <Dialogs
        doing={doing}
        venues={(venues.data?.venues ?? []).filter(isOpen)}
        onDone={done}
        onClose={() => setDoing(null)}
      />
    </div>
  );
}

interface DialogsProps {
  readonly doing: Doing;
  readonly venues: readonly VenueNow[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Dialogs(props: DialogsProps) {
  const { t } = useWords();
  const { doing, onDone, onClose } = props;
  const change = doing?.what === "change" ? doing.camera : undefined;
  return (
    <>
      <Drawer
        open={doing?.what === "add" || change !== undefined}
        title={
          change === undefined
            ? t("places/addCamera")
            : `${t("places/changeCamera")} ${change.label}`
        }
        size={680}
        destroyOnHidden
        onClose={onClose}
      >
        <CameraForm camera={change} venues={props.venues} onDone={onDone} />
      </Drawer>
      <Drawer
        open={doing?.what === "history"}
        title={t("places/history")}
        size={620}
        destroyOnHidden
        onClose={onClose}
      >
        {doing?.what === "history" ? <History camera={doing.camera} /> : null}
      </Drawer>
      {doing?.what === "retire" ? (
        <Retire camera={doing.camera} onDone={onDone} onClose={onClose} />
      ) : null}
    </>
  );
}

function isOpen(venue: VenueNow): boolean {
  return venue.state === "open";
}

function Retire(props: {
  readonly camera: CameraNow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const retire = useMutation({
    mutationFn: () => ask("cameras.retire", { params: { cameraId: props.camera.cameraId } }),
    onSuccess: props.onDone,
  });
  return (
    <Modal
      open
      title={t("places/retireTitle")}
      okText={t("places/retire")}
      okButtonProps={{ danger: true, loading: retire.isPending }}
      onOk={() => retire.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>
          {props.camera.label} {props.camera.name}
        </p>
        <p>{t("places/retireText")}</p>
        {retire.isError ? <Failure error={retire.error} /> : null}
      </div>
    </Modal>
  );
}

function History(props: { readonly camera: CameraNow }) {
  const { t } = useWords();
  const { cameraId } = props.camera;
  const history = useQuery({
    queryKey: ["camera-history", cameraId],
    queryFn: () => ask("cameras.history", { params: { cameraId } }),
  });
  if (history.isError)
    return <Failure error={history.error} onRetry={() => void history.refetch()} />;
  if (history.data === undefined) return <Bones rows={6} />;
  if (history.data.changes.length === 0) return <Empty title={t("places/historyEmpty")} />;
  return (
    <ul className="history">
      {history.data.changes.map((change) => (
        <li key={change.entryId}>
          <header>
            <span className="number">{daySecond(change.atMs)}</span>
            <b>{kindWord(t, change.kind)}</b>
            <span>{actorWord(t, change.actorName)}</span>
          </header>
          <ChangeTable rows={changesBetween(t, change.before, change.after)} />
        </li>
      ))}
    </ul>
  );
}
