/** Playbooks: the four events of the regulation from their declaration to their signature (S0-15, F-26). */
import { closeEvent } from "./close-event.ts";
import { carryOutOrdered, contain, release } from "./contain.ts";
import { declareEvent } from "./declare-event.ts";
import { noteStep } from "./note-step.ts";
import { acknowledgeNotice, noteReceipt, notifyParty } from "./notify-parties.ts";
import { preserveScene } from "./preserve-scene.ts";
import { eventsInPeriod, listEvents, readEvent, readsEventPaper } from "./read-events.ts";
import { listToldOnes } from "./told-ones.ts";
import { tracePicture } from "./trace-picture.ts";

export const playbooks = {
  list: listEvents,
  read: readEvent,
  inPeriod: eventsInPeriod,
  declare: declareEvent,
  note: noteStep,
  contain,
  release,
  preserve: preserveScene,
  notify: notifyParty,
  acknowledge: acknowledgeNotice,
  noteReceipt,
  trace: tracePicture,
  close: closeEvent,
  toldOnes: listToldOnes,
  readsPaper: readsEventPaper,
  /** Job of the house. */
  carryOut: carryOutOrdered,
};
export type { TraceMark } from "./trace-picture.ts";
