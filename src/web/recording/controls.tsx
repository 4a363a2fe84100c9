import {
  BackwardOutlined,
  FastForwardOutlined,
  ForwardOutlined,
  FullscreenOutlined,
  PauseCircleFilled,
  PlayCircleFilled,
  StepBackwardOutlined,
  StepForwardOutlined,
} from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import type { ReactNode } from "react";
import { day, secondOfDay } from "../look/times.ts";
import { speeds } from "../player/clock.ts";
import type { Playback, Shown } from "../player/playback.ts";
import { useWords } from "../words/index.ts";

export function Controls(props: {
  readonly player: Playback;
  readonly shown: Shown;
  readonly onFull: () => void;
}) {
  const { t } = useWords();
  const { player, shown } = props;
  const allGaps = shown.tiles.length > 0 && shown.tiles.every((tile) => tile.state === "gap");
  return (
    <div className="controls">
      <Key
        word={t("player/back5")}
        icon={<BackwardOutlined aria-hidden />}
        onClick={() => player.move(-5_000)}
      />
      <Key
        word={t("player/frameBack")}
        small
        icon={<StepBackwardOutlined aria-hidden />}
        onClick={() => player.frame(-1)}
      />
      <Button
        type="text"
        size="large"
        aria-label={shown.playing ? t("player/pause") : t("player/play")}
        icon={shown.playing ? <PauseCircleFilled aria-hidden /> : <PlayCircleFilled aria-hidden />}
        onClick={() => player.toggle()}
      />
      <Key
        word={t("player/frameNext")}
        small
        icon={<StepForwardOutlined aria-hidden />}
        onClick={() => player.frame(1)}
      />
      <Key
        word={t("player/forward5")}
        icon={<ForwardOutlined aria-hidden />}
        onClick={() => player.move(5_000)}
      />
      <span className="clock">
        <small>{day(shown.atMs)}</small>
        {secondOfDay(shown.atMs)}
      </span>
      <label>
        <span className="unseen">{t("player/speed")}</span>
        <select value={shown.rate} onChange={(event) => player.speed(Number(event.target.value))}>
          {speeds.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
      </label>
      {allGaps ? (
        <Button
          type="text"
          size="small"
          icon={<FastForwardOutlined aria-hidden />}
          onClick={() => player.skipGap()}
        >
          {t("player/skipGap")}
        </Button>
      ) : null}
      {shown.held ? <output className="held">{t("player/holding")}</output> : null}
      <span style={{ marginLeft: "auto" }}>
        <Key
          word={t("player/full")}
          icon={<FullscreenOutlined aria-hidden />}
          onClick={props.onFull}
        />
      </span>
    </div>
  );
}

function Key(props: {
  readonly word: string;
  readonly icon: ReactNode;
  readonly small?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip title={props.word}>
      <Button
        type="text"
        className={props.small === true ? "hide-small" : ""}
        aria-label={props.word}
        icon={props.icon}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}
