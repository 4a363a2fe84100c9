import { z } from "zod";
import { Strokes } from "./approval.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { IncidentKind, IncidentState, Severity } from "./incidents.ts";
import { limits } from "./limits.ts";
import type { RefusalCode } from "./refusals.ts";
import { PeriodKind, TaskKind, TaskState } from "./tasks.ts";

/** What the house looks at each day by itself (S0-18.1): 录制, 备份, 日志采集, 时钟, 存储. */
export const probeNames = ["recording", "copies", "log", "clock", "disk"] as const;
export const ProbeName = z.enum(probeNames);
export type ProbeName = z.infer<typeof ProbeName>;

/** Why a probe is red; a green one has none. */
export const probeFaults = [
  "recorder-silent",
  "lesson-missing",
  "copy-absent",
  "copy-failed",
  "log-stopped",
  "log-empty",
  "clock-doubted",
  "disk-alarming",
  "disk-unmeasured",
] as const;
export const ProbeFault = z.enum(probeFaults);
export type ProbeFault = z.infer<typeof ProbeFault>;

export const Figures = z.record(z.string().max(40), z.int());
export type Figures = z.infer<typeof Figures>;

/** One probe as it was judged: green without a fault, red with at least one. */
export const Probe = z.strictObject({
  probe: ProbeName,
  faults: z.array(ProbeFault),
  figures: Figures,
});
export type Probe = z.infer<typeof Probe>;

/** A planned lesson of which something is missing. */
export const MissingRecording = z.strictObject({
  lessonId: Id,
  name: z.string(),
  camera: z.string(),
  missingMs: z.int(),
});
export type MissingRecording = z.infer<typeof MissingRecording>;

/** The check of one local day: judged once by the house, signed by the administrator. */
export const DailyCheck = z.strictObject({
  day: z.string(),
  /** Null: the house has not judged this day (not yet, or it did not run then). */
  judged: z
    .strictObject({
      atMs: Ms,
      fromMs: Ms,
      toMs: Ms,
      probes: z.array(Probe),
      missing: z.array(MissingRecording),
      sha256: Sha256Hex,
    })
    .nullable(),
  taskId: Id,
  state: TaskState,
  signed: z
    .strictObject({ name: z.string(), atMs: Ms, late: z.boolean(), remark: z.string() })
    .nullable(),
  mine: z.boolean(),
});
export type DailyCheck = z.infer<typeof DailyCheck>;

/** The four sections of F-14, in the order of the regulation. */
export const selfCheckSections = ["recording", "copies", "registers", "rights"] as const;
export const SelfCheckSection = z.enum(selfCheckSections);
export type SelfCheckSection = z.infer<typeof SelfCheckSection>;

/** `2026-06` */
export const Month = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])$/);
/** `2026-Q2` */
export const Quarter = z.string().regex(/^[0-9]{4}-Q[1-4]$/);
export const Day = z.string().regex(/^[0-9]{4}-(0[1-9]|1[0-2])-[0-3][0-9]$/);

export const selfCheckResults = ["fit", "findings"] as const;
const Text = z.string().trim().max(limits.reasonCharacters);
/** What was found, and by when it is put right; without a deadline it cannot be signed. */
export const Finding = z.strictObject({
  text: Text.min(1),
  measure: Text,
  dueMs: Ms.nullable(),
});
export type Finding = z.infer<typeof Finding>;
export const SectionAnswer = z.strictObject({
  section: SelfCheckSection,
  result: z.enum(selfCheckResults),
  evidence: Text,
  findings: z.array(Finding).max(limits.findingsOfSection),
});
export type SectionAnswer = z.infer<typeof SectionAnswer>;

/** F-14 of one month. */
export const SelfCheck = z.strictObject({
  month: z.string(),
  taskId: Id,
  state: TaskState,
  dueMs: Ms,
  mine: z.boolean(),
  figures: z.record(SelfCheckSection, Figures),
  signed: z
    .strictObject({
      name: z.string(),
      atMs: Ms,
      late: z.boolean(),
      strokes: Strokes,
      sections: z.array(
        SectionAnswer.extend({ findings: z.array(Finding.extend({ taskId: Id })) }),
      ),
      sha256: Sha256Hex,
    })
    .nullable(),
});
export type SelfCheck = z.infer<typeof SelfCheck>;

