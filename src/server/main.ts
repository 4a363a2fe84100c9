import type { PersonActor } from "../contract/actor.ts";
import { keepCompiled, stopWithParent } from "../platform/child.ts";
import type { House } from "../platform/house.ts";
import { openHouse } from "../platform/open-house.ts";
import { commandArguments, defaultRoot, writeLine } from "../platform/terminal.ts";
import { trimMedium } from "../platform/trim-medium.ts";
import {
  type Institution,
  approvalHandlers,
  archiveHandlers,
  attendanceHandlers,
  conductHandlers,
  maintenanceHandlers,
  detectionHandlers,
  completionHandlers,
  copiesHandlers,
  destructionHandlers,
  exportsHandlers,
  federationHandlers,
  institutionHandlers,
  lessonsHandlers,
  coursesHandlers,
  libraryHandlers,
  lookingHandlers,
  mediaHandlers,
  openDesk,
  papersHandlers,
  placesHandlers,
  playbooksHandlers,
  readinessHandlers,
  recordingHandlers,
  registersHandlers,
  retentionHandlers,
  debriefHandlers,
  examHandlers,
  scoringHandlers,
  policiesHandlers,
  searchHandlers,
  complianceHandlers,
  evidencePackHandlers,
  supervisionHandlers,
  tendingHandlers,
} from "./desk/index.ts";
import { archive, erasePackages } from "./archive/index.ts";
import { listCases, requests, sweepRequests } from "./approval/index.ts";
import { attendance } from "./attendance/index.ts";
import { completion } from "./completion/index.ts";
import { matters } from "./conduct/index.ts";
import { targets } from "./copies/index.ts";
import { Watch, detection } from "./detection/index.ts";
import { packs } from "./evidence-pack/index.ts";
import { debrief } from "./debrief/index.ts";
import { exams } from "./exams/index.ts";
import { eraseDerived, sweepExports, workExports } from "./export/index.ts";
import { incidents } from "./incidents/index.ts";
import { startSequencer } from "./ledger/index.ts";
import { eraseLibraryCopies, library, sweepLibrary } from "./library/index.ts";
import { refreshPlan } from "./lessons/index.ts";
import { UsbWatch } from "./maintenance/index.ts";
import { setup, signIns } from "./people/index.ts";
import { site } from "./places/index.ts";
import { LiveHub } from "./playback/index.ts";
import { playbooks } from "./playbooks/index.ts";
import { cards, takeGlance } from "./readiness/index.ts";
import { policies, policyBases } from "./policies/index.ts";
import { sheets } from "./registers/index.ts";
import { enrol, evidence } from "./retention/index.ts";
import { dailyChecks, digests } from "./supervision/index.ts";
import {
  archiveJobs,
  careJobs,
  ClockWatch,
  clockJob,
  copiesJobs,
  destructionJobs,
  detectionJobs,
  type Job,
  prepareRecording,
  recordingJobs,
  runJobs,
  tendingJobs,
} from "./timetable/index.ts";

/** The server, put together: what runs by itself, then the door for people. */
const house = openHouse(commandArguments()[0] ?? defaultRoot(), "server");
const clock = new ClockWatch(house.clock);
const hub = new LiveHub(house);
const watch = new Watch(house);
const usbWatch = new UsbWatch();
const gate = await setup.openGate(house);

await prepareRecording(house);
const sequencer = startSequencer(house, { mayPublish: () => clock.state().trusted });
const jobs = runJobs(house, [
  ...recordingJobs(house),
  ...copiesJobs(),
  ...tendingJobs(targets.folders),
  clockJob(clock),
  ...detectionJobs(watch),
  ...careJobs(usbWatch),
  ...houseJobs(),
  ...destructionJobs({
    eraseDerived: eraseEverywhere,
    trim: trimMedium,
    typeset: sheets.typesetParticulars,
  }),
  ...archiveJobs({ typeset: sheets.typesetParticulars }),
]);
const desk = await openDesk(house, {
  gate,
  institution: institution(),
  rooms: {
    ...federationHandlers(institution()),
    ...searchHandlers(),
    ...retentionHandlers(),
    ...tendingHandlers(),
    ...placesHandlers(),
    ...playbooksHandlers(),
    ...institutionHandlers(),
    ...lessonsHandlers(),
    ...coursesHandlers(),
    ...lookingHandlers(),
    ...recordingHandlers({ hub, clock }),
    ...approvalHandlers(),
    ...exportsHandlers(),
    ...mediaHandlers(),
    ...libraryHandlers(),
    ...completionHandlers(),
    ...copiesHandlers(),
    ...destructionHandlers(sheets.typesetParticulars),
    ...archiveHandlers(),
    ...attendanceHandlers(),
    ...detectionHandlers(watch),
    ...conductHandlers(),
    ...maintenanceHandlers({ typeset: sheets.typesetTable, usbWatch }),
    ...readinessHandlers({ watch, glance: takeGlance }),
    ...examHandlers(sheets.typesetTable),
    ...scoringHandlers(sheets.typesetParticulars),
    ...debriefHandlers(),
    ...policiesHandlers(),
    ...complianceHandlers(),
    ...evidencePackHandlers(),
    ...supervisionHandlers({ casesOf: listCases, typeset: sheets.typesetParticulars }),
    ...papersHandlers(namedSomewhere),
    ...registersHandlers(listCases),
  },
});

