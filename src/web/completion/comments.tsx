import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { LessonComment } from "../../contract/completion.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { secondOfDay } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import "./completion.css";

const keyOf = (lessonId: string) => ["comments", lessonId] as const;

function useList(lessonId: string, enabled = true) {
  return useQuery({
    queryKey: keyOf(lessonId),
    queryFn: () => ask("comments.list", { params: { lessonId } }, { background: true }),
    retry: false,
    enabled,
  });
}

const none: readonly LessonComment[] = [];
/** Comments of a lesson by time, for whoever may read them. */
export function useComments(lessonId: string): readonly LessonComment[] {
  const may = useMay();
  return useList(lessonId, may("completion.read")).data?.comments ?? none;
}

/**
 * 课堂点评: words on moments of a lesson, by time. Beside the player a click jumps there and a new one stands
 * at the instant shown; elsewhere they are read.
 */
export function Comments(props: {
  readonly lessonId: string;
  readonly onSeek?: (toMs: number) => void;
  readonly atMs?: () => number;
}) {
  const may = useMay();
  if (!may("completion.read")) return null;
  return <CommentSheet {...props} />;
}

function CommentSheet(props: {
  readonly lessonId: string;
  readonly onSeek?: (toMs: number) => void;
  readonly atMs?: () => number;
}) {
  const { t } = useWords();
  const { lessonId, onSeek } = props;
  const list = useList(lessonId);
  const [corrects, setCorrects] = useState<LessonComment | null>(null);
  // Who looks by a grant has nothing to do with what the teacher wrote.
  if (list.isError) return null;
  const comments = list.data?.comments ?? [];
  const mayAdd = list.data?.mayAdd === true;
  return (
    <section className="sheet" aria-label={t("completionCard/comments")}>
      <h2>
        {t("completionCard/comments")} <span className="quiet">{comments.length}</span>
      </h2>
      {comments.length === 0 ? (
        <p className="sheet-body quiet">{t("completionCard/commentsNone")}</p>
      ) : null}
      <ul className="comments">
        {comments.map((one) => (
          <li key={one.commentId} className={one.correctedBy === null ? "" : "gap-old"}>
            <Moment comment={one} onSeek={onSeek} />
            <span className="comment-text">{one.text}</span>
            <small className="quiet">
              {one.by}
              {one.corrects === null ? "" : ` · ${t("completionCard/correct")}`}
              {one.correctedBy === null ? "" : ` · ${t("completionCard/corrected")}`}
            </small>
            {mayAdd && one.correctedBy === null ? (
              <Button
                size="small"
                type="link"
                aria-label={`${t("completionCard/correct")}: ${secondOfDay(one.atMs)}`}
                onClick={() => setCorrects(one)}
              >
                {t("completionCard/correct")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayAdd && (props.atMs !== undefined || corrects !== null) ? (
        <NewComment
          key={corrects?.commentId ?? ""}
          lessonId={lessonId}
          corrects={corrects}
          atMs={props.atMs}
          onDone={() => setCorrects(null)}
        />
      ) : null}
    </section>
  );
}

function Moment(props: {
  readonly comment: LessonComment;
  readonly onSeek: ((toMs: number) => void) | undefined;
}) {
  const { comment, onSeek } = props;
  const at = secondOfDay(comment.atMs);
  if (onSeek === undefined) return <span className="number">{at}</span>;
  return (
    <button type="button" className="jump number" onClick={() => onSeek(comment.atMs)}>
      {at}
    </button>
  );
}

function NewComment(props: {
  readonly lessonId: string;
  readonly corrects: LessonComment | null;
  readonly atMs: (() => number) | undefined;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const { lessonId, corrects } = props;
  const [text, setText] = useState(corrects?.text ?? "");
  const add = useMutation({
    mutationFn: () =>
      ask("comments.add", {
        params: { lessonId },
        body: {
          atMs: Math.round(corrects?.atMs ?? props.atMs?.() ?? 0),
          text: text.trim(),
          corrects: corrects?.commentId ?? null,
        },
      }),
    onSuccess: (answer) => {
      queries.setQueryData(keyOf(lessonId), answer);
      setText("");
      props.onDone();
    },
  });
  return (
    <form
      className="sheet-body task-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") add.mutate();
      }}
    >
      <TextField
        label={
          corrects === null
            ? t("completionCard/commentText")
            : t("completionCard/corrects", { at: secondOfDay(corrects.atMs) })
        }
        hint={t("completionCard/commentNote")}
        value={text}
        onChange={setText}
        long
      />
      <div className="tools">
        <Button htmlType="submit" disabled={text.trim() === ""} loading={add.isPending}>
          {t("completionCard/commentAdd")}
        </Button>
        {corrects === null ? null : (
          <Button onClick={props.onDone}>{t("completionCard/cancelCorrection")}</Button>
        )}
      </div>
      {add.isError ? <Failure error={add.error} /> : null}
    </form>
  );
}
