import i18next from "i18next";
import { offices } from "../../contract/appointments.ts";
import { operations, requestStates } from "../../contract/approval.ts";
import { coverageKinds, StreamName } from "../../contract/camera.ts";
import { exitKinds, SignInWay } from "../../contract/entries.ts";
import {
  activityFamilies,
  activityKinds,
  externalKinds,
  scenes,
  sensitivities,
} from "../../contract/lesson.ts";
import { libraryStates } from "../../contract/library.ts";
import { mediumStates } from "../../contract/media.ts";
import { passwordPacks, rotations, secondSignIns } from "../../contract/policy.ts";
import { refusals } from "../../contract/refusals.ts";
import { bookmarkKinds, lookRights, MarkHarm, viewingExits } from "../../contract/looking.ts";
import { itemStates } from "../../contract/retention.ts";
import { roleNames } from "../../contract/roles.ts";
import { routes } from "../../contract/routes.ts";
import { personCategories } from "../../contract/routes/people.ts";
import { purposes } from "../../contract/purposes.ts";
import type { Say } from "./index.ts";
import { zhCN } from "./zh-CN.ts";

const rights = [...lookRights, "purpose"] as const;
const states = ["planned", "recording", "ended", "cancelled"] as const;
const moves = ["seek", "speed", "camera", "hls"] as const;
const secretReasons = ["first", "own", "reset"] as const;
const factorChanges = ["added", "removed", "removed-by-administrator", "recovery-used"] as const;

export type Word = (t: Say, value: string) => string | undefined;

/** Words for one list of names; undefined for a value that is not in it. */
export function wordOf<K extends string>(
  names: readonly K[],
  say: (t: Say, name: K) => string,
): Word {
  return (t, value) => {
    const known = names.find((name) => name === value);
    return known === undefined ? undefined : say(t, known);
  };
}

export function ownName<T extends object>(table: T, name: string): name is keyof T & string {
  return Object.hasOwn(table, name);
}

/** Words of a table by its own names; undefined for a value that is not in it. */
function inTable<T extends object>(
  table: T,
  say: (t: Say, name: keyof T & string) => string,
): Word {
  return (t, value) => (ownName(table, value) ? say(t, value) : undefined);
}

