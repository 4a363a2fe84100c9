import { useEffect, useState } from "react";
import { Status } from "../look/status.tsx";
import { length } from "../look/times.ts";
import { useWords } from "../words/index.ts";

/** Time until an instant of the house's clock, which was `nowMs` when this was read. */
export function Countdown(props: { readonly untilMs: number; readonly nowMs: number }) {
  const { t } = useWords();
  const { untilMs, nowMs } = props;
  const [left, setLeft] = useState(untilMs - nowMs);
  useEffect(() => {
    const readAt = performance.now();
    const tick = () => setLeft(untilMs - nowMs - (performance.now() - readAt));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [untilMs, nowMs]);
  if (left <= 0) return <Status tone="alarm">{t("destruction/leftOut")}</Status>;
  return (
    <Status tone={left < 60_000 ? "alarm" : "warn"}>
      <span role="timer">
        {t("destruction/left", { time: length(Math.ceil(left / 1_000) * 1_000) })}
      </span>
    </Status>
  );
}
