import { Button, Drawer } from "antd";
import { useEffect, useState } from "react";
import type { PlaySegment, SegmentProof } from "../../contract/routes/recording.ts";
import { SegmentRecord } from "../../contract/spool.ts";
import { address, ask, reach } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { daySecond, secondOfDay, size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { LessonKeeping } from "../retention/lesson-keeping.tsx";
import { Seal, Steps } from "./seal.tsx";
import { checkSegment, digestOf, segmentSteps, type Checked } from "./verifying.ts";
import { Exact } from "./exact.tsx";
import "./proof.css";

export interface ProofTarget {
  readonly viewingId: string;
  readonly lessonId: string;
  /** Comes when the index of this camera has been read. */
  readonly segment: Promise<PlaySegment | undefined>;
}

interface Work {
  readonly proof?: SegmentProof;
  readonly doneBytes: number;
  readonly checked?: Checked;
  readonly error?: unknown;
}

function useSegmentCheck(viewingId: string, segmentId: string): Work {
  const [work, setWork] = useState<Work>({ doneBytes: 0 });
  useEffect(() => {
    const abort = new AbortController();
    const params = { viewingId, segmentId };
    const run = async () => {
      setWork({ doneBytes: 0 });
      const proof = await ask("proof.segment", { params, signal: abort.signal });
      setWork({ proof, doneBytes: 0 });
      const response = await reach(address("viewing.bytes", { params }), { signal: abort.signal });
      const digest = await digestOf(response, (doneBytes) => setWork({ proof, doneBytes }));
      setWork((now) => ({ ...now, proof, checked: checkSegment(proof, segmentId, digest) }));
    };
    run().catch((error: unknown) => {
      if (!abort.signal.aborted) setWork((now) => ({ ...now, error }));
    });
    return () => abort.abort();
  }, [viewingId, segmentId]);
  return work;
}

/** 证据: the whole check of one segment, computed here step by step, beside the picture it is about. */
export function ProofDrawer(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly target: ProofTarget | undefined;
}) {
  const { t } = useWords();
  const kept = props.target;
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      title={t("proof/title")}
      size={520}
      mask={false}
      destroyOnHidden
    >
      {kept === undefined ? null : <Awaited target={kept} />}
    </Drawer>
  );
}

/** The segment shown now may not be known yet: then it is waited for. */
function Awaited(props: { readonly target: ProofTarget }) {
  const { t } = useWords();
  const { segment, viewingId } = props.target;
  const [found, setFound] = useState<{ readonly segment: PlaySegment | undefined } | null>(null);
  useEffect(() => {
    let stale = false;
    void segment.then((value) => {
      if (!stale) setFound({ segment: value });
    });
    return () => {
      stale = true;
    };
  }, [segment]);
  if (found === null) return <Bones rows={6} />;
  return found.segment === undefined ? (
    <Empty title={t("proof/noSegment")} next={t("proof/noSegmentNext")} />
  ) : (
    <div className="stack">
      <SegmentCheck viewingId={viewingId} segment={found.segment} />
      <LessonKeeping lessonId={props.target.lessonId} />
    </div>
  );
}

/** Each round of the check begins anew with nothing kept from the last. */
function SegmentCheck(props: { readonly viewingId: string; readonly segment: PlaySegment }) {
  const [round, setRound] = useState(0);
  return <CheckRound key={round} {...props} onAgain={() => setRound(round + 1)} />;
}

function CheckRound(props: {
  readonly viewingId: string;
  readonly segment: PlaySegment;
  readonly onAgain: () => void;
}) {
  const { t } = useWords();
  const { segment, viewingId } = props;
  const work = useSegmentCheck(viewingId, segment.segmentId);
  const running = work.checked === undefined && work.error === undefined;
  const progress = t("proof/progress", {
    done: size(work.doneBytes),
    all: size(segment.sizeBytes),
  });
  return (
    <div className="stack proof">
      <Seal checked={work.checked} running={running} />
      <p className="quiet">{t("proof/explain")}</p>
      <Steps
        order={segmentSteps}
        checked={work.checked}
        running={running}
        progress={work.doneBytes > 0 && running ? progress : undefined}
      />
      {work.error === undefined ? null : <Failure error={work.error} />}
      <div>
        <Button onClick={props.onAgain} loading={running}>
          {running ? t("proof/checking") : t("proof/again")}
        </Button>
      </div>
      {work.proof === undefined ? null : <Facts proof={work.proof} segment={segment} />}
    </div>
  );
}

function Facts(props: { readonly proof: SegmentProof; readonly segment: PlaySegment }) {
  const { t } = useWords();
  const { proof, segment } = props;
  const record = SegmentRecord.safeParse(safeJson(proof.recordText)).data;
  return (
    <>
      <dl className="facts">
        <dt>{t("proof/officialName")}</dt>
        <dd>{proof.officialName}</dd>
        <dt>{t("proof/span")}</dt>
        <dd className="number">
          {daySecond(segment.startMs)} – {secondOfDay(segment.endMs)}
        </dd>
        <dt>{t("proof/size")}</dt>
        <dd>{size(segment.sizeBytes)}</dd>
        <dt>{t("proof/closedBy")}</dt>
        <dd>
          {record === undefined ? t("common/unknown") : t(`terms/closings/${record.closedBy}`)}
        </dd>
        <dt>{t("proof/digest")}</dt>
        <dd className="mono">{record?.sha256 ?? ""}</dd>
        <dt>{t("proof/vaultPath")}</dt>
        <dd className="mono">{proof.vaultPath}</dd>
        <dt>{t("proof/round")}</dt>
        <dd>{t("proof/roundOf", { index: proof.round.index + 1, size: proof.round.size })}</dd>
        <dt>{t("proof/entry")}</dt>
        <dd>{proof.entry === null ? t("common/none") : `#${proof.entry.index}`}</dd>
      </dl>
      <Exact title={t("proof/record")} text={proof.recordText} />
      {proof.entry === null ? null : <Exact title={t("proof/leaf")} text={proof.entry.leaf} />}
      {proof.checkpoint === null ? null : (
        <Exact title={t("proof/checkpoint")} text={proof.checkpoint} />
      )}
      <Exact title={t("proof/key")} text={proof.verifierKey} />
    </>
  );
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
