import { Outlet, createRootRoute, createRoute, useLocation } from "@tanstack/react-router";
import type { Permission } from "../contract/roles.ts";
import { Gate } from "./door/gate.tsx";
import { Guard, Lost } from "./shell/guard.tsx";
import { Shell } from "./shell/shell.tsx";

export const root = createRootRoute({
  component: House,
  notFoundComponent: Lost,
});

function House() {
  const isKiosk = useLocation({ select: ({ pathname }) => pathname === "/kiosk" });
  if (isKiosk) return <Outlet />;
  return (
    <Gate>
      <Shell />
    </Gate>
  );
}

/** Pages that need a permission stand below a guard: a typed address meets the same refusal. */
const guarded = (permission: Permission) =>
  createRoute({
    getParentRoute: () => root,
    id: permission,
    component: () => <Guard permission={permission} />,
  });

export const readsRecordings = guarded("recording.read");
export const readsDetection = guarded("detection.read");
export const watchesLive = guarded("live.watch");
export const readsLessons = guarded("lesson.read");
export const readsPlaces = guarded("place.read");
export const readsReadiness = guarded("readiness.read");
export const plansLessons = guarded("lesson.plan");
export const keepsAttendance = guarded("attendance.keep");
export const checksIn = guarded("attendance.own");
export const managesPlaces = guarded("place.manage");
export const managesAccounts = guarded("account.manage");
export const readsLedger = guarded("ledger.read");
export const opensViewings = guarded("viewing.open");
export const readsLookers = guarded("lookers.read");
export const managesPolicy = guarded("policy.manage");
export const filesRequests = guarded("request.file");
export const makesExports = guarded("export.make");
export const readsMedia = guarded("medium.read");
export const readsLibrary = guarded("library.read");
export const readsRequests = guarded("request.read");
export const decidesRequests = guarded("request.decide");
export const readsRegisters = guarded("register.read");
export const readsCopies = guarded("copy.read");
export const readsRetention = guarded("retention.read");
export const readsRolling = guarded("destruction.read");
export const readsTasks = guarded("task.read");
export const readsIncidents = guarded("incident.read");
export const readsStorage = guarded("storage.read");
export const readsCompletion = guarded("completion.read");
export const readsScores = guarded("score.read");
export const managesScores = guarded("score.manage");
export const readsConduct = guarded("conduct.read");
export const reportsConduct = guarded("conduct.report");
export const readsMaintenance = guarded("maintenance.read");
export const givesScores = guarded("score.give");
export const ownsScores = guarded("score.own");
export const readsExams = guarded("exam.read");
export const plansExams = guarded("exam.plan");
export const runsExams = guarded("exam.run");
export const ownsExams = guarded("exam.own");
export const readsCompliance = guarded("compliance.read");
export const makesPacks = guarded("evidence-pack.make");
export const readsSupervision = guarded("supervision.read");
export const readsDigests = guarded("digest.read");
export const readsPolicies = guarded("policy.read");
