import type { TrialReason, TrialReport } from "../../contract/restore-trial.ts";
import { instant, minutes, row, size } from "./report-text.ts";

const reasonWords: Readonly<Record<TrialReason, string>> = {
  lost: "备份中缺少应有的影像 · footage that should be in the copies is not",
  refused: "有备份对象损坏、被调换或缺失 · objects of the copies are damaged, swapped or missing",
  database: "数据库不能由备份恢复 · the database cannot be recovered",
  ledger: "恢复的账本与本机账本不一致 · the recovered ledger is not the beginning of this one",
  counts: "恢复的记录数与本机不一致 · other rows than this house has",
  findings: "恢复的记录与账本矛盾 · recovered rows contradict their entries",
  "no-space": "磁盘空间不足，未进行 · not done: no space",
  unreachable: "备份位置连接不上，未进行 · not done: the place cannot be reached",
  "cut-off": "中途中断 · cut off",
};

/** The result of a trial for whoever stands at the terminal. */
export function printTrial(of: {
  readonly targetName: string;
  readonly reasons: readonly TrialReason[];
  readonly report: TrialReport;
  readonly timeZone: string;
}): string {
  const { report, reasons, timeZone } = of;
  const { ledger, sample, waiting, lost } = report;
  const at = report.recoveredToMs === null ? "—" : instant(report.recoveredToMs, timeZone);
  const lines = [
    "留痕 · 整机试恢复 · trial restore of the whole house",
    "",
    row("备份位置 · copies", of.targetName),
    row("结论 · result", reasons.length === 0 ? "可以恢复 · sound" : "不合格 · not sound"),
    ...reasons.map((reason) => `  ${reasonWords[reason]}`),
    row("数据库恢复到 · database as of", at),
    row("若此刻损毁将丢失账本 · ledger at risk", behindText(report)),
    row("若此刻损毁将丢失影像 · footage at risk", amount(waiting)),
    row(
      "账本条目 · ledger entries",
      `${ledger.entries}${ledger.same ? "，与本机逐条一致 · same" : ""}`,
    ),
    row(
      "片段记录 · rows of segments",
      `${report.restored.segments} / ${report.here.segments}（恢复 restored / 本机 here）`,
    ),
    row(
      "抽查影像 · footage opened",
      `${sample.homes} 场次 occasions，${sample.segments} 段 segments，${size(sample.sizeBytes)}`,
    ),
    ...(sample.left === 0 ? [] : [row("未及抽查 · not reached", `${sample.left} 场次 occasions`)]),
    row("材料、单据 · papers, sheets", `${report.papers}，${report.sheets}`),
    row("备份中缺失 · lost from the copies", amount(lost)),
    ...report.refused.map(({ name, why }) => `  ${name}  ${why}`),
    "",
  ];
  return lines.join("\n");
}

function behindText({ behindMs, ledger }: TrialReport): string {
  const age = behindMs === null ? "—" : `${Math.round(behindMs / 1_000)} 秒 s`;
  return `${age}，${ledger.behind} 条 entries`;
}

const amount = (of: TrialReport["lost"]): string =>
  of.segments === 0
    ? "无 · nothing"
    : `${of.segments} 段 segments，${minutes(of.durationMs)}，${size(of.sizeBytes)}`;
