import type { StorageState } from "../../contract/storage.ts";
import { Status } from "../look/status.tsx";
import { size } from "../look/times.ts";
import { useWords } from "../words/index.ts";

/** The overflow disk: whether one is set, whether it can take over, and whether it has. */
export function OverflowLine(props: { readonly overflow: StorageState["overflow"] }) {
  const { t } = useWords();
  const { overflow } = props;
  if (overflow === null)
    return (
      <p className="storage-overflow">
        <Status tone="warn">{t("storagePage/overflowNone")}</Status>
        <small className="quiet">{t("storagePage/overflowHow")}</small>
      </p>
    );
  const { problem, inUse, waitingSegments } = overflow;
  const tone = problem !== null || inUse ? "alarm" : "good";
  return (
    <p className="storage-overflow">
      <strong>{t("storagePage/overflow")}</strong>
      <span className="number">{overflow.folder}</span>
      <Status tone={tone}>
        {problem !== null
          ? t(`storagePage/overflowProblems/${problem}`)
          : t(inUse ? "storagePage/overflowInUse" : "storagePage/overflowReady")}
      </Status>
      {problem === null ? (
        <span className="number">
          {t("storagePage/overflowFree", { free: size(overflow.freeBytes) })}
        </span>
      ) : null}
      {waitingSegments > 0 ? (
        <span>{t("storagePage/overflowWaiting", { n: waitingSegments })}</span>
      ) : null}
    </p>
  );
}
