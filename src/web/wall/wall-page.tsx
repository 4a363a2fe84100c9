import { FullscreenOutlined, HomeOutlined } from "@ant-design/icons";
import { Link, useSearch } from "@tanstack/react-router";
import { Button, ConfigProvider, Input, Segmented } from "antd";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { useCameras, useVenues, type CameraNow, type VenueNow } from "../places/use-places.ts";
import { fullScreen } from "../look/full-screen.ts";
import { themeFor } from "../look/theme.ts";
import { NoticeGate, useNotice } from "../looking/notice.tsx";
import { Afresh } from "../session/afresh.tsx";
import { useWords } from "../words/index.ts";
import { arranged, firstWindows, layouts, placed, type Layout, type Windows } from "./windows.ts";
import { useMark } from "./use-mark.ts";
import { WallWindow, cameraMime } from "./wall-window.tsx";
import "./wall.css";

/** The control room: dark, camera tree left, 1/4/9/16 windows, drag a camera to a window. */
export function WallPage() {
  return (
    <Afresh>
      <Wall />
    </Afresh>
  );
}

function Wall() {
  const { t } = useWords();
  const cameras = useCameras();
  const venues = useVenues();
  const { venue: wanted } = useSearch({ strict: false });
  const active = useMemo(
    () => (cameras.data?.cameras ?? []).filter((camera) => camera.state === "active"),
    [cameras.data],
  );
  const [layout, setLayout] = useState<Layout>(4);
  const [windows, setWindows] = useState<Windows | null>(null);
  const [selected, setSelected] = useState(0);
  const wall = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${t("wall/title")} · ${t("common/product")}`;
  }, [t]);
  const shown = windows ?? firstWindows(active, wanted, layout);
  const put = (at: number, cameraId: string | null) => {
    setWindows(placed(shown, at, cameraId));
    if (cameraId !== null) setSelected((at + 1) % layout);
  };
  const choose = (next: Layout) => {
    setLayout(next);
    setWindows(windows === null ? null : arranged(windows, next));
    setSelected(0);
  };
  const byId = new Map(active.map((camera) => [camera.cameraId, camera]));
  const { issued, mark } = useMark();
  const notice = useNotice();
  const failed = [issued, cameras, notice].find((query) => query.isError);
  return (
    <ConfigProvider theme={themeFor(true)}>
      <div className="wall" data-theme="dark">
        <Top layout={layout} onLayout={choose} onFull={() => fullScreen(wall.current)} />
        <div className="wall-body">
          <Tree
            cameras={active}
            venues={venues.data?.venues ?? []}
            pending={cameras.isPending}
            shown={shown}
            onPick={(cameraId) => put(selected, cameraId)}
          />
          <Main failed={failed} asks={notice.data?.accepted === false}>
            <div className="wall-grid" data-mark-ground data-count={layout} ref={wall}>
              {Array.from({ length: layout }, (_, at) => {
                const camera = byId.get(shown[at] ?? "");
                return (
                  <WallWindow
                    key={`${at}/${camera?.cameraId ?? ""}`}
                    number={at + 1}
                    camera={camera}
                    selected={selected === at}
                    mark={notice.data === undefined ? undefined : mark}
                    onSelect={() => setSelected(at)}
                    onPut={(cameraId) => put(at, cameraId)}
                  />
                );
              })}
            </div>
          </Main>
        </div>
      </div>
    </ConfigProvider>
  );
}

/** The notice stands where the pictures will be until it is accepted (S3-8.3). */
function Main(props: {
  readonly failed: { readonly error: unknown; refetch(): Promise<unknown> } | undefined;
  readonly asks: boolean;
  readonly children: ReactNode;
}) {
  const { failed, asks } = props;
  return (
    <div className="wall-main">
      {failed === undefined ? null : (
        <Failure error={failed.error} onRetry={() => void failed.refetch()} />
      )}
      {asks ? (
        <div className="wall-notice">
          <NoticeGate onAccepted={() => undefined} />
        </div>
      ) : (
        props.children
      )}
    </div>
  );
}

function Top(props: {
  readonly layout: Layout;
  readonly onLayout: (layout: Layout) => void;
  readonly onFull: () => void;
}) {
  const { t } = useWords();
  return (
    <header className="wall-top">
      <h1>{t("wall/title")}</h1>
      <Segmented<Layout>
        size="small"
        aria-label={t("wall/layout")}
        value={props.layout}
        onChange={props.onLayout}
        options={layouts.map((value) => ({
          value,
          label: value,
          title: t("wall/windows", { n: value }),
        }))}
      />
      <span className="wall-hint">{t("wall/drag")}</span>
      <Button size="small" icon={<FullscreenOutlined aria-hidden />} onClick={props.onFull}>
        {t("wall/full")}
      </Button>
      <Link to="/" className="wall-back">
        <HomeOutlined aria-hidden /> {t("wall/back")}
      </Link>
    </header>
  );
}

interface TreeProps {
  readonly cameras: readonly CameraNow[];
  readonly venues: readonly VenueNow[];
  readonly pending: boolean;
  readonly shown: Windows;
  readonly onPick: (cameraId: string) => void;
}

function Tree(props: TreeProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const match = (camera: CameraNow) =>
    `${camera.label} ${camera.name}`.toLowerCase().includes(typed.trim().toLowerCase());
  const groups = props.venues
    .map((venue) => ({
      venue,
      cameras: props.cameras.filter((camera) => camera.venueId === venue.venueId && match(camera)),
    }))
    .filter((group) => group.cameras.length > 0);
  return (
    <nav className="wall-tree" aria-label={t("wall/cameras")}>
      <Input
        size="small"
        allowClear
        placeholder={t("wall/filter")}
        aria-label={t("wall/filter")}
        onChange={(event) => setTyped(event.target.value)}
      />
      {props.pending ? <Bones rows={6} /> : null}
      {!props.pending && props.cameras.length === 0 ? (
        <Empty title={t("wall/noCameras")} next={t("wall/noCamerasNext")} />
      ) : null}
      {groups.map((group) => (
        <div key={group.venue.venueId}>
          <h2>{group.venue.name}</h2>
          <ul>
            {group.cameras.map((camera) => (
              <li key={camera.cameraId}>
                <button
                  type="button"
                  draggable
                  aria-pressed={props.shown.includes(camera.cameraId)}
                  onDragStart={(event) => event.dataTransfer.setData(cameraMime, camera.cameraId)}
                  onClick={() => props.onPick(camera.cameraId)}
                >
                  <span>{camera.label}</span> {camera.name}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