const own = zhCN.entryValues;
const gapCause = inTable(zhCN.terms.gapCauses, (t, name) => t(`terms/gapCauses/${name}`));
const lostBytes = inTable(zhCN.completionTerms.causes, (t, name) =>
  t(`completionTerms/causes/${name}`),
);
const itemState = inTable(zhCN.retention.states, (t, name) => t(`retention/states/${name}`));
const keepingClass = inTable(zhCN.retention.classes, (t, name) => t(`retention/classes/${name}`));
const partition = inTable(zhCN.retentionPage.partitions, (t, name) =>
  t(`retentionPage/partitions/${name}`),
);
const taskKind = inTable(zhCN.tending.taskKinds, (t, name) => t(`tending/taskKinds/${name}`));
const role = wordOf(roleNames, (t, name) => t(`terms/roles/${name}`));
const right = wordOf(rights, (t, name) => t(`terms/rights/${name}`));
const words: ReadonlyMap<string, readonly Word[]> = new Map<string, readonly Word[]>([
  ["role", [role]],
  ["readers", [role]],
  [
    "category",
    [
      wordOf(personCategories, (t, name) => t(`terms/categories/${name}`)),
      inTable(zhCN.destruction.categories, (t, name) => t(`destruction/categories/${name}`)),
    ],
  ],
  [
    "exit",
    [
      wordOf(exitKinds, (t, name) => t(`terms/exits/${name}`)),
      wordOf(viewingExits, (t, name) => t(`terms/viewingEnds/${name}`)),
    ],
  ],
  [
    "how",
    [
      wordOf(SignInWay.options, (t, name) => t(`terms/signInWays/${name}`)),
      inTable(zhCN.approvalStrip.how, (t, name) => t(`approvalStrip/how/${name}`)),
      inTable(zhCN.incidentCare.assigned, (t, name) => t(`incidentCare/assigned/${name}`)),
      inTable(own.receipts, (t, name) => t(`entryValues/receipts/${name}`)),
    ],
  ],
  [
    "why",
    [
      wordOf(["own", "idle"], (t, name) => t(`terms/lockReasons/${name}`)),
      inTable(zhCN.exportTerms.failures, (t, name) => t(`exportTerms/failures/${name}`)),
      inTable(zhCN.evidencePacks.failures, (t, name) => t(`evidencePacks/failures/${name}`)),
      inTable(own.removals, (t, name) => t(`entryValues/removals/${name}`)),
    ],
  ],
  [
    "what",
    [
      wordOf(factorChanges, (t, name) => t(`terms/factorChanges/${name}`)),
      inTable(zhCN.copiesPage.what, (t, name) => t(`copiesPage/what/${name}`)),
      inTable(zhCN.matterPage.kinds, (t, name) => t(`matterPage/kinds/${name}`)),
      inTable(own.things, (t, name) => t(`entryValues/things/${name}`)),
    ],
  ],
  ["pack", [wordOf(passwordPacks, (t, name) => t(`terms/packs/${name}`))]],
  ["rotation", [wordOf(rotations, (t, name) => t(`terms/rotations/${name}`))]],
  ["secondSignIn", [wordOf(secondSignIns, (t, name) => t(`terms/secondSignIns/${name}`))]],
  ["right", [right]],
  ["harm", [wordOf(MarkHarm.options, (t, name) => t(`terms/markHarms/${name}`))]],
  [
    "kind",
    [
      wordOf(bookmarkKinds, (t, name) => t(`terms/bookmarks/${name}`)),
      inTable(zhCN.playbookTerms.kinds, (t, name) => t(`playbookTerms/kinds/${name}`)),
      inTable(zhCN.playbookTerms.measures, (t, name) => t(`playbookTerms/measures/${name}`)),
      inTable(zhCN.requestTerms.papers, (t, name) => t(`requestTerms/papers/${name}`)),
      inTable(zhCN.attendance.kinds, (t, name) => t(`attendance/kinds/${name}`)),
      inTable(zhCN.examTerms.acts, (t, name) => t(`examTerms/acts/${name}`)),
      inTable(zhCN.destruction.media, (t, name) => t(`destruction/media/${name}`)),
      inTable(zhCN.detection.kinds, (t, name) => t(`detection/kinds/${name}`)),
      inTable(zhCN.conductTerms.kinds, (t, name) => t(`conductTerms/kinds/${name}`)),
      inTable(zhCN.copiesPage.kinds, (t, name) => t(`copiesPage/kinds/${name}`)),
      inTable(zhCN.mediaTerms.kinds, (t, name) => t(`mediaTerms/kinds/${name}`)),
      inTable(zhCN.retention.kinds, (t, name) => t(`retention/kinds/${name}`)),
      inTable(zhCN.maintenanceTerms.kinds, (t, name) => t(`maintenanceTerms/kinds/${name}`)),
      inTable(zhCN.maintenanceTerms.devices, (t, name) => t(`maintenanceTerms/devices/${name}`)),
      inTable(zhCN.tending.incidentKinds, (t, name) => t(`tending/incidentKinds/${name}`)),
    ],
  ],
  ["type", [inTable(own.incidentSubjects, (t, name) => t(`entryValues/incidentSubjects/${name}`))]],
  ["severity", [inTable(zhCN.tending.severities, (t, name) => t(`tending/severities/${name}`))]],
  ["task", [taskKind]],
  [
    "result",
    [
      inTable(zhCN.tending.taskResults, (t, name) => t(`tending/taskResults/${name}`)),
      inTable(zhCN.supervision.quarterly.results, (t, name) =>
        t(`supervision/quarterly/results/${name}`),
      ),
    ],
  ],
  ["limit", [inTable(own.limits, (t, name) => t(`entryValues/limits/${name}`))]],
  ["step", [inTable(zhCN.playbookTerms.steps, (t, name) => t(`playbookTerms/steps/${name}`))]],
  ["who", [inTable(own.who, (t, name) => t(`entryValues/who/${name}`))]],
  ["party", [inTable(zhCN.playbookTerms.parties, (t, name) => t(`playbookTerms/parties/${name}`))]],
  ["means", [inTable(zhCN.playbookTerms.means, (t, name) => t(`playbookTerms/means/${name}`))]],
  ["post", [inTable(zhCN.delegations.posts, (t, name) => t(`delegations/posts/${name}`))]],
  [
    "decision",
    [
      inTable(own.decisions, (t, name) => t(`entryValues/decisions/${name}`)),
      inTable(zhCN.readinessTerms.decisions, (t, name) => t(`readinessTerms/decisions/${name}`)),
    ],
  ],
  ["use", [inTable(own.uses, (t, name) => t(`entryValues/uses/${name}`))]],
  ["form", [inTable(own.forms, (t, name) => t(`entryValues/forms/${name}`))]],
  ["cut", [inTable(own.cuts, (t, name) => t(`entryValues/cuts/${name}`))]],
  [
    "protection",
    [inTable(zhCN.exportTerms.protections, (t, name) => t(`exportTerms/protections/${name}`))],
  ],
  [
    "verdict",
    [
      inTable(zhCN.attendance.verdicts, (t, name) => t(`attendance/verdicts/${name}`)),
      inTable(zhCN.completionTerms.verdicts, (t, name) => t(`completionTerms/verdicts/${name}`)),
    ],
  ],
  [
    "way",
    [
      inTable(zhCN.attendance.ways, (t, name) => t(`attendance/ways/${name}`)),
      inTable(own.receivings, (t, name) => t(`entryValues/receivings/${name}`)),
    ],
  ],
  ["sheet", [inTable(own.sheets, (t, name) => t(`entryValues/sheets/${name}`))]],
  ["fields", [inTable(zhCN.attendance.fields, (t, name) => t(`attendance/fields/${name}`))]],
  ["failed", [inTable(zhCN.archivePage.checks, (t, name) => t(`archivePage/checks/${name}`))]],
  [
    "receiver",
    [inTable(zhCN.archivePage.receivers, (t, name) => t(`archivePage/receivers/${name}`))],
  ],
  ["where", [inTable(zhCN.destruction.wheres, (t, name) => t(`destruction/wheres/${name}`))]],
  [
    "trimming",
    [inTable(zhCN.destruction.trimmings, (t, name) => t(`destruction/trimmings/${name}`))],
  ],
  [
    "act",
    [
      inTable(zhCN.destruction.signings, (t, name) => t(`destruction/signings/${name}`)),
      inTable(zhCN.retention.acts, (t, name) => t(`retention/acts/${name}`)),
    ],
  ],
  ["from", [itemState, inTable(own.erasedBy, (t, name) => t(`entryValues/erasedBy/${name}`))]],
  ["to", [itemState]],
  ["ending", [inTable(zhCN.detection.endings, (t, name) => t(`detection/endings/${name}`))]],
  [
    "sanctions",
    [inTable(zhCN.conductTerms.sanctions, (t, name) => t(`conductTerms/sanctions/${name}`))],
  ],
  [
    "cause",
    [
      gapCause,
      lostBytes,
      inTable(zhCN.retention.causes, (t, name) => t(`retention/causes/${name}`)),
    ],
  ],
  ["of", [inTable(own.taskFor, (t, name) => t(`entryValues/taskFor/${name}`))]],
  ["part", [inTable(own.parts, (t, name) => t(`entryValues/parts/${name}`))]],
  ["secrecy", [inTable(zhCN.mediaTerms.secrecy, (t, name) => t(`mediaTerms/secrecy/${name}`))]],
  ["move", [inTable(zhCN.mediaTerms.moves, (t, name) => t(`mediaTerms/moves/${name}`))]],
  ["source", [inTable(zhCN.retention.sources, (t, name) => t(`retention/sources/${name}`))]],
  [
    "class",
    [
      keepingClass,
      inTable(zhCN.maintenanceTerms.usbClasses, (t, name) =>
        t(`maintenanceTerms/usbClasses/${name}`),
      ),
    ],
  ],
  ["fromClass", [keepingClass]],
  ["toClass", [keepingClass]],
  ["partition", [partition]],
  ["fromPartition", [partition]],
  ["toPartition", [partition]],
  ["scope", [inTable(zhCN.retention.scopes, (t, name) => t(`retention/scopes/${name}`))]],
  [
    "action",
    [
      inTable(zhCN.maintenanceTerms.usbActions, (t, name) =>
        t(`maintenanceTerms/usbActions/${name}`),
      ),
    ],
  ],
  [
    "problem",
    [inTable(zhCN.readinessTerms.problems, (t, name) => t(`readinessTerms/problems/${name}`))],
  ],
  ["reasons", [inTable(zhCN.restoreTrial.reasons, (t, name) => t(`restoreTrial/reasons/${name}`))]],
  [
    "passRule",
    [inTable(zhCN.scoringTerms.passRules, (t, name) => t(`scoringTerms/passRules/${name}`))],
  ],
  ["format", [inTable(zhCN.deviceTerms.formats, (t, name) => t(`deviceTerms/formats/${name}`))]],
  ["red", [inTable(zhCN.supervision.probes, (t, name) => t(`supervision/probes/${name}`))]],
  [
    "unit",
    [
      inTable(zhCN.supervision.quarterly.units, (t, name) =>
        t(`supervision/quarterly/units/${name}`),
      ),
    ],
  ],
  [
    "population",
    [
      inTable(zhCN.supervision.quarterly.populations, (t, name) =>
        t(`supervision/quarterly/populations/${name}`),
      ),
    ],
  ],
  ["purpose", [wordOf(purposes, (t, name) => t(`terms/purposes/${name}`)), right]],
  [
    "reason",
    [
      wordOf(moves, (t, name) => t(`terms/moves/${name}`)),
      wordOf(secretReasons, (t, name) => t(`terms/secretReasons/${name}`)),
      inTable(zhCN.conductTerms.reasons, (t, name) => t(`conductTerms/reasons/${name}`)),
      inTable(zhCN.completionTerms.reasons, (t, name) => t(`completionTerms/reasons/${name}`)),
      inTable(zhCN.copiesPage.reasons, (t, name) => t(`copiesPage/reasons/${name}`)),
    ],
  ],
  [
    "state",
    [
      wordOf(states, (t, name) => t(`terms/lessonStates/${name}`)),
      wordOf(["active", "retired"], (t, name) => t(`terms/cameraLife/${name}`)),
      wordOf(["open", "closed"], (t, name) => t(`terms/venueStates/${name}`)),
      wordOf(requestStates, (t, name) => t(`requestTerms/states/${name}`)),
      wordOf(itemStates, (t, name) => t(`retention/states/${name}`)),
      wordOf(mediumStates, (t, name) => t(`mediaTerms/states/${name}`)),
      wordOf(libraryStates, (t, name) => t(`library/states/${name}`)),
      inTable(zhCN.registers.states, (t, name) => t(`registers/states/${name}`)),
      inTable(zhCN.destruction.fates, (t, name) => t(`destruction/fates/${name}`)),
    ],
  ],
  ["operation", [wordOf(operations, (t, name) => t(`requestTerms/operations/${name}/name`))]],
  ["coverage", [wordOf(coverageKinds, (t, name) => t(`terms/coverage/${name}`))]],
  [
    "mode",
    [
      wordOf(["lessons", "continuous"], (t, name) => t(`terms/modes/${name}`)),
      inTable(zhCN.deviceTerms.modes, (t, name) => t(`deviceTerms/modes/${name}`)),
    ],
  ],
  ["activity", [wordOf(activityKinds, (t, name) => t(`terms/activities/${name}`))]],
  ["externalKind", [wordOf(externalKinds, (t, name) => t(`externalTerms/kinds/${name}`))]],
  ["family", [wordOf(activityFamilies, (t, name) => t(`terms/families/${name}`))]],
  ["scene", [wordOf(scenes, (t, name) => t(`terms/scenes/${name}`))]],
  ["sensitivity", [wordOf(sensitivities, (t, name) => t(`sensitivityWords/${name}`))]],
  ["by", [wordOf(["house", "holder"], (t, name) => t(`institution/endedBy/${name}`))]],
  ["office", [wordOf(offices, (t, name) => t(`officeWords/${name}`))]],
  ["stream", [wordOf(StreamName.options, (t, name) => t(`terms/streams/${name}`))]],
  ["attempted", [(_, value) => (ownName(routes, value) ? titleOf(value) : undefined)]],
  [
    "code",
    [
      (t, value) => (ownName(refusals, value) ? t(`refusals/${value}/what`) : undefined),
      inTable(zhCN.conductTerms.codes, (t, name) => t(`conductTerms/codes/${name}`)),
    ],
  ],
  ["rule", [ruleWord, inTable(zhCN.policies.rules, (t, name) => t(`policies/rules/${name}`))]],
]);

/** What was attempted, by the title its way into the house carries. */
function titleOf(name: keyof typeof routes): string {
  const { title } = routes[name];
  return i18next.language === "en" ? title.en : title.zh;
}

function ruleWord(t: Say, value: string): string | undefined {
  return ownName(zhCN.rules, value) ? t(`rules/${value}`) : undefined;
}

/** A value that is a name of the contract, in words; anything else as it came. */
export function valueWord(t: Say, field: string, value: string): string {
  for (const word of words.get(field) ?? []) {
    const said = word(t, value);
    if (said !== undefined) return said;
  }
  return value;
}
