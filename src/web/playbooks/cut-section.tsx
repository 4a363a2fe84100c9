import { Button } from "antd";
import { useState } from "react";
import {
  type Event,
  type Measure,
  type MeasureKind,
  measureKinds,
} from "../../contract/playbooks.ts";
import { roleNames } from "../../contract/roles.ts";
import { RowAct } from "../look/row-act.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute, length } from "../look/times.ts";
import { type Say, useWords } from "../words/index.ts";
import { LiftDialog } from "./lift-dialog.tsx";
import { MeasureDialog } from "./measure-dialog.tsx";
import { NoteDialog } from "./note-dialog.tsx";

const tones = {
  ordered: "alarm",
  stands: "warn",
  done: "good",
  lifted: "plain",
} as const satisfies Record<Measure["state"], Tone>;

/** What is cut off, by whom and why; the four acts that cut off, those this event asks for first. */
export function CutSection(props: {
  readonly event: Event;
  readonly handles: boolean;
  readonly lifts: boolean;
}) {
  const { t } = useWords();
  const { event } = props;
  const [doing, setDoing] = useState<MeasureKind | "none">();
  const [lifting, setLifting] = useState<Measure>();
  const advised = event.advised;
  const order = [...advised, ...measureKinds.filter((kind) => !advised.includes(kind))];
  const notes = event.notes.filter((note) => note.step === "cut");
  return (
    <>
      {event.measures.length + notes.length === 0 ? (
        <p className="quiet">{t("playbookPage/noMeasures")}</p>
      ) : null}
      <ul className="event-lines">
        {event.measures.map((measure) => (
          <MeasureLine
            key={measure.measureId}
            measure={measure}
            onLift={props.lifts ? () => setLifting(measure) : undefined}
          />
        ))}
        {notes.map((note) => (
          <li key={note.noteId}>
            <strong>{t("playbookPage/noCut")}</strong>
            <p>{note.text}</p>
            <small>{`${note.by} ${dayMinute(note.atMs)}`}</small>
          </li>
        ))}
      </ul>
      {props.handles ? (
        <div className="event-acts">
          {order.map((kind) => (
            <div key={kind} className="event-act">
              <Button
                danger={advised.includes(kind)}
                onClick={() => setDoing(kind)}
                aria-describedby={`effect-${kind}`}
              >
                {t(`playbookTerms/measures/${kind}`)}
              </Button>
              <small id={`effect-${kind}`} className="quiet">
                {t(`playbookTerms/measureEffects/${kind}`)}
              </small>
            </div>
          ))}
          <div className="event-act">
            <Button type="text" onClick={() => setDoing("none")}>
              {t("playbookPage/noCut")}
            </Button>
          </div>
        </div>
      ) : null}
      {doing === undefined || doing === "none" ? null : (
        <MeasureDialog eventId={event.eventId} kind={doing} onClose={() => setDoing(undefined)} />
      )}
      {doing === "none" ? (
        <NoteDialog
          eventId={event.eventId}
          step="cut"
          title={t("playbookPage/noCutTitle")}
          hint={t("playbookPage/noCutHint")}
          onClose={() => setDoing(undefined)}
        />
      ) : null}
      {lifting === undefined ? null : (
        <LiftDialog measure={lifting} onClose={() => setLifting(undefined)} />
      )}
    </>
  );
}

function MeasureLine(props: {
  readonly measure: Measure;
  readonly onLift: (() => void) | undefined;
}) {
  const { t } = useWords();
  const { measure, onLift } = props;
  const { order } = measure;
  const name = t(`playbookTerms/measures/${order.kind}`);
  const target = targetText(t, measure);
  const took =
    measure.carriedOutAtMs === null ? null : measure.carriedOutAtMs - measure.orderedAtMs;
  return (
    <li>
      <span className="event-states">
        <strong>{name}</strong>
        {target === "" ? null : <span>{target}</span>}
        <Status tone={tones[measure.state]}>
          {t(`playbookTerms/measureStates/${measure.state}`)}
        </Status>
      </span>
      <p>
        {[
          measure.ended === null ? "" : t("playbookPage/ended", { n: measure.ended }),
          took === null || took < 1_000 ? "" : t("playbookPage/took", { time: length(took) }),
          order.kind === "isolate-camera" ? recordingText(t, order.keepsRecording) : "",
        ]
          .filter((part) => part !== "")
          .join(" · ")}
      </p>
      <small>
        {t("playbookPage/orderedBy", {
          name: measure.orderedBy,
          at: dayMinute(measure.orderedAtMs),
          reason: measure.reason,
        })}
      </small>
      {measure.liftedAtMs === null ? null : (
        <small>
          {t("playbookPage/liftedBy", {
            name: measure.liftedBy ?? "",
            at: dayMinute(measure.liftedAtMs),
            reason: measure.liftReason ?? "",
          })}
        </small>
      )}
      {measure.state !== "stands" || onLift === undefined ? null : (
        <LiftWay measure={measure} name={name} onLift={onLift} />
      )}
    </li>
  );
}

function LiftWay(props: {
  readonly measure: Measure;
  readonly name: string;
  readonly onLift: () => void;
}) {
  const { t } = useWords();
  return props.measure.own ? (
    <small className="quiet">{t("playbookPage/liftOwn")}</small>
  ) : (
    <span>
      <RowAct word={t("playbookPage/lift")} row={props.name} onClick={props.onLift} />
    </span>
  );
}

function targetText(t: Say, { order, target }: Measure): string {
  if (order.kind === "stop-kiosks") return target ?? t("playbookPage/allRooms");
  if (order.kind !== "revoke-sign-ins" || order.of.who === "account") return target ?? "";
  if (order.of.who === "everybody") return t("playbookPage/whomEverybody");
  const { role } = order.of;
  const known = roleNames.find((one) => one === role);
  return known === undefined ? role : t(`terms/roles/${known}`);
}

function recordingText(t: Say, keeps: boolean): string {
  return t(keeps ? "playbookPage/keepRecording" : "playbookPage/stopRecording");
}
