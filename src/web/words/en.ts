import { readinessPage, readinessTerms } from "./en/readiness.ts";
import {
  completionCard,
  completionTerms,
  interruptionsPage,
  openCompletions,
} from "./en/completion.ts";
import {
  enFactFields as factFields,
  enFacts as facts,
  enFactValues as factValues,
} from "./en/facts.ts";
import { fieldNames as fields, systems } from "./en/fields.ts";
import { archivePage } from "./en/archive.ts";
import { attendance, checkInPage, doorPage, kioskPage, kiosksPage } from "./en/attendance.ts";
import { detection, detectionPage } from "./en/detection.ts";
import { destruction } from "./en/destruction.ts";
import { retention, retentionPage } from "./en/retention.ts";
import { exportTerms, exportsPage, exportsPanel } from "./en/exports.ts";
import { conductPage, conductTerms, matterPage, reportPage } from "./en/conduct.ts";
import { maintenancePage, maintenanceTerms, usbPage } from "./en/maintenance.ts";
import { copiesPage } from "./en/copies.ts";
import { databaseCopies } from "./en/database-copies.ts";
import { restoreTrial } from "./en/restore-trial.ts";
import { institution, labels, officeWords, sensitivityWords } from "./en/institution.ts";
import { door, passkeys, providers } from "./en/federation.ts";
import {
  exportRange,
  library,
  masking,
  mediaPage,
  mediaTerms,
  mediumChoice,
} from "./en/handing.ts";
import { coursesPage } from "./en/courses.ts";
import {
  externalTerms,
  externalsPage,
  gridPage,
  periodsDialog,
  repeatWords,
} from "./en/timetable.ts";
import { lessons, plan, timetable } from "./en/lessons.ts";
import { checklistPages, examinerPage, myScores, scoringPage, scoringTerms } from "./en/scoring.ts";
import { debrief } from "./en/debrief.ts";
import {
  deviceFiguresWords,
  deviceImport,
  deviceTerms,
  formulaPage,
  progressWords,
  stepRules,
} from "./en/device-scores.ts";
import {
  examBoard,
  examFollow,
  examForm,
  examResults,
  examTerms,
  examsPage,
  myExams,
} from "./en/exams.ts";
import { accounts, places, signIns } from "./en/people.ts";
import {
  accountCare,
  accountsDue,
  endedBy,
  lock,
  myAccount,
  policy,
  secretAges,
  secretPage,
} from "./en/my-account.ts";
import { incidentCare } from "./en/incident-care.ts";
import { playbookPage, playbookTerms } from "./en/playbooks.ts";
import { registers } from "./en/registers.ts";
import { rowFaults } from "./en/row-faults.ts";
import { board, home, ledger, wall } from "./en/rooms.ts";
import { looking } from "./en/looking.ts";
import { lookers, player, proof, timeline } from "./en/recording.ts";
import {
  approvalStrip,
  homeRequests,
  inbox,
  requestCase,
  requestForm,
  requestTerms,
  requests,
} from "./en/requests.ts";
import { delegations, signing } from "./en/signing.ts";
import { refusalWords, rules } from "./en/rules.ts";
import { common, failure, session, setup, sheetImport, shell } from "./en/shell.ts";
import { incidentNext } from "./en/incident-next.ts";
import { ownTerms } from "./en/own-terms.ts";
import { policies } from "./en/policies.ts";
import { entryValues } from "./en/entry-values.ts";
import { evidencePacks } from "./en/evidence-pack.ts";
import { compliance } from "./en/compliance.ts";
import { supervision } from "./en/supervision.ts";
import { incidentsPage, storagePage, tasksPage, tending } from "./en/tending-pages.ts";
import { terms } from "./en/terms.ts";
import type { Words } from "./zh-CN.ts";

export const en: Words = {
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
