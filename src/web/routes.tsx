import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { operations, type Operation } from "../contract/approval.ts";
import { Bones } from "./look/empty.tsx";
import { boxes, type Box } from "./requests/use-requests.ts";
import { isRetentionTab, type RetentionTab } from "./retention/retention-tabs.ts";
import * as care from "./care-routes.tsx";
import * as planning from "./planning-routes.tsx";
import * as under from "./route-guards.tsx";
import * as scoring from "./scoring-routes.tsx";
import * as checks from "./supervision-routes.tsx";

/** A value of the address that is one of `names`; anything else is as if it were not there. */
function oneOf<V extends string>(names: readonly V[], value: unknown): V | undefined {
  return names.find((name) => name === value);
}

const home = createRoute({
  getParentRoute: () => under.root,
  path: "/",
  component: lazyRouteComponent(() => import("./home/home-page.tsx"), "HomePage"),
});
const board = createRoute({
  getParentRoute: () => under.readsRecordings,
  path: "/board",
  component: lazyRouteComponent(() => import("./board/board-page.tsx"), "BoardPage"),
});
const wall = createRoute({
  getParentRoute: () => under.watchesLive,
  path: "/wall",
  validateSearch: (search: Record<string, unknown>): { venue?: string } =>
    typeof search["venue"] === "string" ? { venue: search["venue"] } : {},
  component: lazyRouteComponent(() => import("./wall/wall-page.tsx"), "WallPage"),
});
const lessons = createRoute({
  getParentRoute: () => under.readsLessons,
  path: "/lessons",
  component: lazyRouteComponent(() => import("./lessons/lessons-page.tsx"), "LessonsPage"),
});
const lesson = createRoute({
  getParentRoute: () => under.readsLessons,
  path: "/lessons/$lessonId",
  component: lazyRouteComponent(() => import("./lessons/lesson-page.tsx"), "LessonPage"),
});
const lessonReady = createRoute({
  getParentRoute: () => under.readsReadiness,
  path: "/lessons/$lessonId/ready",
  component: lazyRouteComponent(() => import("./readiness/readiness-page.tsx"), "ReadinessPage"),
});
const recording = createRoute({
  getParentRoute: () => under.opensViewings,
  path: "/lessons/$lessonId/recording",
  /** Which of the own visits to the stations of an exam. */
  validateSearch: (search: Readonly<Record<string, unknown>>): { readonly at?: number } =>
    typeof search["at"] === "number" ? { at: search["at"] } : {},
  component: lazyRouteComponent(() => import("./recording/recording-page.tsx"), "RecordingPage"),
});
const door = createRoute({
  getParentRoute: () => under.keepsAttendance,
  path: "/lessons/$lessonId/door",
  component: lazyRouteComponent(() => import("./attendance/door-page.tsx"), "DoorPage"),
});
const checkIn = createRoute({
  getParentRoute: () => under.checksIn,
  path: "/check-in",
  component: lazyRouteComponent(() => import("./attendance/check-in-page.tsx"), "CheckInPage"),
});
const kiosks = createRoute({
  getParentRoute: () => under.plansLessons,
  path: "/kiosks",
  component: lazyRouteComponent(() => import("./attendance/kiosks-page.tsx"), "KiosksPage"),
});
/** The device at a door has no sign-in: this page stands before the gate. */
const kiosk = createRoute({
  getParentRoute: () => under.root,
  path: "/kiosk",
  component: lazyRouteComponent(() => import("./attendance/kiosk-page.tsx"), "KioskPage"),
});
const places = createRoute({
  getParentRoute: () => under.managesPlaces,
  path: "/places",
  component: lazyRouteComponent(() => import("./places/places-page.tsx"), "PlacesPage"),
});
const accounts = createRoute({
  getParentRoute: () => under.managesAccounts,
  path: "/accounts",
  component: lazyRouteComponent(() => import("./accounts/accounts-page.tsx"), "AccountsPage"),
});
const providers = createRoute({
  getParentRoute: () => under.managesPolicy,
  path: "/providers",
  component: lazyRouteComponent(() => import("./federation/providers-page.tsx"), "ProvidersPage"),
});
const signIns = createRoute({
  getParentRoute: () => under.readsLedger,
  path: "/sign-ins",
  component: lazyRouteComponent(() => import("./accounts/sign-ins-page.tsx"), "SignInsPage"),
});
const ledger = createRoute({
  getParentRoute: () => under.readsLedger,
  path: "/ledger",
  validateSearch: (search: Record<string, unknown>): { kind?: string } =>
    typeof search["kind"] === "string" ? { kind: search["kind"] } : {},
  component: lazyRouteComponent(() => import("./ledger/ledger-page.tsx"), "LedgerPage"),
});

