import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CertificateFacts } from "../../../src/contract/completion.ts";
import { type Span, clipSpans, mergeSpans, seamMs, totalMs } from "../../../src/kernel/timeline.ts";
import { run } from "../../fixture/unpack.ts";
import type { CameraTruth } from "./camera-truth.ts";
import type { DayVisit } from "./examiners.ts";
import type { Person } from "./people.ts";

const cli = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));

/** What a lesson lacks by the cameras' own account, by the card, and by the certificate. */
export interface LessonAccount {
  readonly lessonId: string;
  readonly lesson: Span;
  readonly label: string;
  readonly withheld: readonly Span[];
  readonly card: readonly Span[];
  readonly certificate: readonly Span[];
  readonly verdict: string;
  /** Furthest edge of a missing stretch from where the camera says it lies. */
  readonly strayMs: number;
  /** Frames that were sent within the lesson, and those of them the vault does not hold. */
  readonly sentFrames: number;
  readonly lostFrames: number;
  /** What `verify-package` says of the certificate: 0 when all is well. */
  readonly verified: number;
}

export async function accountOf(of: {
  readonly by: Person;
  readonly lesson: { readonly lessonId: string; readonly label: string } & Span;
  readonly truth: CameraTruth;
  readonly kept: ReadonlySet<number>;
}): Promise<LessonAccount> {
  const { by, truth, kept } = of;
  const { lessonId, label, startMs, endMs } = of.lesson;
  const lesson = { startMs, endMs };
  const card = await by.call("completion.card", { params: { lessonId } });
  const { facts, verified } = await certificateOf(by, lessonId);
  const withheld = truth.withheld(lesson);
  const certificate = facts.cameras.flatMap((camera) => camera.missing);
  const sent = truth.frames(lesson);
  return {
    lessonId,
    lesson,
    label,
    withheld,
    card: card.cameras.flatMap((camera) => camera.missing),
    certificate,
    verdict: facts.verdict,
    strayMs: strayOf(withheld, certificate),
    sentFrames: sent.length,
    lostFrames: sent.filter((frame) => !kept.has(frame)).length,
    verified,
  };
}

/** Infinite where the stretches are not as many. */
function strayOf(truth: readonly Span[], told: readonly Span[]): number {
  if (truth.length !== told.length) return Number.POSITIVE_INFINITY;
  return truth.reduce((most, one, at) => {
    const other = told[at] ?? one;
    return Math.max(most, Math.abs(one.startMs - other.startMs), Math.abs(one.endMs - other.endMs));
  }, 0);
}

/** The certificate's package: its facts as a machine reads them, and what the verifier says of it. */
async function certificateOf(
  by: Person,
  lessonId: string,
): Promise<{ facts: CertificateFacts; verified: number }> {
  const answer = await by.raw("completion.package", { params: { lessonId } });
  if (!answer.ok) throw new Error(`no certificate: ${answer.status} ${await answer.text()}`);
  const folder = mkdtempSync(join(tmpdir(), "liuhen-day-"));
  try {
    const zip = join(folder, "certificate.zip");
    writeFileSync(zip, Buffer.from(await answer.arrayBuffer()));
    const text = run("unzip", ["-p", zip, "*/data/certificate/certificate.json"]);
    const { status, stdout } = spawnSync(process.execPath, [cli, "verify-package", zip], {
      encoding: "utf8",
    });
    if (status !== 0) console.log(stdout);
    return { facts: CertificateFacts.parse(JSON.parse(text)), verified: status ?? -1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A candidate's seconds at a station: those that are recorded, and those the camera withheld. */
export interface VisitAccount extends DayVisit {
  readonly recordedMs: number;
  readonly withheldMs: number;
}

/** By the timeline of the station's room. */
export function accountOfVisit(
  visit: DayVisit,
  recorded: readonly Span[],
  truth: CameraTruth,
): VisitAccount {
  return {
    ...visit,
    recordedMs: totalMs(mergeSpans(clipSpans(recorded, visit), seamMs)),
    withheldMs: totalMs(truth.withheld(visit)),
  };
}
