import i18next from "i18next";
import { offices } from "../../contract/appointments.ts";
import { operations, requestStates, routeRules } from "../../contract/approval.ts";
import { coverageKinds, StreamName } from "../../contract/camera.ts";
import { exitKinds, SignInWay } from "../../contract/entries.ts";
import { activityFamilies, activityKinds, scenes, sensitivities } from "../../contract/lesson.ts";
import { passwordPacks, rotations, secondSignIns } from "../../contract/policy.ts";
import { refusals } from "../../contract/refusals.ts";
import { bookmarkKinds, lookRights, MarkHarm, viewingExits } from "../../contract/looking.ts";
import { roleNames } from "../../contract/roles.ts";
import { routes } from "../../contract/routes.ts";
import { personCategories } from "../../contract/routes/people.ts";
import { purposes } from "../../contract/purposes.ts";
import type { Say } from "../words/index.ts";

const rights = [...lookRights, "purpose"] as const;
const states = ["planned", "recording", "ended", "cancelled"] as const;
const moves = ["seek", "speed", "camera", "hls"] as const;
const secretReasons = ["first", "own", "reset"] as const;
const factorChanges = ["added", "removed", "removed-by-administrator", "recovery-used"] as const;

type Word = (t: Say, value: string) => string | undefined;

/** Words for one list of names; undefined for a value that is not in it. */
function of<K extends string>(names: readonly K[], say: (t: Say, name: K) => string): Word {
  return (t, value) => {
    const known = names.find((name) => name === value);
    return known === undefined ? undefined : say(t, known);
  };
}

function ownName<T extends object>(table: T, name: string): name is keyof T & string {
  return Object.hasOwn(table, name);
}

const right = of(rights, (t, name) => t(`terms/rights/${name}`));
const words: ReadonlyMap<string, readonly Word[]> = new Map<string, readonly Word[]>([
  ["role", [of(roleNames, (t, name) => t(`terms/roles/${name}`))]],
  ["category", [of(personCategories, (t, name) => t(`terms/categories/${name}`))]],
  [
    "exit",
    [
      of(exitKinds, (t, name) => t(`terms/exits/${name}`)),
      of(viewingExits, (t, name) => t(`terms/viewingEnds/${name}`)),
    ],
  ],
  ["how", [of(SignInWay.options, (t, name) => t(`terms/signInWays/${name}`))]],
  ["why", [of(["own", "idle"], (t, name) => t(`terms/lockReasons/${name}`))]],
  ["what", [of(factorChanges, (t, name) => t(`terms/factorChanges/${name}`))]],
  ["pack", [of(passwordPacks, (t, name) => t(`terms/packs/${name}`))]],
  ["rotation", [of(rotations, (t, name) => t(`terms/rotations/${name}`))]],
  ["secondSignIn", [of(secondSignIns, (t, name) => t(`terms/secondSignIns/${name}`))]],
  ["right", [right]],
  ["harm", [of(MarkHarm.options, (t, name) => t(`terms/markHarms/${name}`))]],
  ["kind", [of(bookmarkKinds, (t, name) => t(`terms/bookmarks/${name}`))]],
  ["purpose", [of(purposes, (t, name) => t(`terms/purposes/${name}`)), right]],
  [
    "reason",
    [
      of(moves, (t, name) => t(`terms/moves/${name}`)),
      of(secretReasons, (t, name) => t(`terms/secretReasons/${name}`)),
    ],
  ],
  [
    "state",
    [
      of(states, (t, name) => t(`terms/lessonStates/${name}`)),
      of(["active", "retired"], (t, name) => t(`terms/cameraLife/${name}`)),
      of(["open", "closed"], (t, name) => t(`terms/venueStates/${name}`)),
      of(requestStates, (t, name) => t(`requestTerms/states/${name}`)),
    ],
  ],
  ["operation", [of(operations, (t, name) => t(`requestTerms/operations/${name}/name`))]],
  ["coverage", [of(coverageKinds, (t, name) => t(`terms/coverage/${name}`))]],
  ["mode", [of(["lessons", "continuous"], (t, name) => t(`terms/modes/${name}`))]],
  ["activity", [of(activityKinds, (t, name) => t(`terms/activities/${name}`))]],
  ["family", [of(activityFamilies, (t, name) => t(`terms/families/${name}`))]],
  ["scene", [of(scenes, (t, name) => t(`terms/scenes/${name}`))]],
  ["sensitivity", [of(sensitivities, (t, name) => t(`sensitivityWords/${name}`))]],
  ["by", [of(["house", "holder"], (t, name) => t(`institution/endedBy/${name}`))]],
  ["office", [of(offices, (t, name) => t(`officeWords/${name}`))]],
  ["stream", [of(StreamName.options, (t, name) => t(`terms/streams/${name}`))]],
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
  const known = Object.values(refusals).find((one) => one.rule === value)?.rule;
  const clause = known ?? routeRules.find((one) => one === value);
  return clause === undefined ? undefined : t(`rules/${clause}`);
}

/** A value that is a name of the contract, in words; anything else as it came. */
export function valueWord(t: Say, field: string, value: string): string {
  for (const word of words.get(field) ?? []) {
    const said = word(t, value);
    if (said !== undefined) return said;
  }
  return value;
}
