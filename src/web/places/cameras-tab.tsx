import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Drawer, Input, Modal, Table } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { ChangeTable } from "../ledger/change-table.tsx";
import { actorWord, changesBetween, kindWord } from "../ledger/entry-words.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { daySecond } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
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
  | { readonly what: "change" | "retire" | "history"; readonly camera: CameraNow }
  | null;

export function CamerasTab() {
  const { t } = useWords();
  const cameras = useCameras();
  const venues = useVenues();
  const [doing, setDoing] = useState<Doing>(null);
  const [typed, setTyped] = useState("");
  const add = (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => setDoing({ what: "add" })}
    >
      {t("places/addCamera")}
    </Button>
  );
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
      <div className="sheet">
        {cameras.isPending ? (
          <Bones rows={6} />
        ) : cameras.data?.cameras.length === 0 ? (
          <Empty title={t("places/noCameras")} next={t("places/noCamerasNext")} tools={add} />
        ) : (
          <Table<CameraNow>
            size="small"
            rowKey="cameraId"
            columns={columns(t, named, setDoing)}
            dataSource={shown}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: "max-content" }}
          />
        )}
      </div>
      <Drawer
        open={doing?.what === "add" || doing?.what === "change"}
        title={
          doing?.what === "change"
            ? `${t("places/changeCamera")} ${doing.camera.label}`
            : t("places/addCamera")
        }
        size={680}
        destroyOnHidden
        onClose={() => setDoing(null)}
      >
        <CameraForm
          camera={doing?.what === "change" ? doing.camera : undefined}
          venues={(venues.data?.venues ?? []).filter(isOpen)}
          onDone={done}
        />
      </Drawer>
      <Drawer
        open={doing?.what === "history"}
        title={t("places/history")}
        size={620}
        destroyOnHidden
        onClose={() => setDoing(null)}
      >
        {doing?.what === "history" ? <History camera={doing.camera} /> : null}
      </Drawer>
      {doing?.what === "retire" ? (
        <Retire camera={doing.camera} onDone={done} onClose={() => setDoing(null)} />
      ) : null}
    </div>
  );
}

function isOpen(venue: VenueNow): boolean {
  return venue.state === "open";
}

function columns(t: Say, named: ReadonlyMap<string, string>, onDo: (doing: Doing) => void) {
  return [
    { title: t("places/label"), dataIndex: "label", className: "number" },
    { title: t("places/name"), dataIndex: "name" },
    {
      title: t("lessons/venue"),
      render: (_: unknown, camera: CameraNow) => named.get(camera.venueId) ?? "",
    },
    {
      title: t("places/coverage"),
      render: (_: unknown, camera: CameraNow) =>
        camera.coverage.map((kind) => t(`terms/coverage/${kind}`)).join("、"),
    },
    {
      title: t("places/mode"),
      render: (_: unknown, camera: CameraNow) => t(`terms/modes/${camera.mode}`),
    },
    {
      title: t("places/address"),
      render: (_: unknown, camera: CameraNow) => (
        <span className="mono">
          {camera.streams
            .map((stream) => `${stream.source.host}:${stream.source.port}`)
            .filter((one, at, all) => all.indexOf(one) === at)
            .join(", ")}
        </span>
      ),
    },
    {
      title: t("places/streams"),
      render: (_: unknown, camera: CameraNow) =>
        camera.streams.map((stream) => t(`terms/streams/${stream.stream}`)).join("、"),
    },
    {
      title: t("common/state"),
      render: (_: unknown, camera: CameraNow) => (
        <Status tone={camera.state === "active" ? "good" : "plain"}>
          {t(`terms/cameraLife/${camera.state}`)}
        </Status>
      ),
    },
    {
      title: t("common/actions"),
      render: (_: unknown, camera: CameraNow) => (
        <span style={{ display: "flex", gap: 6 }}>
          <Button
            size="small"
            aria-label={`${t("places/history")} ${camera.label}`}
            onClick={() => onDo({ what: "history", camera })}
          >
            {t("places/history")}
          </Button>
          {camera.state === "retired" ? null : (
            <>
              <Button
                size="small"
                aria-label={`${t("common/change")} ${camera.label}`}
                onClick={() => onDo({ what: "change", camera })}
              >
                {t("common/change")}
              </Button>
              <Button
                size="small"
                danger
                aria-label={`${t("places/retire")} ${camera.label}`}
                onClick={() => onDo({ what: "retire", camera })}
              >
                {t("places/retire")}
              </Button>
            </>
          )}
        </span>
      ),
    },
  ];
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
          <ChangeTable rows={changesBetween(change.before, change.after)} />
        </li>
      ))}
    </ul>
  );
}
