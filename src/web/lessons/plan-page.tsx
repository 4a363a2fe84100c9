import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { App } from "antd";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import { ask, type Answer } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { day } from "../look/times.ts";
import { PageHead } from "../look/page-head.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { useSeats } from "./student-fields.tsx";
import { PlanForm } from "./plan-form.tsx";
import "./lessons.css";

function useAfter(word: string) {
  const navigate = useNavigate();
  const { message } = App.useApp();
  return (lesson: { readonly lessonId: string }) => {
    void queries.invalidateQueries({ queryKey: ["lessons"] });
    void queries.invalidateQueries({ queryKey: ["lesson"] });
    void queries.invalidateQueries({ queryKey: ["seats"] });
    void message.success(word);
    void navigate({ to: "/lessons/$lessonId", params: { lessonId: lesson.lessonId } });
  };
}

/** After a weekly row: the timetable of its first week. */
function useAfterAll() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { message } = App.useApp();
  return ({ lessons }: Answer<"lessons.repeat">) => {
    void queries.invalidateQueries({ queryKey: ["lessons"] });
    void message.success(t("repeatWords/planned", { n: lessons.length }));
    const [first] = lessons;
    const search = first === undefined ? {} : { room: first.venueId, day: day(first.startMs) };
    void navigate({ to: "/timetable", search });
  };
}

export function PlanPage() {
  const { t } = useWords();
  const slot = useSearch({ strict: false });
  const after = useAfter(t("plan/planned"));
  const afterAll = useAfterAll();
  const plan = useMutation({
    mutationFn: (body: LessonInput) => ask("lessons.plan", { body }),
    onSuccess: after,
  });
  const repeat = useMutation({
    mutationFn: (body: { lesson: LessonInput; weeks: number[] }) => ask("lessons.repeat", { body }),
    onSuccess: afterAll,
  });
  return (
    <div className="page">
      <PageHead title={t("lessons/plan")} note={t("common/required_star")} />
      <PlanForm
        slot={slot}
        busy={plan.isPending || repeat.isPending}
        error={plan.error ?? repeat.error}
        onSubmit={(lesson, weeks) => {
          plan.reset();
          repeat.reset();
          if (weeks === undefined) plan.mutate(lesson);
          else repeat.mutate({ lesson, weeks });
        }}
      />
    </div>
  );
}

export function ChangePage() {
  const { t } = useWords();
  const { lessonId } = useParams({ strict: false });
  const id = lessonId ?? "";
  const after = useAfter(t("plan/changed"));
  const lesson = useQuery({
    queryKey: ["lesson", id],
    queryFn: () => ask("lessons.read", { params: { lessonId: id } }),
  });
  const seats = useSeats(id);
  const change = useMutation({
    mutationFn: (body: LessonInput) => ask("lessons.change", { params: { lessonId: id }, body }),
    onSuccess: after,
  });
  return (
    <div className="page">
      <PageHead title={t("lessons/changeTitle")} note={lesson.data?.officialName} />
      {lesson.isError ? (
        <Failure error={lesson.error} onRetry={() => void lesson.refetch()} />
      ) : null}
      {seats.isError ? <Failure error={seats.error} onRetry={() => void seats.refetch()} /> : null}
      {lesson.isPending || seats.isPending ? <Bones rows={10} /> : null}
      {lesson.data === undefined || seats.data === undefined ? null : (
        <PlanForm
          lesson={lesson.data}
          seats={seats.data.seats}
          busy={change.isPending}
          error={change.error}
          onSubmit={(body) => change.mutate(body)}
        />
      )}
    </div>
  );
}
