import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ComponentType, useState } from "react";
import type { Assignment } from "../../contract/scoring.ts";
import { fullPoints, sheetScore } from "../../kernel/scoring/checklist-score.ts";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { ExamClosedNote } from "../readiness/exam-closed-note.tsx";
import { useWords } from "../words/index.ts";
import { CandidateSheet } from "./candidate-sheet.tsx";
import type { KeptState } from "./kept-marks.ts";
import { points } from "./points.ts";
import { SyncLine } from "./sync-line.tsx";
import { marksOf } from "./sheet-marks.ts";
import { type Scoring, scoringKey, useKeptMarks } from "./use-kept-marks.ts";
import "./scoring.css";

/** An examiner at work: candidates at the side, the checklist under the thumb; goes on without network. */
export function ExaminerPage() {
  const { lessonId = "", assignmentId = "" } = useParams({ strict: false });
  return <Examining lessonId={lessonId} assignmentId={assignmentId} />;
}

/** Whom an exam's board says to score now, and what it says beside. */
export interface Follow {
  readonly studentId: string | null;
  readonly Strip: ComponentType<StripProps>;
}
export interface StripProps {
  /** Whom this examiner has marked and not handed in; `show` goes back to one. */
  readonly unfinished: readonly Unfinished[];
  readonly show: (studentId: string) => void;
}
export interface Unfinished {
  readonly studentId: string;
  readonly name: string;
}

export function Examining(props: {
  readonly lessonId: string;
  readonly assignmentId: string;
  readonly follow?: Follow;
}) {
  const { t } = useWords();
  const { lessonId, assignmentId, follow } = props;
  const read = useQuery({
    queryKey: scoringKey(lessonId),
    queryFn: () => ask("scoring.lesson", { params: { lessonId } }),
    // What is on the screen is what the examiner needs while the network is away.
    staleTime: Infinity,
    gcTime: Infinity,
    networkMode: "always",
  });
  const assignment = read.data?.assignments.find((one) => one.assignmentId === assignmentId);
  return (
    <div className="page">
      <PageHead
        title={assignment?.checklist.title ?? t("examinerPage/title")}
        tools={
          <Link to="/lessons/$lessonId/scoring" params={{ lessonId }}>
            {t("examinerPage/back")}
          </Link>
        }
      />
      <ExamClosedNote lessonId={lessonId} />
      {read.isPending ? <Bones rows={10} /> : null}
      {read.isError && read.data === undefined ? (
        <Failure error={read.error} onRetry={() => void read.refetch()} />
      ) : null}
      {read.data !== undefined && assignment === undefined ? (
        <div className="sheet">
          <Empty title={t("scoringPage/empty")} next={t("scoringPage/emptyOther")} />
        </div>
      ) : null}
      {read.data === undefined || assignment === undefined ? null : (
        <Desk scoring={read.data} assignment={assignment} follow={follow} />
      )}
    </div>
  );
}

/** Candidates of an assignment, in an exam in the order in which they come. */
function candidatesFor({ candidates }: Scoring, { seating, stationId }: Assignment) {
  if (seating !== null)
    return seating.candidateIds.flatMap(
      (id) => candidates.find((one) => one.studentId === id) ?? [],
    );
  return candidates.filter((one) => stationId === null || one.stationId === stationId);
}

function Desk(props: {
  readonly scoring: Scoring;
  readonly assignment: Assignment;
  readonly follow: Follow | undefined;
}) {
  const { t } = useWords();
  const { scoring, assignment, follow } = props;
  const { kept, state } = useKeptMarks(assignment.lessonId);
  const candidates = candidatesFor(scoring, assignment);
  const led = follow?.studentId ?? null;
  // A choice holds until the board goes on to somebody else: then it leads again.
  const [choice, setChoice] = useState<{ id: string; while: string | null } | null>(null);
  const setChosen = (id: string) => setChoice({ id, while: led });
  const chosen = choice !== null && choice.while === led ? choice.id : led;
  const studentId = chosen ?? candidates[0]?.studentId ?? null;
  if (studentId === null) {
    return (
      <div className="sheet">
        <Empty title={t("scoringPage/noCandidates")} next={t("scoringPage/noCandidatesNext")} />
      </div>
    );
  }
  const candidate = candidates.find((one) => one.studentId === studentId);
  return (
    <>
      <SyncLine kept={kept} state={state} />
      {follow === undefined ? null : (
        <follow.Strip
          unfinished={unfinishedOf({ scoring, assignment, state, candidates })}
          show={setChosen}
        />
      )}
      <div className="examiner">
        <nav className="sheet examiner-candidates" aria-label={t("examinerPage/candidates")}>
          {candidates.map((one) => (
            <CandidateButton
              key={one.studentId}
              name={one.name}
              group={one.group}
              chosen={one.studentId === studentId}
              assignment={assignment}
              facts={marksOf(scoring, state, {
                assignmentId: assignment.assignmentId,
                studentId: one.studentId,
              })}
              onChoose={() => setChosen(one.studentId)}
            />
          ))}
        </nav>
        <CandidateSheet
          key={studentId}
          name={candidate?.name ?? ""}
          of={{ assignmentId: assignment.assignmentId, studentId }}
          assignment={assignment}
          facts={marksOf(scoring, state, { assignmentId: assignment.assignmentId, studentId })}
          kept={kept}
        />
      </div>
    </>
  );
}

/** Candidates with marks of this examiner whose sheet was not handed in. */
function unfinishedOf(of: {
  readonly scoring: Scoring;
  readonly assignment: Assignment;
  readonly state: KeptState;
  readonly candidates: Scoring["candidates"];
}): Unfinished[] {
  const { assignmentId } = of.assignment;
  return of.candidates.filter(({ studentId }) => {
    const { marks, handIns } = marksOf(of.scoring, of.state, { assignmentId, studentId });
    return marks.length > 0 && handIns.length === 0;
  });
}

function CandidateButton(props: {
  readonly name: string;
  readonly group: string | null;
  readonly chosen: boolean;
  readonly assignment: Assignment;
  readonly facts: ReturnType<typeof marksOf>;
  readonly onChoose: () => void;
}) {
  const { t } = useWords();
  const { checklist } = props.assignment;
  const score = sheetScore(checklist, props.facts.marks, props.facts.automatic);
  return (
    <button
      type="button"
      className="examiner-candidate"
      aria-current={props.chosen ? "true" : undefined}
      onClick={props.onChoose}
    >
      <b>{props.name}</b>
      <span className="quiet">{props.group}</span>
      <span className="number">
        {props.facts.handIns.length > 0 ? `✓ ${t("examinerPage/handedIn")} · ` : ""}
        {t("examinerPage/sum", {
          points: points(score.points, 1),
          full: points(fullPoints(checklist), 1),
        })}
      </span>
    </button>
  );
}
