import { Button } from "antd";
import { useState } from "react";
import type { Event } from "../../contract/playbooks.ts";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { NoteDialog } from "./note-dialog.tsx";

/** 处置经过: what was done, line by line, with its time. */
export function HandleSection(props: { readonly event: Event; readonly handles: boolean }) {
  const { t } = useWords();
  const { event } = props;
  const [adding, setAdding] = useState(false);
  const notes = event.notes.filter((note) => note.step !== "cut");
  return (
    <>
      <p className="quiet">{t(`playbookTerms/advice/${event.kind}`)}</p>
      <ul className="event-lines">
        {notes.map((note) => (
          <li key={note.noteId}>
            <p>{note.text}</p>
            <small>{`${note.by} ${dayMinute(note.atMs)}`}</small>
          </li>
        ))}
      </ul>
      {props.handles ? (
        <div>
          <Button onClick={() => setAdding(true)}>{t("playbookPage/addNote")}</Button>
        </div>
      ) : null}
      {adding ? (
        <NoteDialog
          eventId={event.eventId}
          step="handle"
          title={t("playbookPage/addNote")}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}
