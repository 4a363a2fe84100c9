import type { Finding } from "../../contract/finding.ts";
import type { AdoptedTail } from "../../server/ledger/index.ts";
import type { ComparedLedger } from "./compare-ledger.ts";
import { type FetchedVault, type LostHome, amountOf } from "./fetch-vault.ts";
import { instant, minutes, row, size } from "./report-text.ts";
import type { Refused } from "./sealed-copies.ts";

/** Everything a restore found out; `restore-report.json` holds exactly this. */
export interface RestoreReport {
  readonly version: 1;
  readonly place: string;
  readonly to: string;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly wantedMs: number | null;
  readonly recoveredToMs: number | null;
  readonly base: string;
  /** Log segments that lie behind a hole, and the hole. */
  readonly beyond: number;
  readonly missingSegment: string | null;
  readonly newestNight: string | null;
  readonly keys: "copies" | "folder";
  readonly ledger: ComparedLedger;
  /** Entries that came back from the copies of the ledger because the rows were older. */
  readonly adopted: AdoptedTail | null;
  readonly vault: FetchedVault;
  readonly papers: number;
  readonly sheets: number;
  /** Archive packages, clips of the library, files of evidence. */
  readonly carried: number;
  readonly refused: readonly Refused[];
  readonly findings: readonly Finding[];
}

const verdicts: Readonly<Record<ComparedLedger["verdict"], string>> = {
  continues:
    "与灾前签名检查点一致，一条未失 · continues what was signed before, not one entry is lost",
  behind: "早于灾前签名检查点 · older than what was signed before",
  forked:
    "与灾前签名检查点矛盾，请勿使用并立即报告 · contradicts what was signed before: do not use it, report it",
  "nothing-known": "备份中没有检查点可供比对 · no checkpoint in the copies to compare with",
  "foreign-key":
    "备份中的检查点不是本系统密钥所签 · the checkpoint in the copies is not by this house's key",
};

/** For people, in Chinese and English; `timeZone` is the institution's. */
export function printReport(report: RestoreReport, timeZone: string): string {
  const { ledger, vault } = report;
  const at = (ms: number | null) => (ms === null ? "—" : instant(ms, timeZone));
  const lines = [
    "留痕 · 恢复报告 · restore report",
    "",
    row("备份来源 · copies", report.place),
    row("恢复至 · into", report.to),
    row("开始 · started", at(report.startedAtMs)),
    row("结束 · finished", at(report.finishedAtMs)),
    row(
      "要求时刻 · wanted moment",
      report.wantedMs === null ? "最新 · newest" : at(report.wantedMs),
    ),
    row("数据库恢复到 · database as of", at(report.recoveredToMs)),
    row("数据库全量备份 · base copy", report.base),
    row("最近一夜清单 · newest night", report.newestNight ?? "—"),
    row(
      "密钥来源 · keys from",
      report.keys === "copies" ? "备份 · the copies" : "另存 keys/ · kept folder",
    ),
    "",
    row("账本条目 · ledger entries", String(ledger.entries)),
    row(
      "灾前检查点 · checkpoint before",
      ledger.known === undefined ? "—" : `${ledger.known.size} 条 entries`,
    ),
    row("账本丢失 · entries lost", String(ledger.lostEntries)),
    row("由账本备份补回 · entries put back", adoptedText(report.adopted)),
    row("比对结论 · verdict", verdicts[ledger.verdict]),
    ...(report.missingSegment === null
      ? []
      : [
          row("日志缺口 · hole in the log", report.missingSegment),
          row("缺口后不可用 · behind it", `${report.beyond} 段 segments`),
        ]),
    "",
    row("场次 · occasions", String(vault.homes)),
    row("影像片段 · segments", `${vault.segments}（${size(vault.sizeBytes)}）`),
    row("丢失 · lost", lostText(vault.lost)),
    row("尚未备份而丢失 · lost before any night brought it away", lostText(vault.waiting)),
    row("材料 · papers", String(report.papers)),
    row("单据 · sheets", String(report.sheets)),
    row("归档包、校本资源、固定证据 · packages, library, evidence", String(report.carried)),
    row("晚于该时刻 · from after the moment", String(vault.unknown)),
    "",
    ...lostLines("丢失的影像 · lost footage", vault.lost),
    ...lostLines(
      "最后一夜之后入库、尚未备份的影像 · footage no night had brought away",
      vault.waiting,
    ),
    ...refusedLines(report.refused),
    ...findingLines(report.findings),
    "不在备份中 · never in the copies：尚未入库的暂存片段 footage not yet taken in (spool/)，",
    "  未交接的调取包 packages not handed over (exports/)，录制计划 the plan (made again at the start)。",
    ...(report.keys === "copies"
      ? [
          "摄像机口令、动态验证码等密封内容随密钥恢复，无须重设 · sealed secrets open again, nothing is to be set anew.",
        ]
      : [
          "密钥取自另存文件夹：若与灾前不同，摄像机口令、动态验证码、备份位置口令须重新设置",
          "  · keys came from a kept folder: if they are not the same, set camera passwords, one-time codes and",
          "  copy targets again.",
        ]),
    "",
  ];
  return `${lines.join("\n")}\n`;
}

function lostLines(title: string, lost: readonly LostHome[]): string[] {
  if (lost.length === 0) return [];
  return [
    title,
    ...lost.map(
      (home) =>
        `  ${home.homeId}  ${home.segments} 段 ${minutes(home.durationMs)} ${size(home.sizeBytes)}${
          home.withoutIdentity ? "  密钥不在备份中 · its key is in no copy" : ""
        }  ${home.folder}`,
    ),
    "",
  ];
}

function refusedLines(refused: readonly Refused[]): string[] {
  if (refused.length === 0) return [];
  return [
    "拒收的备份对象（损坏、被调换或缺失）· objects refused: damaged, swapped or missing",
    ...refused.map(({ name, why }) => `  ${name}  ${why}`),
    "",
  ];
}

function findingLines(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return ["核对无误 · check: clean", ""];
  return [
    `核对发现 ${findings.length} 处不符 · check: ${findings.length} findings`,
    ...findings.map(({ code, id, detail }) => `  ${code}  ${id ?? "-"}  ${detail}`),
    "",
  ];
}

/** Entries are evidence and come back whole; the rows they changed are as of the recovered moment. */
function adoptedText(adopted: AdoptedTail | null): string {
  if (adopted === null || adopted.kinds.length === 0) return "0";
  const counts = [...Map.groupBy(adopted.kinds, (kind) => kind)].map(
    ([kind, { length }]) => `${kind} × ${length}`,
  );
  return `${adopted.kinds.length}（其所记变更未恢复 · their changes are lost: ${counts.join("，")}）`;
}

function lostText(lost: readonly LostHome[]): string {
  const { segments, durationMs, sizeBytes } = amountOf(lost);
  return lost.length === 0
    ? "无 · nothing"
    : `${segments} 段 segments，${minutes(durationMs)}，${size(sizeBytes)}`;
}
