/** After the lesson (课后核对): what is missing, why, who says so, and the certificate of it. */
import { packCertificate, printCertificate } from "./certificate.ts";
import { addComment, listComments } from "./comments.ts";
import { confirmCard, reportCard } from "./confirm.ts";
import { addRemark, giveReason } from "./give-reason.ts";
import { checkTask, setTask } from "./lesson-tasks.ts";
import { listOpen } from "./list-open.ts";
import { readCard } from "./read-card.ts";
import { listInterruptions, printInterruptions, tableInterruptions } from "./register.ts";
import { sweepCompletion } from "./sweep.ts";

/** The post-class card of a lesson. */
export const completion = {
  card: readCard,
  open: listOpen,
  reason: giveReason,
  remark: addRemark,
  confirm: confirmCard,
  report: reportCard,
  sheet: printCertificate,
  package: packCertificate,
  /** A job of the house. */
  sweep: sweepCompletion,
};

/** F-25. */
export const interruptions = {
  list: listInterruptions,
  print: printInterruptions,
  table: tableInterruptions,
};

export const lessonTasks = { set: setTask, check: checkTask };
export const comments = { list: listComments, add: addComment };
