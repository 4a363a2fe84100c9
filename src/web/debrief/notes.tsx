import { useMutation } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Segmented } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { type DrawnTool, drawnTools, type Note, type Stroke } from "../../contract/debrief.ts";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { daySecond, secondOfDay } from "../look/times.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

export const debriefKey = (lessonId: string) => ["debrief", lessonId] as const;

/** Notes of a lesson by their instant: click to jump. A corrected one stays and says so. */
export function NoteList(props: {
  readonly title: string;
  readonly notes: readonly Note[];
  readonly mayNote: boolean;
  readonly onSeek: (toMs: number) => void;
  readonly onCorrect: (note: Note) => void;
}) {
  const { t } = useWords();
  const { notes, mayNote } = props;
  return (
    <section className="sheet" aria-label={props.title}>
      <h2>
        {props.title} <span className="quiet">{notes.length}</span>
      </h2>
      {notes.length === 0 ? (
        <Empty
          title={t("debrief/noNotes")}
          next={t(mayNote ? "debrief/noNotesNext" : "debrief/noNotesOwn")}
        />
      ) : null}
      <ul className="debrief-notes">
        {notes.map((note) => (
          <li key={note.noteId} className={note.corrected ? "corrected" : ""}>
            <Button
              type="link"
              size="small"
              className="number"
              aria-label={t("debrief/jump", { at: secondOfDay(note.atMs) })}
              onClick={() => props.onSeek(note.atMs)}
            >
              {secondOfDay(note.atMs)}
            </Button>
            <div>
              <p>{note.text}</p>
              <small className="quiet">
                {[
                  ...(note.by === null
                    ? [daySecond(note.saidAtMs)]
                    : [t("debrief/by", { by: note.by, at: daySecond(note.saidAtMs) })]),
                  ...(note.strokes.length > 0 ? [t("debrief/drawn")] : []),
                  ...(note.studentId !== null && mayNote ? [t("debrief/shared")] : []),
                  ...(note.corrected ? [t("debrief/corrected")] : []),
                ].join(" · ")}
              </small>
            </div>
            {mayNote && !note.corrected ? (
              <Button size="small" onClick={() => props.onCorrect(note)}>
                {t("debrief/correct")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

export interface Drawn {
  readonly lessonId: string;
  readonly cameraId: string | null;
  readonly strokes: readonly Stroke[];
}

/** Draw and write, then keep both at the instant shown: the recording is not touched. */
export function NoteForm(props: {
  readonly drawn: Drawn;
  readonly tool: DrawnTool | null;
  readonly studentId: string | null;
  readonly corrects: Note | null;
  readonly atMs: () => number;
  readonly onTool: (tool: DrawnTool | null) => void;
  readonly onClear: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { drawn, corrects, studentId } = props;
  const [text, setText] = useState("");
  const [shared, setShared] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      ask("debrief.note", {
        params: { lessonId: drawn.lessonId },
        body: {
          atMs: corrects?.atMs ?? props.atMs(),
          cameraId: drawn.strokes.length === 0 ? null : drawn.cameraId,
          studentId: shared ? studentId : null,
          text: text.trim(),
          strokes: [...drawn.strokes],
          corrects: corrects?.noteId ?? null,
        },
      }),
    onSuccess: (note) => {
      void queries.invalidateQueries({ queryKey: debriefKey(drawn.lessonId) });
      void message.success(t("debrief/saved", { at: secondOfDay(note.atMs) }));
      setText("");
      props.onDone();
    },
  });
  const nothing = text.trim() === "" && drawn.strokes.length === 0;
  return (
    <section className="sheet sheet-body stack" aria-label={t("debrief/text")}>
      <div className="tools">
        <Segmented<DrawnTool | "off">
          value={props.tool ?? "off"}
          options={[
            { value: "off" as const, label: t("debrief/drawOff") },
            ...drawnTools.map((tool) => ({ value: tool, label: t(`debrief/tools/${tool}`) })),
          ]}
          onChange={(next) => props.onTool(next === "off" ? null : next)}
        />
        {drawn.strokes.length === 0 ? null : (
          <Button size="small" onClick={props.onClear}>
            {t("debrief/clear")}
          </Button>
        )}
      </div>
      {props.tool === null ? null : <p className="quiet">{t("debrief/drawOn")}</p>}
      {corrects === null ? null : (
        <p>
          {t("debrief/correcting", { at: secondOfDay(corrects.atMs) })}{" "}
          <Button size="small" onClick={props.onDone}>
            {t("debrief/correctStop")}
          </Button>
        </p>
      )}
      <Input.TextArea
        aria-label={t("debrief/text")}
        placeholder={t("debrief/textHint")}
        value={text}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={limits.textCharacters}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="tools">
        <Button
          type="primary"
          disabled={nothing}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t("debrief/save")}
        </Button>
        {studentId === null ? null : (
          <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
            {t("debrief/forStudent")}
          </Checkbox>
        )}
        {nothing ? <span className="quiet">{t("debrief/nothing")}</span> : null}
      </div>
      {save.isError ? <Failure error={save.error} /> : null}
    </section>
  );
}
