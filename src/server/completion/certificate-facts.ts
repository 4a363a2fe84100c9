import type { PersonActor } from "../../contract/actor.ts";
import type { CertificateFacts, CompletionCard } from "../../contract/completion.ts";
import { Fault } from "../../contract/faults.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { packagePaths } from "../../contract/package.ts";
import type { GapRecord, SegmentRecord } from "../../contract/spool.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { House } from "../../platform/house.ts";
import type { ProvedThing } from "../packing/index.ts";
import { site } from "../places/index.ts";
import { kept } from "../vault/index.ts";
import { cardLesson } from "./card-lesson.ts";
import { type SegmentNow, gather } from "./gather.ts";
import { cardOf } from "./read-card.ts";
import { registerHoles, enrolLesson } from "./register-holes.ts";

/** Everything a certificate of completeness says, and the sealed records it says it of. */
export interface Certified {
  readonly card: CompletionCard;
  readonly facts: CertificateFacts;
  /** The canonical text of the facts: `certificate.json` byte for byte. */
  readonly factsText: string;
  readonly records: readonly (ProvedThing & { readonly text: string })[];
  readonly gaps: readonly (GapRecord & { readonly path: string })[];
}

/** What is missing now is registered first: a certificate never says less than the register. */
export async function certify(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<Certified>> {
  const found = await cardLesson(house, actor, lessonId);
  if (!found.ok) return found;
  const { facts: lesson } = found.value;
  const { endMs } = lesson.lesson;
  if (house.clock.now() < endMs) return refused("completion_running", { endMs });
  const gathered = await gather(house, lesson);
  if (gathered.destroyedAtMs !== null) return refused("item_destroyed");
  await enrolLesson(house, lesson);
  await registerHoles(house, lessonId, gathered);
  const card = await cardOf(house, actor, found.value);
  const segments = await segmentRecords(house, gathered.segments);
  const gaps = await gapRecords(house, gathered.gapIds);
  const facts = factsOf(house, card, {
    institution: await institutionOf(house),
    segments: segments.map((one) => one.told),
  });
  const known = segments.flatMap((one) => one.thing ?? []);
  return granted({
    card,
    facts,
    factsText: `${canonicalJson(facts)}\n`,
    records: [...known, ...gaps.map((one) => one.thing)],
    gaps: gaps.map((one) => ({ ...one.record, path: one.thing.record })),
  });
}

function factsOf(
  house: House,
  card: CompletionCard,
  of: Pick<CertificateFacts, "institution" | "segments">,
): CertificateFacts {
  const last = card.said.at(-1);
  const { strokes: _, ...confirmation } = last ?? { strokes: null };
  return {
    version: 1,
    siteId: house.siteId,
    ...of,
    madeAtMs: card.nowMs,
    lessonId: card.lessonId,
    officialName: card.officialName,
    lesson: card.lesson,
    verdict: card.verdict,
    missingKinds: card.missingKinds,
    kinds: card.kinds,
    cameras: card.cameras,
    interruptions: card.interruptions.map(({ suggested: _s, dueMs: _d, ...one }) => one),
    confirmation: "confirmationId" in confirmation ? confirmation : null,
  };
}

async function institutionOf(house: House): Promise<string> {
  const read = await site.read(house);
  return read.ok ? read.value.name : "";
}

interface KnownSegment {
  readonly told: CertificateFacts["segments"][number];
  readonly thing: (ProvedThing & { readonly text: string }) | null;
}

async function segmentRecords(
  house: House,
  segments: readonly SegmentNow[],
): Promise<KnownSegment[]> {
  const known: KnownSegment[] = [];
  for (const segment of segments) {
    const { segmentId, cameraId, stream, startMs, endMs, sizeBytes } = segment;
    const found = await readable(() => kept.segment(house, segmentId));
    const record: SegmentRecord | null = found?.record ?? null;
    const path = `${packagePaths.records}${segmentId}.segment.json`;
    known.push({
      told: {
        segmentId,
        cameraId,
        stream,
        startMs,
        endMs,
        sizeBytes,
        sha256: record?.sha256 ?? null,
        state: record === null ? "damaged" : segment.state,
        record: record === null ? null : path,
      },
      thing: found === undefined ? null : thingOf(found, segmentId, path),
    });
  }
  return known;
}

async function gapRecords(house: House, gapIds: readonly string[]) {
  const known: { record: GapRecord; thing: ProvedThing & { text: string } }[] = [];
  for (const gapId of new Set(gapIds)) {
    const found = await readable(() => kept.gap(house, gapId));
    if (found === undefined) continue;
    const path = `${packagePaths.records}${gapId}.gap.json`;
    known.push({ record: found.record, thing: thingOf(found, gapId, path) });
  }
  return known;
}

function thingOf(
  of: { readonly recordText: string; readonly roundId: string; readonly leafIndex: number },
  id: string,
  record: string,
): ProvedThing & { readonly text: string } {
  const { recordText: text, roundId, leafIndex } = of;
  return { id, record, roundId, leafIndex, media: null, text };
}

/** A record that was changed or is gone proves nothing: the certificate says so and goes on. */
async function readable<T>(read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof Fault && cause.kind === "damaged") return undefined;
    throw cause;
  }
}
