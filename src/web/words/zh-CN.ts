import {
  completionCard,
  completionTerms,
  interruptionsPage,
  openCompletions,
} from "./zh-CN/completion.ts";
import {
  zhFactFields as factFields,
  zhFacts as facts,
  zhFactValues as factValues,
} from "./zh-CN/facts.ts";
import { fieldNames as fields, systems } from "./zh-CN/fields.ts";
import { archivePage } from "./zh-CN/archive.ts";
import { attendance, checkInPage, doorPage, kioskPage, kiosksPage } from "./zh-CN/attendance.ts";
import { detection, detectionPage } from "./zh-CN/detection.ts";
import { destruction } from "./zh-CN/destruction.ts";
import { retention, retentionPage } from "./zh-CN/retention.ts";
import { exportTerms, exportsPage, exportsPanel } from "./zh-CN/exports.ts";
import { conductPage, conductTerms, matterPage, reportPage } from "./zh-CN/conduct.ts";
import { maintenancePage, maintenanceTerms, usbPage } from "./zh-CN/maintenance.ts";
import { copiesPage } from "./zh-CN/copies.ts";
import { databaseCopies } from "./zh-CN/database-copies.ts";
import { restoreTrial } from "./zh-CN/restore-trial.ts";
import { institution, labels, officeWords, sensitivityWords } from "./zh-CN/institution.ts";
import { door, passkeys, providers } from "./zh-CN/federation.ts";
import {
  exportRange,
  library,
  masking,
  mediaPage,
  mediaTerms,
  mediumChoice,
} from "./zh-CN/handing.ts";
import { coursesPage } from "./zh-CN/courses.ts";
import {
  externalTerms,
  externalsPage,
  gridPage,
  periodsDialog,
  repeatWords,
} from "./zh-CN/timetable.ts";
import { lessons, plan, timetable } from "./zh-CN/lessons.ts";
import { readinessPage, readinessTerms } from "./zh-CN/readiness.ts";
import {
  checklistPages,
  examinerPage,
  myScores,
  scoringPage,
  scoringTerms,
} from "./zh-CN/scoring.ts";
import { debrief } from "./zh-CN/debrief.ts";
import {
  deviceFiguresWords,
  deviceImport,
  deviceTerms,
  formulaPage,
  progressWords,
  stepRules,
} from "./zh-CN/device-scores.ts";
import {
  examBoard,
  examFollow,
  examForm,
  examResults,
  examTerms,
  examsPage,
  myExams,
} from "./zh-CN/exams.ts";
import { accounts, places, signIns } from "./zh-CN/people.ts";
import {
  accountCare,
  accountsDue,
  endedBy,
  lock,
  myAccount,
  policy,
  secretAges,
  secretPage,
} from "./zh-CN/my-account.ts";
import { incidentCare } from "./zh-CN/incident-care.ts";
import { playbookPage, playbookTerms } from "./zh-CN/playbooks.ts";
import { registers } from "./zh-CN/registers.ts";
import { rowFaults } from "./zh-CN/row-faults.ts";
import { board, home, ledger, wall } from "./zh-CN/rooms.ts";
import { looking } from "./zh-CN/looking.ts";
import { lookers, player, proof, timeline } from "./zh-CN/recording.ts";
import {
  approvalStrip,
  homeRequests,
  inbox,
  requestCase,
  requestForm,
  requestTerms,
  requests,
} from "./zh-CN/requests.ts";
import { delegations, signing } from "./zh-CN/signing.ts";
import { refusalWords, rules } from "./zh-CN/rules.ts";
import { common, failure, session, setup, sheetImport, shell } from "./zh-CN/shell.ts";
import { incidentNext } from "./zh-CN/incident-next.ts";
import { ownTerms } from "./zh-CN/own-terms.ts";
import { policies } from "./zh-CN/policies.ts";
import { entryValues } from "./zh-CN/entry-values.ts";
import { evidencePacks } from "./zh-CN/evidence-pack.ts";
import { compliance } from "./zh-CN/compliance.ts";
import { supervision } from "./zh-CN/supervision.ts";
import { incidentsPage, storagePage, tasksPage, tending } from "./zh-CN/tending-pages.ts";
import { terms } from "./zh-CN/terms.ts";

/** Chinese comes first: its shape is the shape every language must have. */
export const zhCN = {
  common,
  sheetImport,
  failure,
  session,
  setup,
  shell,
  board,
  home,
  wall,
  lessons,
  plan,
  timetable,
  gridPage,
  periodsDialog,
  repeatWords,
  externalTerms,
  externalsPage,
  coursesPage,
  places,
  accounts,
  door,
  passkeys,
  providers,
  signIns,
  accountCare,
  accountsDue,
  endedBy,
  lock,
  myAccount,
  policy,
  secretAges,
  secretPage,
  ledger,
  destruction,
  detection,
  detectionPage,
  conductPage,
  conductTerms,
  matterPage,
  reportPage,
  maintenancePage,
  maintenanceTerms,
  usbPage,
  archivePage,
  attendance,
  checkInPage,
  doorPage,
  kioskPage,
  kiosksPage,
  retention,
  retentionPage,
  copiesPage,
  databaseCopies,
  restoreTrial,
  exportTerms,
  exportsPage,
  exportsPanel,
  exportRange,
  library,
  masking,
  mediaPage,
  mediaTerms,
  mediumChoice,
  checklistPages,
  examinerPage,
  myScores,
  incidentCare,
  playbookPage,
  playbookTerms,
  scoringPage,
  readinessPage,
  readinessTerms,
  scoringTerms,
  debrief,
  deviceFiguresWords,
  deviceImport,
  deviceTerms,
  formulaPage,
  progressWords,
  stepRules,
  examBoard,
  examFollow,
  examForm,
  examResults,
  examTerms,
  examsPage,
  myExams,
  completionCard,
  completionTerms,
  interruptionsPage,
  openCompletions,
  lookers,
  looking,
  player,
  proof,
  timeline,
  approvalStrip,
  delegations,
  institution,
  labels,
  officeWords,
  sensitivityWords,
  homeRequests,
  inbox,
  requestCase,
  requestForm,
  requestTerms,
  requests,
  signing,
  policies,
  entryValues,
  evidencePacks,
  compliance,
  supervision,
  tending,
  tasksPage,
  ownTerms,
  incidentNext,
  incidentsPage,
  storagePage,
  terms,
  rules,
  facts,
  factFields,
  factValues,
  fields,
  systems,
  registers,
  rowFaults,
  refusals: refusalWords,
};
export type Words = typeof zhCN;
