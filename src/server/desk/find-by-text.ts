import { pinyin } from "pinyin-pro";
import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Permission, rolePermissions } from "../../contract/roles.ts";
import type { SearchHit } from "../../contract/routes/search.ts";
import { bestMatches, type Spelled, typedWords } from "../../kernel/spelled-match.ts";
import type { House } from "../../platform/house.ts";
import { lessons } from "../lessons/index.ts";
import { accounts } from "../people/index.ts";
import { cameras, venues } from "../places/index.ts";

const dayMs = 86_400_000;
const hitsMost = 12;

type Findable = Spelled & { readonly hit: SearchHit };

/** One box for everything: the lists a person may read anyway, looked through by name and by sound. */
export async function findByText(
  house: House,
  actor: PersonActor,
  typed: string,
): Promise<SearchHit[]> {
  const words = typedWords(typed);
  if (words.length === 0) return [];
  const found = bestMatches(await findable(house, actor), words, hitsMost);
  return found.map(({ hit }) => hit);
}

async function findable(house: House, actor: PersonActor): Promise<Findable[]> {
  const may = (permission: Permission) => rolePermissions[actor.role].includes(permission);
  const lists = await Promise.all([
    may("lesson.read") ? lessonsOf(house, actor) : [],
    may("place.read") ? venuesOf(house) : [],
    may("place.read") ? camerasOf(house, actor) : [],
    may("account.manage") ? accountsOf(house, actor) : [],
  ]);
  return lists.flat();
}

async function lessonsOf(house: House, actor: PersonActor): Promise<Findable[]> {
  const nowMs = house.clock.now();
  const span = { fromMs: nowMs - 180 * dayMs, toMs: nowMs + 60 * dayMs };
  const listed = await lessons.list(house, actor, span);
  if (!listed.ok) return [];
  return listed.value.lessons.map((lesson) =>
    spelled(
      [lesson.officialName, lesson.course, lesson.audiences, lesson.venueName],
      lesson.teachers.map(({ name }) => name),
      {
        kind: "lesson",
        id: lesson.lessonId,
        text: lesson.officialName,
        side: "",
        startMs: lesson.startMs,
      },
    ),
  );
}

async function venuesOf(house: House): Promise<Findable[]> {
  const listed = await venues.list(house);
  if (!listed.ok) return [];
  return listed.value.venues.map(({ venueId, name, area }) =>
    spelled([name, area], [], {
      kind: "venue",
      id: venueId,
      text: name,
      side: area,
      startMs: null,
    }),
  );
}

async function camerasOf(house: House, actor: PersonActor): Promise<Findable[]> {
  const listed = await cameras.list(house, actor);
  if (!listed.ok) return [];
  return listed.value.cameras.map(({ cameraId, label, name, streams }) =>
    spelled(
      [name, label],
      streams.map(({ source }) => source.host),
      { kind: "camera", id: cameraId, text: `${label} ${name}`, side: label, startMs: null },
    ),
  );
}

async function accountsOf(house: House, actor: PersonActor): Promise<Findable[]> {
  const listed = await accounts.list(house, actor);
  if (!listed.ok) return [];
  return listed.value.accounts.map(({ accountId, name, login, personKey }) =>
    spelled([name, login], [personKey], {
      kind: "account",
      id: accountId,
      text: name,
      side: login,
      startMs: null,
    }),
  );
}

/** `sounds` are searched by pinyin, too; `more` only as written. */
function spelled(
  sounds: readonly (string | readonly string[])[],
  more: readonly string[],
  hit: SearchHit,
): Findable {
  const texts = sounds.flat();
  const syllables = texts.concat(more).map(syllablesOf);
  return {
    hit,
    text: hit.text,
    more: [...texts, ...more].join(" "),
    // Names stay apart, so that no word runs from one into the next.
    spelling: syllables.map((of) => of.join("")).join(" "),
    initials: syllables.map((of) => of.map((one) => one.charAt(0)).join("")).join(" "),
  };
}

/** Spelling costs 50 µs a name; lists are the same from one letter typed to the next. */
const known = new Map<string, readonly string[]>();

function syllablesOf(text: string): readonly string[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const made = pinyin(text, { toneType: "none", type: "array", nonZh: "removed" });
  if (known.size >= limits.spelledTexts) known.clear();
  known.set(text, made);
  return made;
}