/** What a sample is drawn from: footage of the quarter, or lines of a register. */
export const populations = ["recordings", "F-07", "F-20", "F-08", "F-27"] as const;
export const Population = z.enum(populations);
export type Population = z.infer<typeof Population>;
/** 教务处, 实验室管理处, 其他. */
export const inspectingUnits = ["academic-affairs", "laboratories", "other"] as const;
export const InspectingUnit = z.enum(inspectingUnits);

export const sampleResults = ["fit", "finding", "unavailable"] as const;
export const SampleResult = z.enum(sampleResults);
export type SampleResult = z.infer<typeof SampleResult>;

/** A thing a sample is drawn from: its lasting number, and what people know it by. */
export const Drawable = z.strictObject({
  key: z.string().min(1).max(200),
  name: z.string().max(500),
});
export type Drawable = z.infer<typeof Drawable>;

export const SampledThing = Drawable.extend({
  /** SHA-256 of seed and key: what put it here. */
  rank: Sha256Hex,
  result: SampleResult.nullable(),
  note: z.string(),
  notedAtMs: Ms.nullable(),
});
export type SampledThing = z.infer<typeof SampledThing>;

export const SpotCheckLine = z.strictObject({
  checkId: Id,
  quarter: z.string(),
  /** How many were drawn of this quarter before it, so that nobody draws until it suits. */
  earlier: z.int(),
  unit: InspectingUnit,
  inspector: z.string(),
  population: Population,
  populationSize: z.int(),
  populationSha256: Sha256Hex,
  size: z.int(),
  seed: Sha256Hex,
  drawnAtMs: Ms,
  noted: z.int(),
  finishedAtMs: Ms.nullable(),
  /** The reader's own and not finished. */
  mine: z.boolean(),
});
export type SpotCheckLine = z.infer<typeof SpotCheckLine>;
export const SpotCheck = SpotCheckLine.extend({
  fromMs: Ms,
  toMs: Ms,
  sample: z.array(SampledThing),
  conclusion: z.string(),
  strokes: Strokes.nullable(),
});
export type SpotCheck = z.infer<typeof SpotCheck>;

/** Refusals that say somebody tried what nobody had approved: they stand in the director's digest. */
export const unapproved = [
  "not_permitted",
  "no_stop",
  "grant_missing",
  "grant_used",
  "outside_grant",
  "secret_needs_grant",
  "label_raised",
  "viewing_closed",
  "others_shown",
  "export_by_approver",
  "medium_not_issued",
  "own_rights",
  "forbidden_pair",
  "own_request",
  "same_person",
  "not_your_step",
] as const satisfies readonly RefusalCode[];

export const DigestContent = z.strictObject({
  tasks: z.array(
    z.strictObject({
      taskId: Id,
      kind: TaskKind,
      every: PeriodKind,
      period: z.string(),
      about: z.string(),
      dueMs: Ms,
    }),
  ),
  incidents: z.array(
    z.strictObject({
      incidentId: Id,
      kind: IncidentKind,
      severity: Severity,
      state: IncidentState,
      firstSeenMs: Ms,
      count: z.int(),
    }),
  ),
  /** How many there were; the lists name at most `limits.digestLines` of them. */
  incidentsTotal: z.int(),
  refusals: z.array(
    z.strictObject({
      entryId: Id,
      atMs: Ms,
      accountId: Id.nullable(),
      attempted: z.string(),
      code: z.string(),
      rule: z.string(),
    }),
  ),
  refusalsTotal: z.int(),
});
export type DigestContent = z.infer<typeof DigestContent>;

export const digestStates = ["waiting", "escalated", "acknowledged", "acknowledged-late"] as const;
export const DigestState = z.enum(digestStates);
export type DigestState = z.infer<typeof DigestState>;

/** The director's digest of one month (S0-4.1b), as it was when the month had ended. */
export const DigestLine = z.strictObject({
  digestId: Id,
  month: z.string(),
  madeAtMs: Ms,
  /** The first instant at which it goes to the next superior. */
  dueMs: Ms,
  state: DigestState,
  overdueTasks: z.int(),
  openIncidents: z.int(),
  refusals: z.int(),
  escalatedAtMs: Ms.nullable(),
  acknowledged: z.strictObject({ name: z.string(), atMs: Ms, late: z.boolean() }).nullable(),
  mine: z.boolean(),
});
export type DigestLine = z.infer<typeof DigestLine>;
export const Digest = DigestLine.extend({
  content: DigestContent,
  /** Names of who was refused, as far as they are known. */
  names: z.record(Id, z.string()),
  sha256: Sha256Hex,
  remark: z.string(),
  strokes: Strokes.nullable(),
});
export type Digest = z.infer<typeof Digest>;
