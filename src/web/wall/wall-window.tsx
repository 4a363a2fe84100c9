import { MutedOutlined, CloseOutlined, ExpandOutlined, SoundOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useCallback, useRef, useState, type DragEvent } from "react";
import type { MarkHarm } from "../../contract/looking.ts";
import { ask } from "../ask.ts";
import { fullScreen } from "../look/full-screen.ts";
import { Watermark } from "../look/watermark.tsx";
import { noticeKey } from "../looking/notice.tsx";
import { queries } from "../session/queries.ts";
import type { CameraNow } from "../places/use-places.ts";
import { WrongBadges } from "../detection/wrong-badges.tsx";
import "../detection/detection.css";
import { useWords } from "../words/index.ts";
import { LivePlayer, type LiveState } from "./live-player.ts";

export const cameraMime = "text/x-liuhen-camera";

interface Mark {
  readonly text: string;
  readonly code: string;
  readonly startedAtMs: number;
}

interface Props {
  readonly number: number;
  readonly camera: CameraNow | undefined;
  readonly selected: boolean;
  /** No picture before its watermark is known. */
  readonly mark: Mark | undefined;
  readonly onSelect: () => void;
  readonly onPut: (cameraId: string | null) => void;
}

export function WallWindow(props: Props) {
  const { t } = useWords();
  const frame = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const cameraId = event.dataTransfer.getData(cameraMime);
    if (cameraId !== "") props.onPut(cameraId);
  };
  const name = t("wall/window", { n: props.number });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping has a keyboard way: select a window, choose in the list
    <section
      ref={frame}
      className={`wall-window${props.selected ? " selected" : ""}${over ? " over" : ""}`}
      aria-label={
        props.camera === undefined ? name : `${name}: ${props.camera.label} ${props.camera.name}`
      }
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      draggable={props.camera !== undefined}
      onDragStart={(event) => event.dataTransfer.setData(cameraMime, props.camera?.cameraId ?? "")}
    >
      {props.camera === undefined ? (
        <button
          type="button"
          className="wall-empty"
          aria-pressed={props.selected}
          onClick={props.onSelect}
        >
          <b>{name}</b>
          <span>{t("wall/emptyNext")}</span>
        </button>
      ) : (
        <Marked {...props} camera={props.camera} onFull={() => fullScreen(frame.current)} />
      )}
    </section>
  );
}

type Picture = Props & { readonly camera: CameraNow; readonly onFull: () => void };

/** A picture whose watermark was taken away stops, and the house is told (S0-14.1). */
function Marked(props: Picture) {
  const { t } = useWords();
  const [harm, setHarm] = useState<MarkHarm | null>(null);
  const { mark } = props;
  if (mark === undefined) return <output className="tile-over">{t("wall/connecting")}</output>;
  if (harm !== null)
    return (
      <output className="tile-over">
        <b>{t("looking/markGone", { harm: t(`terms/markHarms/${harm}`) })}</b>
        <Button size="small" onClick={() => setHarm(null)}>
          {t("player/reopened")}
        </Button>
      </output>
    );
  const onHarm = (found: MarkHarm) => {
    setHarm(found);
    const report = { params: { code: mark.code }, body: { harm: found } };
    void ask("watermark.removed", report).catch(() => undefined);
  };
  return <LivePicture {...props} mark={mark} onHarm={onHarm} />;
}

function LivePicture(
  props: Picture & { readonly mark: Mark; readonly onHarm: (harm: MarkHarm) => void },
) {
  const { t } = useWords();
  const { camera } = props;
  const [state, setState] = useState<LiveState>({ what: "connecting" });
  const [muted, setMuted] = useState(true);
  const attach = useCallback(
    (element: HTMLVideoElement | null) => {
      if (element === null) return;
      const player = new LivePlayer(element, camera.cameraId, (now) => {
        setState(now);
        // The notice may have been rewritten meanwhile: then it is to be read first.
        if (now.what === "refused") void queries.invalidateQueries({ queryKey: noticeKey });
      });
      return () => player.close();
    },
    [camera.cameraId],
  );
  const name = `${camera.label} ${camera.name}`;
  return (
    <>
      <video
        ref={attach}
        muted={muted}
        playsInline
        autoPlay
        disablePictureInPicture
        onContextMenu={(event) => event.preventDefault()}
        onClick={props.onSelect}
      />
      <Over state={state} cameraId={camera.cameraId} />
      <div className="tile-name">
        <button
          type="button"
          className="wall-name"
          aria-pressed={props.selected}
          onClick={props.onSelect}
        >
          {name}
        </button>
        <div className="tile-tools">
          <Button
            type="text"
            size="small"
            aria-label={`${muted ? t("wall/hear") : t("wall/muted")}: ${name}`}
            icon={muted ? <MutedOutlined aria-hidden /> : <SoundOutlined aria-hidden />}
            onClick={() => setMuted(!muted)}
          />
          <Button
            type="text"
            size="small"
            aria-label={`${t("wall/full")}: ${name}`}
            icon={<ExpandOutlined aria-hidden />}
            onClick={props.onFull}
          />
          <Button
            type="text"
            size="small"
            aria-label={`${t("wall/clear")}: ${name}`}
            icon={<CloseOutlined aria-hidden />}
            onClick={() => props.onPut(null)}
          />
        </div>
      </div>
      <Foot state={state} />
      <Watermark {...props.mark} onHarm={props.onHarm} />
    </>
  );
}

function Over(props: { readonly state: LiveState; readonly cameraId: string }) {
  return (
    <>
      <LiveWords state={props.state} />
      <WrongBadges cameraId={props.cameraId} />
    </>
  );
}

function Foot(props: { readonly state: LiveState }) {
  const { t } = useWords();
  const { state } = props;
  if (state.what !== "playing") return null;
  return (
    <div className="wall-foot number">
      <span>{t("wall/delay", { ms: state.delayMs })}</span>
      {state.skipped > 0 ? <span>{t("wall/skipped", { n: state.skipped })}</span> : null}
    </div>
  );
}

function LiveWords(props: { readonly state: LiveState }) {
  const { t } = useWords();
  const { state } = props;
  if (state.what === "playing") return null;
  return (
    <output className="tile-over">
      {state.what === "unsupported" ? (
        t("wall/unsupported", { codec: state.codec })
      ) : (
        <b>{t(`wall/${state.what}`)}</b>
      )}
      {state.what === "refused" ? <span>{t("wall/refusedNext")}</span> : null}
    </output>
  );
}
