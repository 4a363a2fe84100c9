import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useId, useState } from "react";
import type { RequestInput } from "../../contract/approval.ts";
import { ask, RefusedError } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { dayStart } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { RequestForm } from "./request-form.tsx";
import { missingWords, RoutePreview } from "./route-preview.tsx";
import {
  type AskedLesson,
  emptyRequest,
  requestInput,
  type TypedRequest,
} from "./typed-request.ts";
import { useDebounced } from "../look/use-debounced.ts";
import { askableDays } from "./lesson-choice.tsx";
import { caseChanged } from "./use-requests.ts";
import "./requests.css";

function usePreview(input: RequestInput | null) {
  const rested = useDebounced(input === null ? "" : JSON.stringify(input), 300);
  const current = input !== null && rested === JSON.stringify(input);
  const preview = useQuery({
    queryKey: ["request-preview", rested],
    queryFn: async () => (input === null ? null : ask("requests.preview", { body: input })),
    enabled: current,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const data = preview.data ?? undefined;
  const fits = data !== undefined && data.operation === input?.operation;
  return {
    /** Also the last one while the next is on its way, as long as it is about the same operation. */
    preview: fits ? data : undefined,
    settled: current && !preview.isFetching,
    error: current ? preview.error : null,
  };
}

/** One may ask for what one cannot open: a lesson that cannot be read is looked for among all. */
async function namedLesson(lessonId: string): Promise<AskedLesson | null> {
  try {
    const lesson = await ask("lessons.read", { params: { lessonId } });
    const { officialName: title, startMs, endMs, venueName: venue, sensitivity } = lesson;
    return { lessonId, title, startMs, endMs, venue, sensitivity };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const query = { fromMs: dayStart(nowMs(), -askableDays), toMs: dayStart(nowMs(), 1) };
    const { lessons } = await ask("requests.lessons", { query });
    return lessons.find((lesson) => lesson.lessonId === lessonId) ?? null;
  }
}

function useNamedLesson(lessonId: string | undefined) {
  return useQuery({
    queryKey: ["askable-lesson", lessonId ?? ""],
    queryFn: () => namedLesson(lessonId ?? ""),
    enabled: lessonId !== undefined,
  });
}

function useTyped(lesson: AskedLesson | undefined) {
  const search = useSearch({ strict: false });
  const [typed, setTyped] = useState<TypedRequest>(() => ({
    ...emptyRequest(nowMs()),
    operation: search.operation ?? null,
    lessons: lesson === undefined ? [] : [lesson],
  }));
  const change = (part: Partial<TypedRequest>) => setTyped((before) => ({ ...before, ...part }));
  return { typed, change };
}

/** 提出申请: the form, and beside it at every moment the way it will go. */
export function NewRequestPage() {
  const { t } = useWords();
  const search = useSearch({ strict: false });
  const named = useNamedLesson(search.lesson);
  // An older lesson is looked for by hand.
  const waits = named.isPending && named.isFetching;
  return (
    <div className="page request-new">
      <PageHead title={t("requestForm/title")} note={t("requestForm/note")} />
      {waits ? <Bones rows={9} /> : <Asking lesson={named.data ?? undefined} />}
    </div>
  );
}

function Asking(props: { readonly lesson: AskedLesson | undefined }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { typed, change } = useTyped(props.lesson);
  const input = requestInput(typed);
  const { preview, settled, error } = usePreview(input);
  const file = useMutation({
    mutationFn: (body: RequestInput) => ask("requests.file", { body }),
    onSuccess: (one) => {
      caseChanged(one);
      void message.success(t("requestForm/submitted", { serial: one.serial }));
      void navigate({ to: "/requests/$requestId", params: { requestId: one.requestId } });
    },
  });
  const missing = missingWords(t, preview, typed.purpose !== null);
  const papersOnly =
    preview !== undefined &&
    preview.fieldsMissing.length === 0 &&
    typed.emergency &&
    typed.purpose !== null;
  const ready =
    input !== null && settled && preview !== undefined && (missing.length === 0 || papersOnly);
  return (
    <>
      <div className="wide-narrow">
        <RequestForm typed={typed} onChange={change} preview={preview} />
        <RoutePreview preview={preview} error={error} asked={input !== null} missing={missing} />
      </div>
      {file.isError ? <Failure error={file.error} /> : null}
      <SubmitBar
        busy={file.isPending}
        ready={ready}
        why={
          input === null
            ? t("requestForm/chooseFirst")
            : missing.length > 0 && !papersOnly
              ? t("requestForm/missing", { names: listed(missing) })
              : settled
                ? t("requestForm/ready")
                : t("requestForm/checking")
        }
        onSubmit={() => (input === null ? undefined : file.mutate(input))}
      />
    </>
  );
}

function SubmitBar(props: {
  readonly busy: boolean;
  readonly ready: boolean;
  readonly why: string;
  readonly onSubmit: () => void;
}) {
  const { t } = useWords();
  const whyId = useId();
  return (
    <div className="submit-bar">
      <p id={whyId} className={props.ready ? "submit-why route-ready" : "submit-why"}>
        {props.why}
      </p>
      <Button
        type="primary"
        size="large"
        disabled={!props.ready}
        loading={props.busy}
        aria-describedby={whyId}
        onClick={props.onSubmit}
      >
        {t("requestForm/submit")}
      </Button>
    </div>
  );
}