const exportList = createRoute({
  getParentRoute: () => under.makesExports,
  path: "/exports",
  component: lazyRouteComponent(() => import("./exports/exports-page.tsx"), "ExportsPage"),
});
const mediaList = createRoute({
  getParentRoute: () => under.readsMedia,
  path: "/media",
  component: lazyRouteComponent(() => import("./media/media-page.tsx"), "MediaPage"),
});
const oneMedium = createRoute({
  getParentRoute: () => under.readsMedia,
  path: "/media/$mediumId",
  component: lazyRouteComponent(() => import("./media/medium-page.tsx"), "MediumPage"),
});
const libraryList = createRoute({
  getParentRoute: () => under.readsLibrary,
  path: "/library",
  component: lazyRouteComponent(() => import("./library/library-page.tsx"), "LibraryPage"),
});
const libraryItem = createRoute({
  getParentRoute: () => under.readsLibrary,
  path: "/library/$itemId",
  component: lazyRouteComponent(() => import("./library/item-page.tsx"), "LibraryItemPage"),
});
const requests = createRoute({
  getParentRoute: () => under.readsRequests,
  path: "/requests",
  validateSearch: (search: Record<string, unknown>): { box?: Box; operation?: Operation } => {
    const box = oneOf(boxes, search["box"]);
    const operation = oneOf(operations, search["operation"]);
    return {
      ...(box === undefined ? {} : { box }),
      ...(operation === undefined ? {} : { operation }),
    };
  },
  component: lazyRouteComponent(() => import("./requests/requests-page.tsx"), "RequestsPage"),
});
const newRequest = createRoute({
  getParentRoute: () => under.filesRequests,
  path: "/requests/new",
  validateSearch: (search: Record<string, unknown>): { lesson?: string; operation?: Operation } => {
    const operation = oneOf(operations, search["operation"]);
    return {
      ...(typeof search["lesson"] === "string" ? { lesson: search["lesson"] } : {}),
      ...(operation === undefined ? {} : { operation }),
    };
  },
  component: lazyRouteComponent(() => import("./requests/new-request-page.tsx"), "NewRequestPage"),
});
const oneRequest = createRoute({
  getParentRoute: () => under.readsRequests,
  path: "/requests/$requestId",
  component: lazyRouteComponent(() => import("./requests/case-page.tsx"), "CasePage"),
});
const delegations = createRoute({
  getParentRoute: () => under.decidesRequests,
  path: "/delegations",
  component: lazyRouteComponent(() => import("./requests/delegations-page.tsx"), "DelegationsPage"),
});
const institution = createRoute({
  getParentRoute: () => under.readsRequests,
  path: "/institution",
  component: lazyRouteComponent(
    () => import("./institution/institution-page.tsx"),
    "InstitutionPage",
  ),
});

const myAccount = createRoute({
  getParentRoute: () => under.root,
  path: "/me",
  component: lazyRouteComponent(() => import("./account/account-page.tsx"), "AccountPage"),
});
const accountPolicy = createRoute({
  getParentRoute: () => under.managesPolicy,
  path: "/policy",
  component: lazyRouteComponent(() => import("./accounts/policy-page.tsx"), "PolicyPage"),
});
const secretAges = createRoute({
  getParentRoute: () => under.readsLedger,
  path: "/passwords",
  component: lazyRouteComponent(() => import("./accounts/secret-ages-page.tsx"), "SecretAgesPage"),
});

