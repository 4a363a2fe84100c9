import { linkSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { routes } from "../../src/contract/routes.ts";
import type { SegmentRecord } from "../../src/contract/spool.ts";
import { utf8 } from "../../src/kernel/bytes.ts";
import { leafHash } from "../../src/kernel/ledger/hash.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { databaseSecrets, readDatabaseUrl } from "../../src/platform/database-address.ts";
import { sha256 } from "../../src/platform/hash.ts";
import type { HouseClient } from "../../src/platform/house-client.ts";
import { housePaths } from "../../src/platform/paths.ts";
import { readSetupCode } from "../../src/platform/setup-code.ts";
import { seededDraw } from "../fixture/seeded.ts";
import { composeMinute, digest, type OneMinute } from "./one-minute.ts";

/** One camera's year, round the clock, four lessons a day: every row in a running house's database. */
export interface Year {
  /** The teacher's first secret: whoever teaches may look. */
  readonly oneTimeSecret: string;
  readonly cameraId: string;
  readonly segments: number;
  readonly lessons: number;
  readonly segmentBytes: number;
  /** Random instants, each in a lesson of its own, whose files lie in the vault. */
  readonly moments: readonly Moment[];
}

export interface Moment {
  readonly lessonId: string;
  readonly atMs: number;
}

export const teacherLogin = "zhou";

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const days = 365;
/** Recorded from 08:00, a lesson each two hours; 105 minutes with lead and tail. */
const [firstMinute, slotMinutes, recordedMinutes, lessonsADay] = [480, 120, 105, 4];
/** What the player asks for at once. */
const windowMs = 10 * minuteMs;

/** Where a viewing's fragment index and a segment's bytes are, as the contract has it. */
export function segmentsAddress(
  viewingId: string,
  query: { cameraId: string; atMs: number },
): string {
  const fromMs = Math.floor(query.atMs / windowMs) * windowMs;
  const path = routes["viewing.segments"].path.replace("{viewingId}", viewingId);
  return `${path}?cameraId=${query.cameraId}&stream=main&fromMs=${fromMs}&toMs=${fromMs + windowMs}`;
}

/** Without an id, the place for it is left as `{segmentId}`. */
export function bytesAddress(viewingId: string, segmentId = "{segmentId}"): string {
  const path = routes["viewing.bytes"].path.replace("{viewingId}", viewingId);
  return path.replace("{segmentId}", segmentId);
}

interface Place {
  readonly root: string;
  readonly siteId: string;
  readonly cameraId: string;
  readonly venueId: string;
  readonly accountId: string;
  readonly firstDayMs: number;
}

/** Sets a fresh house up and fills it; `of.password` signs in its administrator and its teacher. */
export async function furnishYear(
  client: HouseClient,
  of: { root: string; password: string; moments: number; kbps: number; seed: number },
): Promise<Year> {
  await client.call("setup.finish", {
    body: {
      code: readSetupCode(of.root),
      institution: "示范中心",
      login: "admin",
      name: "林管理员",
      password: of.password,
    },
  });
  const { account, oneTimeSecret } = await client.call("accounts.open", {
    body: {
      login: teacherLogin,
      name: "周老师",
      personKey: "T-1",
      category: "teacher",
      role: "teacher",
      expiresAtMs: null,
      venueIds: [],
    },
  });
  const venue = await client.call("venues.add", { body: { name: "1 号实训室", area: "一楼" } });
  const source = {
    scheme: "rtsp",
    host: "127.0.0.1",
    port: 9,
    path: "/none",
    transport: "auto",
  } as const;
  const camera = await client.call("cameras.add", {
    body: {
      name: "全景",
      venueId: venue.venueId,
      stationId: null,
      coverage: ["venue"],
      mode: "lessons",
      streams: [{ stream: "main", source, user: "", secret: null }],
    },
  });
  const owner = await openOwner(of.root);
  try {
    const { rows } = await owner.query<{ site_id: string }>("select site_id from places.venue");
    const firstDayMs =
      Math.floor(systemClock.now() / dayMs) * dayMs - (days + 5) * dayMs - 8 * 60 * minuteMs;
    const place: Place = {
      root: of.root,
      siteId: rows[0]?.site_id ?? "",
      cameraId: camera.cameraId,
      venueId: venue.venueId,
      accountId: account.accountId,
      firstDayMs,
    };
    const moments = drawMoments(place, of.moments, of.seed);
    const media = [0, 1, 2, 3].map((at) => composeMinute(of.kbps, at * 100));
    const kept = keepFiles(place, moments, media);
    await fillRows(owner, place, media[0]?.parts.sizeBytes ?? 0);
    await fillObjects(owner, place, kept);
    await owner.query("analyze");
    return {
      oneTimeSecret,
      cameraId: camera.cameraId,
      segments: days * 1_440,
      lessons: days * lessonsADay,
      segmentBytes: media[0]?.parts.sizeBytes ?? 0,
      moments,
    };
  } finally {
    await owner.end();
  }
}

/** Ids are made from numbers, by the same rule in SQL below: `<kind>`, then the number in hexadecimal. */
const kinds = {
  segment: "01950000",
  watch: "01950001",
  lesson: "01950002",
  round: "01950003",
  run: "01950004",
} as const;
const idOf = (kind: keyof typeof kinds, number: number): string =>
  `${kinds[kind]}-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
const sqlId = (kind: keyof typeof kinds, number: string): string =>
  `('${kinds[kind]}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

function drawMoments(place: Place, count: number, seed: number): Moment[] {
  const draw = seededDraw(seed);
  const lessons = new Set<number>();
  while (lessons.size < count) lessons.add(Math.floor(draw() * days * lessonsADay));
  return [...lessons].map((lesson) => ({
    lessonId: idOf("lesson", lesson),
    atMs:
      place.firstDayMs +
      minuteOf(lesson) * minuteMs +
      Math.floor(draw() * recordedMinutes * minuteMs),
  }));
}

/** First recorded minute of a lesson, counted from the first day. */
const minuteOf = (lesson: number): number =>
  Math.floor(lesson / lessonsADay) * 1_440 + firstMinute + (lesson % lessonsADay) * slotMinutes;

interface KeptMinute {
  readonly minute: number;
  readonly leaf: Buffer;
  readonly sha256: Buffer;
  readonly sizeBytes: number;
}

const folderOf = (lesson: number): string => `日常教学/一年/${String(lesson).padStart(4, "0")}`;

/** Records and hard links for every file the player can ask for around the moments. */
function keepFiles(
  place: Place,
  moments: readonly Moment[],
  media: readonly OneMinute[],
): KeptMinute[] {
  const paths = housePaths(place.root);
  const originals = media.map((one, at) => {
    const path = join(place.root, `minute-${at}.mp4`);
    writeFileSync(path, one.bytes);
    return { path, parts: one.parts };
  });
  return moments.flatMap(({ lessonId, atMs }) => {
    const lesson = Number.parseInt(lessonId.slice(-12), 16);
    const folder = join(paths.vault, folderOf(lesson), "C01");
    mkdirSync(folder, { recursive: true });
    const first = minuteOf(lesson);
    const windowStart = (Math.floor(atMs / windowMs) * windowMs - place.firstDayMs) / minuteMs;
    const minutes = Array.from(
      { length: windowMs / minuteMs + 1 },
      (_, at) => windowStart - 1 + at,
    );
    return minutes
      .filter((minute) => minute >= first && minute < first + recordedMinutes)
      .map((minute) => {
        const original = originals[minute % originals.length];
        if (original === undefined) throw new Error("no file to link");
        const text = JSON.stringify(recordOf(place, { lesson, minute }, original.parts));
        writeFileSync(join(folder, `${minute}.segment.json`), text);
        linkSync(original.path, join(folder, `${minute}.mp4`));
        const leaf = Buffer.from(leafHash(utf8(text), sha256));
        return {
          minute,
          leaf,
          sha256: Buffer.from(original.parts.sha256, "hex"),
          sizeBytes: original.parts.sizeBytes,
        };
      });
  });
}

function recordOf(
  place: Place,
  at: { lesson: number; minute: number },
  parts: OneMinute["parts"],
): SegmentRecord {
  const startMs = place.firstDayMs + at.minute * minuteMs;
  return {
    version: 1,
    segmentId: idOf("segment", at.minute),
    siteId: place.siteId,
    cameraId: place.cameraId,
    label: "C01",
    stream: "main",
    runId: idOf("run", at.lesson),
    occasions: [
      {
        kind: "lesson",
        id: idOf("lesson", at.lesson),
        number: at.minute - minuteOf(at.lesson) + 1,
      },
    ],
    startMs,
    endMs: startMs + minuteMs,
    closedBy: "length",
    ...parts,
  };
}

const lessonOfMinute = `case when (n % 1440 - ${firstMinute}) between 0 and ${slotMinutes * lessonsADay - 1}
  and (n % 1440 - ${firstMinute}) % ${slotMinutes} < ${recordedMinutes}
  then n / 1440 * ${lessonsADay} + (n % 1440 - ${firstMinute}) / ${slotMinutes} end`;

async function fillRows(owner: pg.Client, place: Place, sizeBytes: number): Promise<void> {
  await owner.query("set synchronous_commit = off");
  const at = (minute: string) => `$2::bigint + (${minute})::bigint * ${minuteMs}`;
  const from = `n / ${lessonsADay} * 1440 + ${firstMinute} + n % ${lessonsADay} * ${slotMinutes}`;
  const lessons = `generate_series(0, ${days * lessonsADay - 1}) n`;
  const [site, first, camera] = [place.siteId, place.firstDayMs, place.cameraId];
  await owner.query(
    `insert into lessons.lesson select ${sqlId("lesson", "n")}, $1, '心肺复苏实训', '急救技能', ${at(`${from} + 10`)}, ${at(`${from} + 100`)},
       ${at(from)}, ${at(`${from} + ${recordedMinutes}`)}, 4, '{2024 级临床本科}', $3,
       'daily-teaching', 'daily-teaching', 'first-aid', 'first-aid', true, 'planned', 0 from ${lessons}`,
    [site, first, place.venueId],
  );
  await owner.query(
    `insert into lessons.lesson_people select ${sqlId("lesson", "n")}, $1, '{学员甲}', '[{"name":"第一组","members":["学员甲"]}]', 'salt' from ${lessons}`,
    [site],
  );
  await owner.query(
    `insert into lessons.lesson_teacher select ${sqlId("lesson", "n")}, $1, $2, 1 from ${lessons}`,
    [site, place.accountId],
  );
  await owner.query(
    `insert into vault.folder select ${sqlId("lesson", "n")}, $1, 'lesson', 'daily-teaching', '日常教学/一年/' || lpad(n::text, 4, '0'), 'lesson ' || n, '{}', 'EX@1',
       ${at(`${from} + 10`)}, ${at(`${from} + 100`)}, '{}', 0 from ${lessons}`,
    [site, first],
  );
  await owner.query(
    `insert into vault.folder select ${sqlId("watch", "n")}, $1, 'watch', 'operations', '运维日志/一年/' || n, 'watch ' || n, '{}', 'EX@1',
       ${at("n * 1440")}, ${at("n * 1440 + 1440")}, '{}', 0 from generate_series(0, ${days - 1}) n`,
    [site, first],
  );
  await owner.query(
    `insert into catalogue.line select ${sqlId("lesson", "n")}, $3, 'main', $1, 'C01', ${at(from)}, ${at(`${from} + ${recordedMinutes}`)}, '[]', 0 from ${lessons}`,
    [site, first, camera],
  );
  await owner.query(
    `insert into catalogue.run select ${sqlId("lesson", "n")}, $3, 'main', $1, ${at(from)}, ${at(`${from} + ${recordedMinutes}`)} from ${lessons}`,
    [site, first, camera],
  );
  await owner.query(
    `create temp table minute as select n, ${lessonOfMinute} as lesson from generate_series(0, ${days * 1_440 - 1}) n`,
  );
  await owner.query(
    `insert into catalogue.segment select ${sqlId("segment", "n")}, $1, $3, 'main', ${sqlId("run", "coalesce(lesson, 0)")}, ${at("n")}, ${at("n + 1")}, $4 from minute`,
    [site, first, camera, sizeBytes],
  );
  await owner.query(
    `insert into catalogue.segment_occasion select ${sqlId("watch", "n / 1440")}, ${sqlId("segment", "n")}, n % 1440 + 1 from minute`,
  );
  await owner.query(
    `insert into catalogue.segment_occasion select ${sqlId("lesson", "lesson")}, ${sqlId("segment", "n")},
       (n % 1440 - ${firstMinute}) % ${slotMinutes} + 1 from minute where lesson is not null`,
  );
}

/** The vault's rows: with the true leaf where a record lies on disk, with a made-up one elsewhere. */
async function fillObjects(
  owner: pg.Client,
  place: Place,
  kept: readonly KeptMinute[],
): Promise<void> {
  await owner.query(
    `insert into vault.round select ${sqlId("round", "n")}, $1, $2::bigint + n::bigint * ${dayMs}, 1440, 0, sha256('round')
     from generate_series(0, ${days - 1}) n`,
    [place.siteId, place.firstDayMs],
  );
  await owner.query("create temp table kept (n int primary key, leaf bytea, sha bytea, size int)");
  await owner.query(
    "insert into kept select * from unnest($1::int[], $2::bytea[], $3::bytea[], $4::int[])",
    [
      kept.map((one) => one.minute),
      kept.map((one) => one.leaf),
      kept.map((one) => one.sha256),
      kept.map((one) => one.sizeBytes),
    ],
  );
  await owner.query(
    `insert into vault.object select ${sqlId("segment", "n")}, $1, 'segment', ${sqlId("round", "n / 1440")}, n % 1440,
       coalesce(leaf, sha256(int4send(n))), case when lesson is null then ${sqlId("watch", "n / 1440")} else ${sqlId("lesson", "lesson")} end,
       'C01/' || n || '.mp4', coalesce(size, 30000000), coalesce(sha, sha256('bytes'))
     from minute left join kept using (n)`,
    [place.siteId],
  );
}

/** The superuser: row-level security binds everybody else, the owner of the tables included. */
async function openOwner(root: string): Promise<pg.Client> {
  const paths = housePaths(root);
  const url = new URL(readDatabaseUrl(paths));
  url.username = "postgres";
  url.password = databaseSecrets(paths).superuser;
  const owner = new pg.Client({ connectionString: url.href });
  await owner.connect();
  return owner;
}

/** Whether bytes are those the sealed record names. */
export function isWhole(bytes: Uint8Array, sha256Hex: string): boolean {
  return digest(bytes) === sha256Hex;
}
