import {
  BackwardOutlined,
  ForwardOutlined,
  PauseCircleFilled,
  PlayCircleFilled,
} from "@ant-design/icons";
import { Button, Slider } from "antd";
import { useEffect } from "react";
import { speeds } from "../player/clock.ts";
import { useWords } from "../words/index.ts";
import type { Pair, PairShown } from "./pair.ts";

/** Seconds from where the sides are aligned, or from the lesson's beginning. */
function offsetText(ms: number): string {
  const whole = Math.round(Math.abs(ms) / 1_000);
  const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  return ms < -499 ? `−${text}` : text;
}

/** Play, pause, jump, speed and loop for both sides at once. */
export function PairControls(props: { readonly pair: Pair; readonly shown: PairShown }) {
  const { t } = useWords();
  const { pair, shown } = props;
  const { startMs, endMs } = pair.span();
  useSpace(pair);
  return (
    <div className="sheet debrief-controls" role="group" aria-label={t("debrief/title")}>
      <Button
        type="text"
        aria-label={t("debrief/back5")}
        icon={<BackwardOutlined aria-hidden />}
        onClick={() => pair.move(-5_000)}
      />
      <Button
        type="primary"
        size="large"
        shape="circle"
        aria-label={t(shown.playing ? "debrief/pause" : "debrief/play")}
        icon={shown.playing ? <PauseCircleFilled aria-hidden /> : <PlayCircleFilled aria-hidden />}
        onClick={() => pair.toggle()}
      />
      <Button
        type="text"
        aria-label={t("debrief/on5")}
        icon={<ForwardOutlined aria-hidden />}
        onClick={() => pair.move(5_000)}
      />
      <span className="number">{t("debrief/position", { at: offsetText(shown.positionMs) })}</span>
      <Slider
        className="debrief-slider"
        ariaLabelForHandle={t("debrief/slider")}
        min={Math.round(startMs)}
        max={Math.max(Math.round(startMs) + 1, Math.round(endMs))}
        value={Math.min(endMs, Math.max(startMs, shown.positionMs))}
        tooltip={{ formatter: (value) => offsetText(value ?? 0) }}
        onChange={(value) => pair.seek(value)}
      />
      <label>
        <span className="unseen">{t("debrief/speed")}</span>
        <select value={shown.rate} onChange={(event) => pair.speed(Number(event.target.value))}>
          {speeds
            .filter((speed) => speed <= 4)
            .map((speed) => (
              <option key={speed} value={speed}>
                {speed}×
              </option>
            ))}
        </select>
      </label>
      <Looping pair={pair} shown={shown} />
      {shown.waiting ? <output className="debrief-waiting">{t("debrief/waiting")}</output> : null}
    </div>
  );
}

function Looping(props: { readonly pair: Pair; readonly shown: PairShown }) {
  const { t } = useWords();
  const { pair, shown } = props;
  const { loop, positionMs } = shown;
  const { endMs } = pair.span();
  return (
    <span className="debrief-loop">
      <Button
        size="small"
        disabled={positionMs >= endMs}
        onClick={() =>
          pair.loop({
            fromMs: positionMs,
            toMs: loop !== undefined && loop.toMs > positionMs ? loop.toMs : endMs,
          })
        }
      >
        {t("debrief/loopFrom")}
      </Button>
      <Button
        size="small"
        disabled={loop === undefined || positionMs <= loop.fromMs}
        onClick={() => pair.loop(loop === undefined ? undefined : { ...loop, toMs: positionMs })}
      >
        {t("debrief/loopTo")}
      </Button>
      {loop === undefined ? null : (
        <>
          <span className="number">
            {t("debrief/looping", { from: offsetText(loop.fromMs), to: offsetText(loop.toMs) })}
          </span>
          <Button size="small" onClick={() => pair.loop(undefined)}>
            {t("debrief/loopOff")}
          </Button>
        </>
      )}
    </span>
  );
}

/** Space plays and pauses, unless somebody types or presses a button. */
function useSpace(pair: Pair): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.key !== " " || !(target instanceof Element)) return;
      if (target.closest("input, textarea, select, button, a, [role], dialog") !== null) return;
      event.preventDefault();
      pair.toggle();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [pair]);
}