const trace = createRoute({
  getParentRoute: () => under.readsLedger,
  path: "/trace",
  component: lazyRouteComponent(() => import("./looking/trace-page.tsx"), "TracePage"),
});
const lessonLookers = createRoute({
  getParentRoute: () => under.readsLookers,
  path: "/lessons/$lessonId/lookers",
  component: lazyRouteComponent(() => import("./looking/lookers-page.tsx"), "LookersPage"),
});
const notice = createRoute({
  getParentRoute: () => under.managesPolicy,
  path: "/notice",
  component: lazyRouteComponent(() => import("./looking/notice-page.tsx"), "NoticePage"),
});

const retention = createRoute({
  getParentRoute: () => under.readsRetention,
  path: "/retention",
  validateSearch: (search: Record<string, unknown>): { tab?: RetentionTab } =>
    isRetentionTab(search["tab"]) ? { tab: search["tab"] } : {},
  component: lazyRouteComponent(() => import("./retention/retention-page.tsx"), "RetentionPage"),
});
const retentionItem = createRoute({
  getParentRoute: () => under.readsRetention,
  path: "/retention/$itemId",
  component: lazyRouteComponent(() => import("./retention/item-page.tsx"), "ItemPage"),
});
const copies = createRoute({
  getParentRoute: () => under.readsCopies,
  path: "/copies",
  component: lazyRouteComponent(() => import("./copies/copies-page.tsx"), "CopiesPage"),
});

const registers = createRoute({
  getParentRoute: () => under.readsRegisters,
  path: "/registers",
  component: lazyRouteComponent(() => import("./registers/registers-page.tsx"), "RegistersPage"),
});
const oneRegister = createRoute({
  getParentRoute: () => under.readsRegisters,
  path: "/registers/$form",
  component: lazyRouteComponent(() => import("./registers/register-page.tsx"), "RegisterPage"),
});
const reconciliation = createRoute({
  getParentRoute: () => under.readsRegisters,
  path: "/registers/reconciliation",
  component: lazyRouteComponent(
    () => import("./registers/reconciliation-page.tsx"),
    "ReconciliationPage",
  ),
});

const destructionList = createRoute({
  getParentRoute: () => under.readsRequests,
  path: "/destruction",
  component: lazyRouteComponent(
    () => import("./destruction/destruction-page.tsx"),
    "DestructionPage",
  ),
});
const archivePage = createRoute({
  getParentRoute: () => under.readsRetention,
  path: "/archive",
  component: lazyRouteComponent(() => import("./archive/archive-page.tsx"), "ArchivePage"),
});
const destructionCase = createRoute({
  getParentRoute: () => under.readsRequests,
  path: "/destruction/$caseId",
  component: lazyRouteComponent(() => import("./destruction/case-page.tsx"), "DestructionCasePage"),
});
const rolling = createRoute({
  getParentRoute: () => under.readsRolling,
  path: "/rolling",
  component: lazyRouteComponent(() => import("./destruction/rolling-page.tsx"), "RollingPage"),
});

const tasks = createRoute({
  getParentRoute: () => under.readsTasks,
  path: "/tasks",
  component: lazyRouteComponent(() => import("./tasks/tasks-page.tsx"), "TasksPage"),
});
const incidents = createRoute({
  getParentRoute: () => under.readsIncidents,
  path: "/incidents",
  component: lazyRouteComponent(() => import("./incidents/incidents-page.tsx"), "IncidentsPage"),
});
const events = createRoute({
  getParentRoute: () => under.readsIncidents,
  path: "/events",
  component: lazyRouteComponent(() => import("./playbooks/events-page.tsx"), "EventsPage"),
});
const event = createRoute({
  getParentRoute: () => under.readsIncidents,
  path: "/events/$eventId",
  component: lazyRouteComponent(() => import("./playbooks/event-page.tsx"), "EventPage"),
});
const storage = createRoute({
  getParentRoute: () => under.readsStorage,
  path: "/storage",
  component: lazyRouteComponent(() => import("./storage/storage-page.tsx"), "StoragePage"),
});

