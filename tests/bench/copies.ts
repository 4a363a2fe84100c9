import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { VirtualClock } from "../../src/platform/clock.ts";
import type { House } from "../../src/platform/house.ts";
import { draw } from "../../src/platform/random.ts";
import { checks, copies, escrow, targets } from "../../src/server/copies/index.ts";
import { sequenceNow } from "../../src/server/ledger/index.ts";
import { keepLesson } from "../fixture/copies.ts";
import { openBenchHouse } from "./bench-house.ts";

/** B5: what a night, an unchanged night and the reading of the vault cost. */
export interface CopiesFigures {
  readonly copyMBs: number;
  readonly cpMBs: number;
  /** Undefined where there is no restic. */
  readonly resticMBs: number | undefined;
  /** Seconds of a night with nothing new, a million objects known. */
  readonly unchangedSeconds: number;
  readonly scrubMBs: number;
}

const million = 1_000_000;
const files = 16;
const fileBytes = 32 * 1024 * 1024;
const startMs = Date.UTC(2026, 5, 1, 17, 30);

/** Wall time moves when told, durations run. */
class BenchClock extends VirtualClock {
  override ticks(): number {
    return performance.now();
  }
}

export async function benchCopies(objects = million): Promise<CopiesFigures> {
  const clock = new BenchClock(startMs - 3_600_000);
  const config = (folder: string) => ({ copyFolders: [folder] });
  await using bench = await openBenchHouse({ clock, config });
  const { house, folder } = bench;
  const owner = new pg.Client({ connectionString: bench.superuserUrl });
  await owner.connect();
  try {
    await openPlace(house, folder);
    await keepLesson(house, { segments: 24, frameBytes: 400_000 });
    clock.advance(startMs - clock.now());
    const scrubMBs = await benchScrub(house);
    await night(house);
    const source = house.paths.sheets;
    mkdirSync(source, { recursive: true });
    for (let at = 0; at < files; at++)
      writeFileSync(join(source, `sheet-${at}.pdf`), draw(fileBytes));
    clock.advance(86_400_000);
    const copyMBs = await perSecond(files * fileBytes, () => night(house));
    const plain = { source, folder };
    const figures = {
      copyMBs,
      scrubMBs,
      cpMBs: await perSecond(files * fileBytes, () => copyPlainly(plain)),
      resticMBs: await benchRestic(plain),
    };
    await fill(owner, objects);
    clock.advance(86_400_000);
    const start = performance.now();
    await night(house);
    return { ...figures, unchangedSeconds: (performance.now() - start) / 1_000 };
  } finally {
    await owner.end();
  }
}

async function openPlace(house: House, folder: string): Promise<void> {
  const made = await escrow.makeAtTerminal(house);
  if (!made.ok) throw new Error(made.code);
  mkdirSync(join(folder, "copies"));
  const actor = {
    kind: "person" as const,
    accountId: house.newId(),
    signInId: house.newId(),
    login: "bench",
    name: "bench",
    role: "admin" as const,
    terminal: "bench",
    address: "127.0.0.1",
  };
  const place = { path: join(folder, "copies") };
  const added = await targets.add(house, actor, { kind: "folder", name: "bench", place });
  if (!added.ok) throw new Error(added.code);
}

/** From its beginning to the checkpoint that came back. */
async function night(house: House): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    const more = await copies.tend(house, 60_000);
    await sequenceNow(house);
    const read = await copies.nights(house, 1);
    const tonight = read.ok ? read.value.nights.at(-1) : undefined;
    if (!more && tonight?.state === "complete") return;
  }
  throw new Error("the night made no end");
}

async function benchScrub(house: House): Promise<number> {
  const start = performance.now();
  while (await checks.scrub(house, 60_000));
  const read = await copies.read(house);
  return read.value.scrub.sizeBytes / 1e6 / ((performance.now() - start) / 1_000);
}

async function perSecond(bytes: number, run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return bytes / 1e6 / ((performance.now() - start) / 1_000);
}

interface Plain {
  readonly source: string;
  readonly folder: string;
}

/** What a script would do: copy, make durable, digest the copy. */
function copyPlainly({ source, folder }: Plain): void {
  const target = join(folder, "plain");
  execFileSync("cp", ["-r", source, target]);
  execFileSync("sync", ["-f", target]);
  execFileSync(
    "sha256sum",
    readdirSync(target).map((name) => join(target, name)),
  );
}

async function benchRestic({ source, folder }: Plain): Promise<number | undefined> {
  if (spawnSync("restic", ["version"]).status !== 0) return undefined;
  const env = { ...process.env, RESTIC_PASSWORD: "for-bench", RESTIC_CACHE_DIR: join(folder, "c") };
  const repository = ["-r", join(folder, "restic")];
  execFileSync("restic", [...repository, "init"], { env, stdio: "ignore" });
  return perSecond(files * fileBytes, () => {
    execFileSync("restic", [...repository, "backup", source], { env, stdio: "ignore" });
    execFileSync("sync", ["-f", folder]);
  });
}

/** So many objects of other years, all of them copied: the catalogue of a large house. */
async function fill(owner: pg.Client, objects: number): Promise<void> {
  await owner.query("set session_replication_role = replica");
  await owner.query(
    `insert into copies.object (name, site_id, class, home_id, partition, object_id, part, source,
       size_bytes, sha256, since_ms, protected)
     select 'daily-teaching/' || h || '/' || lpad(to_hex(i), 12, '0') || '.age', t.site_id, 'footage',
       h, 'daily-teaching', h, 'bytes', 'x/' || i, 30000000, repeat('ab', 32), 1, true
     from copies.target t, generate_series(1, $1::int) i,
       lateral (select ('019e0000-0000-7000-8000-' || lpad(to_hex(i / 500), 12, '0'))::uuid as h) x`,
    [objects],
  );
  await owner.query(
    `insert into copies.copied (target_id, name, site_id, home_id, plain_sha256, sealed_bytes,
       sealed_sha256, copied_at_ms, state)
     select t.target_id, o.name, o.site_id, o.home_id, repeat('ab', 32), 30000500, repeat('cd', 32), 1,
       'verified' from copies.target t, copies.object o where o.source like 'x/%'`,
  );
  await owner.query("update copies.target set chain_seq = (select max(seq) from copies.copied)");
  await owner.query("analyze copies.object, copies.copied");
}
