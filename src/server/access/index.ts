/** Access: who may look, and that they looked. */
import { issueMark, reportMark, traceMark } from "./marks.ts";
import { acceptNotice, changeNotice, noticeAccepted, readNotice } from "./notice.ts";

export { closeViewing } from "./close-viewing.ts";
export { labelLesson } from "./label-lesson.ts";
export { listLookers } from "./list-lookers.ts";
export { type Move, moveViewing } from "./move-viewing.ts";
export { openViewing } from "./open-viewing.ts";
export { rightToLook, whoLooks } from "./right-to-look.ts";
export { flushServed, noteServed } from "./served.ts";
export { sweepViewings } from "./sweep-viewings.ts";
export { type Viewing, stillHolds, useViewing } from "./viewing.ts";

/** The confidentiality notice (保密须知). */
export const notice = {
  read: readNotice,
  accept: acceptNotice,
  change: changeNotice,
  accepted: noticeAccepted,
};

/** Watermarks: whose picture it was. */
export const marks = { issue: issueMark, report: reportMark, trace: traceMark };