const completion = createRoute({
  getParentRoute: () => under.readsCompletion,
  path: "/lessons/$lessonId/completion",
  component: lazyRouteComponent(() => import("./completion/completion-page.tsx"), "CompletionPage"),
});
const interruptions = createRoute({
  getParentRoute: () => under.readsCompletion,
  path: "/interruptions",
  component: lazyRouteComponent(
    () => import("./completion/interruptions-page.tsx"),
    "InterruptionsPage",
  ),
});

const detectionEvents = createRoute({
  getParentRoute: () => under.readsDetection,
  path: "/detection",
  component: lazyRouteComponent(() => import("./detection/detection-page.tsx"), "DetectionPage"),
});

const tree = under.root.addChildren([
  home,
  myAccount,
  scoring.automaticScores,
  kiosk,
  under.keepsAttendance.addChildren([door]),
  under.checksIn.addChildren([checkIn]),
  under.readsRecordings.addChildren([board]),
  under.readsDetection.addChildren([detectionEvents]),
  under.watchesLive.addChildren([wall]),
  under.readsLessons.addChildren([lessons, lesson]),
  under.readsReadiness.addChildren([lessonReady]),
  under.plansLessons.addChildren([
    planning.planLesson,
    planning.changeLesson,
    kiosks,
    planning.timetableImport,
  ]),
  under.readsPlaces.addChildren([
    planning.timetable,
    planning.externalActivities,
    planning.coursesPage,
  ]),
  under.opensViewings.addChildren([recording, scoring.debrief]),
  under.managesPlaces.addChildren([places]),
  under.managesAccounts.addChildren([accounts]),
  under.filesRequests.addChildren([newRequest]),
  under.makesExports.addChildren([exportList]),
  under.readsLibrary.addChildren([libraryList, libraryItem]),
  under.readsMedia.addChildren([mediaList, oneMedium]),
  under.readsConduct.addChildren([care.conductList]),
  under.reportsConduct.addChildren([care.oneMatter, care.report]),
  under.readsMaintenance.addChildren([care.maintenanceList, care.oneDevice, care.usbEvents]),
  under.readsRequests.addChildren([
    requests,
    oneRequest,
    institution,
    destructionList,
    destructionCase,
  ]),
  under.readsRolling.addChildren([rolling]),
  under.readsCompliance.addChildren([checks.compliancePage]),
  under.readsSupervision.addChildren([
    checks.supervisionPage,
    checks.selfCheckPage,
    checks.spotCheckPage,
  ]),
  under.makesPacks.addChildren([checks.packsPage]),
  under.readsDigests.addChildren([checks.digestsPage, checks.digestPage]),
  under.readsPolicies.addChildren([checks.policiesPage, checks.policyPage]),
  under.readsTasks.addChildren([tasks]),
  under.readsIncidents.addChildren([incidents, events, event]),
  under.readsStorage.addChildren([storage]),
  under.readsCompletion.addChildren([completion, interruptions]),
  under.readsScores.addChildren([scoring.checklists, scoring.lessonScoring]),
  under.managesScores.addChildren([scoring.newChecklist, scoring.changeChecklist]),
  under.givesScores.addChildren([scoring.examiner]),
  under.readsExams.addChildren([scoring.exams, scoring.examBoard, scoring.examResults]),
  under.plansExams.addChildren([scoring.newExam, scoring.exam]),
  under.runsExams.addChildren([scoring.examScore]),
  under.ownsExams.addChildren([scoring.myExams]),
  under.ownsScores.addChildren([scoring.myScores]),
  under.decidesRequests.addChildren([delegations]),
  under.managesPolicy.addChildren([notice, providers, accountPolicy, checks.publishPage]),
  under.readsLedger.addChildren([signIns, secretAges, ledger, trace]),
  under.readsLookers.addChildren([lessonLookers]),
  under.readsRetention.addChildren([archivePage, retention, retentionItem]),
  under.readsCopies.addChildren([copies]),
  under.readsRegisters.addChildren([registers, oneRegister, reconciliation]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPendingComponent: () => <Bones rows={8} />,
  defaultPendingMs: 120,
  defaultPreload: "intent",
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
