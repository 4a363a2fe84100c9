import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Attempt } from "../../contract/debrief.ts";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Afresh } from "../session/afresh.tsx";
import { useWords } from "../words/index.ts";
import { attemptKey, AttemptChoice } from "./attempt-choice.tsx";
import { debriefKey } from "./notes.tsx";
import { SideBySide } from "./side-by-side.tsx";
import "../recording/recording.css";
import "../scoring/scoring.css";
import "./debrief.css";

/** 复盘: all cameras of an attempt in step with its rubric and notes, alone or beside another attempt. */
export function DebriefPage() {
  const { t } = useWords();
  const { lessonId = "" } = useParams({ strict: false });
  const read = useQuery({
    queryKey: debriefKey(lessonId),
    queryFn: () => ask("debrief.read", { params: { lessonId } }),
  });
  return (
    <div className="page">
      <PageHead
        title={t("debrief/title")}
        note={read.data?.lesson ?? t("debrief/note")}
        tools={
          <Link to="/lessons/$lessonId" params={{ lessonId }}>
            {t("debrief/back")}
          </Link>
        }
      />
      {read.isPending ? <Bones rows={10} /> : null}
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.data === undefined ? null : (
        <Afresh>
          <Chosen
            key={lessonId}
            lessonId={lessonId}
            attempts={read.data.attempts}
            startMs={read.data.startMs}
          />
        </Afresh>
      )}
    </div>
  );
}

function Chosen(props: {
  readonly lessonId: string;
  readonly attempts: readonly Attempt[];
  readonly startMs: number;
}) {
  const { lessonId, attempts } = props;
  const search = useSearch({ strict: false });
  const [firstKey, setFirst] = useState<string | undefined>(search.attempt);
  const [secondKey, setSecond] = useState<string | undefined>(search.other);
  const find = (key: string | undefined) => attempts.find((one) => attemptKey(one) === key);
  const first = find(firstKey) ?? attempts.find((one) => one.lessonId === lessonId);
  const second = find(secondKey);
  return (
    <>
      <AttemptChoice
        lessonId={lessonId}
        attempts={attempts}
        first={first}
        second={second}
        onFirst={setFirst}
        onSecond={setSecond}
      />
      <SideBySide
        lessonId={first?.lessonId ?? lessonId}
        first={first}
        second={second}
        atMs={search.at}
        startMs={props.startMs}
      />
    </>
  );
}
