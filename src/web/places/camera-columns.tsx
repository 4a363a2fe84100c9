import type { TableColumnsType } from "antd";
import { RowAct } from "../look/row-act.tsx";
import { Status } from "../look/status.tsx";
import { useWords, type Say } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import type { CameraNow } from "./use-places.ts";

export type CameraAct = "change" | "retire" | "history";
type OnDo = (what: CameraAct, camera: CameraNow) => void;

export function cameraColumns(
  t: Say,
  named: ReadonlyMap<string, string>,
  onDo: OnDo,
): TableColumnsType<CameraNow> {
  return [
    { title: t("places/label"), dataIndex: "label", className: "number" },
    { title: t("places/name"), dataIndex: "name" },
    { title: t("lessons/venue"), render: (_, camera) => named.get(camera.venueId) ?? "" },
    {
      title: t("places/coverage"),
      render: (_, camera) => listed(camera.coverage.map((kind) => t(`terms/coverage/${kind}`))),
    },
    { title: t("places/mode"), render: (_, camera) => t(`terms/modes/${camera.mode}`) },
    {
      title: t("places/address"),
      render: (_, camera) => <span className="mono">{hosts(camera).join(", ")}</span>,
    },
    {
      title: t("places/streams"),
      render: (_, camera) =>
        listed(camera.streams.map((stream) => t(`terms/streams/${stream.stream}`))),
    },
    {
      title: t("common/state"),
      render: (_, camera) => (
        <Status tone={camera.state === "active" ? "good" : "plain"}>
          {t(`terms/cameraLife/${camera.state}`)}
        </Status>
      ),
    },
    { title: t("common/actions"), render: (_, camera) => <Acts camera={camera} onDo={onDo} /> },
  ];
}

function hosts(camera: CameraNow): string[] {
  return [...new Set(camera.streams.map(({ source }) => `${source.host}:${source.port}`))];
}

function Acts(props: { readonly camera: CameraNow; readonly onDo: OnDo }) {
  const { t } = useWords();
  const { camera, onDo } = props;
  const { label } = camera;
  return (
    <span style={{ display: "flex", gap: 6 }}>
      <RowAct word={t("places/history")} row={label} onClick={() => onDo("history", camera)} />
      {camera.state === "retired" ? null : (
        <>
          <RowAct word={t("common/change")} row={label} onClick={() => onDo("change", camera)} />
          <RowAct
            word={t("places/retire")}
            row={label}
            danger
            onClick={() => onDo("retire", camera)}
          />
        </>
      )}
    </span>
  );
}
