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
import { rules } from "./zh-CN/rules.ts";

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

const right = wordOf(rights, (t, name) => t(`terms/rights/${name}`));
const words: ReadonlyMap<string, readonly Word[]> = new Map<string, readonly Word[]>([
  ["role", [wordOf(roleNames, (t, name) => t(`terms/roles/${name}`))]],
  ["category", [wordOf(personCategories, (t, name) => t(`terms/categories/${name}`))]],
  [
    "exit",
    [
      wordOf(exitKinds, (t, name) => t(`terms/exits/${name}`)),
      wordOf(viewingExits, (t, name) => t(`terms/viewingEnds/${name}`)),
    ],
  ],
  ["how", [wordOf(SignInWay.options, (t, name) => t(`terms/signInWays/${name}`))]],
  ["why", [wordOf(["own", "idle"], (t, name) => t(`terms/lockReasons/${name}`))]],
  ["what", [wordOf(factorChanges, (t, name) => t(`terms/factorChanges/${name}`))]],
  ["pack", [wordOf(passwordPacks, (t, name) => t(`terms/packs/${name}`))]],
  ["rotation", [wordOf(rotations, (t, name) => t(`terms/rotations/${name}`))]],
  ["secondSignIn", [wordOf(secondSignIns, (t, name) => t(`terms/secondSignIns/${name}`))]],
  ["right", [right]],
  ["harm", [wordOf(MarkHarm.options, (t, name) => t(`terms/markHarms/${name}`))]],
  ["kind", [wordOf(bookmarkKinds, (t, name) => t(`terms/bookmarks/${name}`))]],
  ["purpose", [wordOf(purposes, (t, name) => t(`terms/purposes/${name}`)), right]],
  [
    "reason",
    [
      wordOf(moves, (t, name) => t(`terms/moves/${name}`)),
      wordOf(secretReasons, (t, name) => t(`terms/secretReasons/${name}`)),
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
    ],
  ],
  ["operation", [wordOf(operations, (t, name) => t(`requestTerms/operations/${name}/name`))]],
  ["coverage", [wordOf(coverageKinds, (t, name) => t(`terms/coverage/${name}`))]],
  ["mode", [wordOf(["lessons", "continuous"], (t, name) => t(`terms/modes/${name}`))]],
  ["activity", [wordOf(activityKinds, (t, name) => t(`terms/activities/${name}`))]],
  ["externalKind", [wordOf(externalKinds, (t, name) => t(`externalTerms/kinds/${name}`))]],
  ["family", [wordOf(activityFamilies, (t, name) => t(`terms/families/${name}`))]],
  ["scene", [wordOf(scenes, (t, name) => t(`terms/scenes/${name}`))]],
  ["sensitivity", [wordOf(sensitivities, (t, name) => t(`sensitivityWords/${name}`))]],
  ["by", [wordOf(["house", "holder"], (t, name) => t(`institution/endedBy/${name}`))]],
  ["office", [wordOf(offices, (t, name) => t(`officeWords/${name}`))]],
  ["stream", [wordOf(StreamName.options, (t, name) => t(`terms/streams/${name}`))]],
  ["attempted", [(_, value) => (ownName(routes, value) ? titleOf(value) : undefined)]],
  ["code", [(t, value) => (ownName(refusals, value) ? t(`refusals/${value}/what`) : undefined)]],
  ["rule", [ruleWord]],
]);

/** What was attempted, by the title its way into the house carries. */
function titleOf(name: keyof typeof routes): string {
  const { title } = routes[name];
  return i18next.language === "en" ? title.en : title.zh;
}

function ruleWord(t: Say, value: string): string | undefined {
  return ownName(rules, value) ? t(`rules/${value}`) : undefined;
}

/** A value that is a name of the contract, in words; anything else as it came. */
export function valueWord(t: Say, field: string, value: string): string {
  for (const word of words.get(field) ?? []) {
    const said = word(t, value);
    if (said !== undefined) return said;
  }
  return value;
}
