/** After the lesson (课后核对): what is missing, why, who says so, and the certificate of it. */
import { packCertificate, printCertificate } from "./certificate.ts";
import { addComment, listComments } from "./comments.ts";
import { confirmCard, reportCard } from "./confirm.ts";
import { forgetWords } from "./forget-words.ts";
import { addRemark, giveReason } from "./give-reason.ts";
import { checkTask, setTask } from "./lesson-tasks.ts";
import { listOpen } from "./list-open.ts";
import { accountLesson } from "./lesson-account.ts";
import { readCard } from "./read-card.ts";
import { listInterruptions, printInterruptions, tableInterruptions } from "./register.ts";
import { sweepCompletion } from "./sweep.ts";
import { tallyCompletion } from "./tally-completion.ts";

/** The post-class card of a lesson. */
export const completion = {
  card: readCard,
  open: listOpen,
  reason: giveReason,
  remark: addRemark,
  confirm: confirmCard,
  report: reportCard,
  tally: tallyCompletion,
  sheet: printCertificate,
  package: packCertificate,
  /** Its seconds and reasons without anybody's roster or score. */
  account: accountLesson,
  /** Of the house: a job, and the end of what was written with the end of the footage. */
  sweep: sweepCompletion,
  forget: forgetWords,
};

/** F-25. */
export const interruptions = {
  list: listInterruptions,
  print: printInterruptions,
  table: tableInterruptions,
};

export const lessonTasks = { set: setTask, check: checkTask };
export const comments = { list: listComments, add: addComment };