house.log.info({ address: desk.address }, "the house is open");
if (gate.code !== undefined)
  writeLine("out", `\n  ${desk.address}\n  一次性初始化码 · one-time setup code: ${gate.code}\n`);

keepCompiled();
stopWithParent(async () => {
  hub.close();
  await desk.close();
  await jobs.stop();
  await sequencer.stop();
  await house.db.destroy();
});

/** The plan is written anew each minute even when nobody changed anything: its window moves. */
function houseJobs(): Job[] {
  return [
    { name: "plan", everyMs: 60_000, run: async (at: House) => void (await refreshPlan(at)) },
    { name: "requests", everyMs: 30_000, run: async (at: House) => void (await sweepRequests(at)) },
    {
      name: "exports",
      everyMs: 1_000,
      run: (at: House) => workExports(at, printRequest),
    },
    {
      name: "exports-due",
      everyMs: 10 * 60_000,
      run: async (at: House) => void (await sweepExports(at)),
    },
    {
      name: "evidence-packs",
      everyMs: 1_000,
      run: (at: House) =>
        packs.work(at, { casesOf: listCases, typeset: sheets.typesetParticulars }),
    },
    { name: "evidence-packs-due", everyMs: 10 * 60_000, run: packs.sweep },
    {
      name: "library-left",
      everyMs: 10 * 60_000,
      run: async (at: House) => void (await sweepLibrary(at)),
    },
    { name: "incidents", everyMs: 15_000, run: incidents.tend },
    { name: "containment", everyMs: 2_000, run: playbooks.carryOut },
    { name: "retention", everyMs: 60_000, run: enrol },
    { name: "exam-attendance", everyMs: 20_000, run: exams.noteAttendance },
    { name: "attendance", everyMs: 15_000, run: attendance.close },
    { name: "completion", everyMs: 30_000, run: completion.sweep },
    { name: "cards", everyMs: 15_000, run: cards.sweep },
    { name: "daily-check", everyMs: 30_000, run: dailyChecks.judge },
    { name: "digests", everyMs: 60_000, run: digests.tend },
    { name: "policies", everyMs: 10_000, run: policyBases.weigh },
    { name: "evidence-copies", everyMs: 5 * 60_000, run: evidence.copyApart },
    { name: "evidence-due", everyMs: 3_600_000, run: evidence.remind },
    { name: "sign-ins", everyMs: 2_000, run: async (at: House) => void (await signIns.sweep(at)) },
  ];
}

/** What was made of a lesson: exports, clips of the library, archive packages, copies of evidence. */
async function eraseEverywhere(at: House, lessonId: string) {
  await detection.eraseSnapshots(at, lessonId);
  await completion.forget(at, lessonId);
  await debrief.forget(at, lessonId);
  await exams.forget(at, lessonId);
  return [
    ...(await eraseDerived(at, lessonId)),
    ...(await eraseLibraryCopies(at, lessonId)),
    ...(await erasePackages(at, lessonId)),
    ...(await evidence.eraseCopies(at, lessonId)),
  ];
}

/** A paper is read by whoever reads the case, the consent or the receipt that names it. */
async function namedSomewhere(at: House, actor: PersonActor, paperId: string): Promise<boolean> {
  const named = await requests.readsPaper(at, actor, paperId);
  return (
    named ||
    (await library.readsConsent(at, actor, paperId)) ||
    (await matters.readsPaper(at, actor, paperId)) ||
    archive.readsReceipt(at, actor, paperId) ||
    (actor.role !== "student" && (await policies.names(at, paperId))) ||
    playbooks.readsPaper(at, actor, paperId)
  );
}

/** The request form with its signatures, for the package that leaves by it. */
async function printRequest(at: House, requestId: string) {
  const form = await sheets.typesetCase(at, { casesOf: listCases, requestId });
  return form.ok ? { fileName: "request.pdf", bytes: form.value } : undefined;
}

function institution(): Institution {
  return {
    async name(at) {
      const read = await site.read(at);
      return read.ok ? read.value.name : "";
    },
    rename: (at, actor, name) => site.name(at, actor, name),
  };
}
