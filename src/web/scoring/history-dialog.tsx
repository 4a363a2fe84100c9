import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import type { DeviceScore } from "../../contract/device-scores.ts";
import { type Assignment, ratingMark, type ScoreSheet, startMark } from "../../contract/scoring.ts";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { ScrollX } from "../look/scroll.tsx";
import { daySecond } from "../look/times.ts";
import { type Say, useWords } from "../words/index.ts";
import { DeviceFiguresTable } from "./device-figures.tsx";
import { points, ratingWord } from "./points.ts";

/** Every mark of one candidate with its author, time and reason; what was replaced stays (S0-5.3.2). */
export function HistoryDialog(props: {
  readonly assignmentId: string;
  readonly studentId: string;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { assignmentId, studentId } = props;
  const history = useQuery({
    queryKey: ["scoring-history", assignmentId, studentId],
    queryFn: () => ask("scoring.history", { params: { assignmentId, studentId } }),
    staleTime: 0,
  });
  return (
    <Modal
      open
      width={860}
      footer={null}
      title={
        history.data === undefined
          ? t("examinerPage/historyTitle")
          : `${history.data.candidate.name} · ${t("examinerPage/historyTitle")}`
      }
      onCancel={props.onClose}
    >
      {history.isPending ? <Bones rows={5} /> : null}
      {history.isError ? <Failure error={history.error} /> : null}
      {history.data === undefined ? null : (
        <div className="stack">
          <p className="quiet">{t("examinerPage/historyNote")}</p>
          {history.data.sheets.length === 0 ? <p>{t("examinerPage/noMarks")}</p> : null}
          {history.data.sheets.map((sheet) => (
            <Marks key={sheet.examinerId} sheet={sheet} assignment={history.data.assignment} />
          ))}
          {history.data.devices.toReversed().map((device, at) => (
            <FromDevice key={device.deviceScoreId} device={device} replaced={at > 0} />
          ))}
        </div>
      )}
    </Modal>
  );
}

/** An import with its figures; one that a later import replaced stays and says so. */
function FromDevice(props: { readonly device: DeviceScore; readonly replaced: boolean }) {
  const { t } = useWords();
  const { device, mode, importedBy, importedAtMs, reason, figures } = props.device;
  return (
    <section className="stack">
      <h3>{t("deviceFiguresWords/title")}</h3>
      <p className="quiet">
        {t("deviceFiguresWords/by", {
          device,
          mode: t(`deviceTerms/modes/${mode}`),
          who: importedBy,
          at: daySecond(importedAtMs),
        })}
        {reason === null ? "" : ` · ${t("deviceFiguresWords/reason", { reason })}`}
        {props.replaced ? ` · ${t("deviceFiguresWords/replaced")}` : ""}
      </p>
      <DeviceFiguresTable figures={figures} />
    </section>
  );
}

function Marks(props: { readonly sheet: ScoreSheet; readonly assignment: Assignment }) {
  const { t } = useWords();
  const { sheet, assignment } = props;
  const steps = new Map(assignment.checklist.items.map((item) => [item.itemId, item.step]));
  const replaced = new Set(sheet.marks.flatMap((mark) => mark.after));
  return (
    <ScrollX>
      <table className="plain-table">
        <caption>{sheet.examiner}</caption>
        <thead>
          <tr>
            <th>{t("checklistPages/step")}</th>
            <th>{t("examinerPage/value")}</th>
            <th>{t("examinerPage/at")}</th>
            <th>{t("examinerPage/taken")}</th>
            <th>{t("examinerPage/reason")}</th>
            <th>{t("examinerPage/replaced")}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.marks.map((mark) => (
            <tr key={mark.markId}>
              <td>
                {mark.about === ratingMark
                  ? t("examinerPage/ratingTitle")
                  : mark.about === startMark
                    ? t("stepRules/begin")
                    : (steps.get(mark.about) ?? mark.about)}
              </td>
              <td>{valueText(t, mark)}</td>
              <td className="number">{daySecond(mark.saidAtMs)}</td>
              <td className="number">{daySecond(mark.takenAtMs)}</td>
              <td>{mark.reason}</td>
              <td>{replaced.has(mark.markId) ? t("examinerPage/replaced") : ""}</td>
            </tr>
          ))}
          {sheet.handIns.map((handIn) => (
            <tr key={handIn.handInId}>
              <td>{t("examinerPage/handIns")}</td>
              <td>—</td>
              <td className="number">{daySecond(handIn.saidAtMs)}</td>
              <td className="number">{daySecond(handIn.takenAtMs)}</td>
              <td colSpan={2}>{handIn.remark}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

function valueText(t: Say, mark: ScoreSheet["marks"][number]): string {
  if (mark.value === null) return t("examinerPage/withdrawn");
  if (mark.about === startMark) return "—";
  return mark.about === ratingMark ? ratingWord(t, mark.value) : points(mark.value, 1);
}
