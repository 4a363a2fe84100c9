import {
  MutedOutlined,
  ExpandOutlined,
  SafetyCertificateOutlined,
  SoundOutlined,
} from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { memo, useCallback, useRef, type ReactNode } from "react";
import type { MarkHarm } from "../../contract/looking.ts";
import type { CameraLine } from "../../contract/routes/recording.ts";
import { fullScreen } from "../look/full-screen.ts";
import { length, secondOfDay } from "../look/times.ts";
import { Watermark } from "../look/watermark.tsx";
import type { Playback, Shown, TileShown } from "../player/playback.ts";
import { useWords } from "../words/index.ts";
import { Controls } from "./controls.tsx";
import { useKeys } from "./keys.ts";

interface Props {
  readonly player: Playback;
  readonly shown: Shown;
  readonly cameras: readonly CameraLine[];
  readonly chosen: readonly string[];
  readonly viewing: {
    readonly watermark: string;
    readonly code: string;
    readonly openedAtMs: number;
  };
  /** The watermark of a picture is gone. */
  readonly onHarm: (harm: MarkHarm) => void;
  readonly marks: ReactNode;
  readonly nowMs: number;
  /** Without it there is no way to the proof beside the picture. */
  readonly onProof?: (cameraId: string) => void;
}

/** The pictures in step, and the controls below them. */
export function Stage(props: Props) {
  const { t } = useWords();
  const stage = useRef<HTMLDivElement>(null);
  const onFull = useCallback(() => fullScreen(stage.current), []);
  useKeys(props.player, props.shown, onFull);
  return (
    <section className="stage" ref={stage} aria-label={t("player/stage")}>
      <div className="stage-grid" data-mark-ground data-count={Math.max(1, props.chosen.length)}>
        {props.chosen.map((cameraId) => {
          const line = props.cameras.find((each) => each.cameraId === cameraId);
          const tile = props.shown.tiles.find((each) => each.cameraId === cameraId);
          if (line === undefined) return null;
          return <Tile key={cameraId} {...props} line={line} tile={tile} />;
        })}
      </div>
      <Controls player={props.player} shown={props.shown} onFull={onFull} />
      {props.marks}
    </section>
  );
}

/** One camera: its picture, what lies over it, and its name. */
export function Tile(
  props: Omit<Props, "cameras" | "chosen" | "marks"> & {
    readonly line: CameraLine;
    readonly tile: TileShown | undefined;
    /** Drawn over the picture, below its watermark. */
    readonly drawn?: ReactNode;
  },
) {
  const { t } = useWords();
  const { line, player, shown } = props;
  const frame = useRef<HTMLElement>(null);
  const name = `${line.label} ${line.name}`;
  return (
    <figure className="tile" ref={frame} aria-label={name}>
      <div className="tile-picture">
        <Picture player={player} cameraId={line.cameraId} />
        <Over tile={props.tile} atMs={shown.atMs} nowMs={props.nowMs} />
        {props.drawn}
        <Watermark
          text={props.viewing.watermark}
          code={props.viewing.code}
          startedAtMs={props.viewing.openedAtMs}
          onHarm={props.onHarm}
        />
      </div>
      <figcaption className="tile-name">
        <span>{name}</span>
        <TileTools {...props} name={name} onFull={() => fullScreen(frame.current)} />
      </figcaption>
      {props.tile?.chosen?.because === "sub-for-codec" ? (
        <div className="tile-foot">{t("player/subForCodec")}</div>
      ) : null}
    </figure>
  );
}

/** Sound, proof and full screen of one camera. */
function TileTools(
  props: Pick<Props, "player" | "shown" | "onProof"> & {
    readonly line: CameraLine;
    readonly name: string;
    readonly onFull: () => void;
  },
) {
  const { t } = useWords();
  const { line, player, shown, name, onProof } = props;
  const hasSound = line.streams.some((stream) =>
    stream.tracks.some((track) => track.kind === "audio"),
  );
  const sounding = shown.sounding === line.cameraId;
  const soundWord = !hasSound
    ? t("player/noSound")
    : sounding
      ? t("player/soundOff")
      : t("player/soundOn");
  return (
    <div className="tile-tools">
      <Tooltip title={soundWord}>
        <Button
          type="text"
          size="small"
          disabled={!hasSound}
          aria-pressed={sounding}
          aria-label={`${soundWord}: ${name}`}
          icon={sounding ? <SoundOutlined aria-hidden /> : <MutedOutlined aria-hidden />}
          onClick={() => player.sound(sounding ? undefined : line.cameraId)}
        />
      </Tooltip>
      {onProof === undefined ? null : (
        <Tooltip title={t("player/proofOf")}>
          <Button
            type="text"
            size="small"
            icon={<SafetyCertificateOutlined aria-hidden />}
            aria-label={`${t("player/proof")}: ${name}`}
            onClick={() => onProof(line.cameraId)}
          />
        </Tooltip>
      )}
      <Tooltip title={t("player/fullOne")}>
        <Button
          type="text"
          size="small"
          icon={<ExpandOutlined aria-hidden />}
          aria-label={`${t("player/fullOne")}: ${name}`}
          onClick={props.onFull}
        />
      </Tooltip>
    </div>
  );
}

/** The element itself never renders again: the playback owns what it shows. */
const Picture = memo(function Picture(props: {
  readonly player: Playback;
  readonly cameraId: string;
}) {
  const { player, cameraId } = props;
  const attach = useCallback(
    (element: HTMLVideoElement | null) => {
      player.attach(cameraId, element);
    },
    [player, cameraId],
  );
  return (
    <video
      ref={attach}
      muted
      playsInline
      disablePictureInPicture
      disableRemotePlayback
      onContextMenu={(event) => event.preventDefault()}
    />
  );
});

function Over(props: {
  readonly tile: TileShown | undefined;
  readonly atMs: number;
  readonly nowMs: number;
}) {
  const { t } = useWords();
  const { tile } = props;
  if (tile === undefined || tile.state === "ready") return null;
  if (tile.state === "gap") {
    const { gap } = tile;
    if (gap === undefined)
      return (
        <div className="tile-over gap">
          {props.atMs >= props.nowMs - 2_000 ? t("player/notYet") : t("player/gapUnknown")}
        </div>
      );
    return (
      <div className="tile-over gap">
        <b>{t("player/gapHere")}</b>
        <span>{t(`terms/gapCauses/${gap.cause}`)}</span>
        <span className="number">
          {secondOfDay(gap.startMs)} – {secondOfDay(gap.endMs)} · {length(gap.endMs - gap.startMs)}
        </span>
      </div>
    );
  }
  if (tile.state === "unsupported")
    return <div className="tile-over">{t("player/unsupported")}</div>;
  if (tile.state === "waiting" || tile.state === "empty")
    return <div className="tile-over thin">{t("player/waiting")}</div>;
  return <div className="tile-over">{t("player/stuck")}</div>;
}
