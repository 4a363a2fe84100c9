import pg from "pg";
import { openBenchHouse } from "./bench-house.ts";
import { granted } from "../../src/contract/outcome.ts";
import { leafHash, nodeHash } from "../../src/kernel/ledger/hash.ts";
import { utf8 } from "../../src/kernel/bytes.ts";
import { sha256 } from "../../src/platform/hash.ts";
import type { House } from "../../src/platform/house.ts";
import {
  act,
  checkLedger,
  proveEntries,
  sequenceNow,
  startSequencer,
} from "../../src/server/ledger/index.ts";

/** B4, second half: the ledger against a per-row hash chain, same machine, same run. */
export interface LedgerFigures {
  readonly clients: number;
  /** Acts a second, each with one entry, while the sequencer runs. */
  readonly appendsPerSecond: number;
  /** The same writes with a hash chain: each must wait for the one before to commit. */
  readonly chainAppendsPerSecond: number;
  /** Committed entries numbered, integrated and published, durable on disk. */
  readonly sequencedPerSecond: number;
  /** Entries checked against rows, tiles, bundles and signature. */
  readonly verifiedPerSecond: number;
  readonly chainVerifiedPerSecond: number;
  /** One inclusion proof, in milliseconds; a hash chain has none. */
  readonly proofMs: number;
}

const clients = 16;

export async function benchLedger(secondsEach = 4, bulk = 100_000): Promise<LedgerFigures> {
  await using bench = await openBenchHouse();
  const { house } = bench;
  const chain = new pg.Pool({ connectionString: bench.ownerUrl, max: clients });
  chain.on("error", () => {});
  chain.on("connect", (client) => client.on("error", () => {}));
  try {
    const chained = await appendChain(chain, house, secondsEach);
    const appendsPerSecond = await appendLedger(house, secondsEach);
    await insertBulk(bench.superuserUrl, house, bulk);
    const sequencing = await timed(() => sequenceNow(house));
    const checked = await timed(() => checkLedger(house));
    if (checked.value.findings.length > 0)
      throw new Error(JSON.stringify(checked.value.findings[0]));
    const chainChecked = await timed(() => verifyChain(chain));
    return {
      clients,
      appendsPerSecond,
      chainAppendsPerSecond: chained,
      sequencedPerSecond: perSecond(bulk, sequencing.ms),
      verifiedPerSecond: perSecond(checked.value.entries, checked.ms),
      chainVerifiedPerSecond: perSecond(chainChecked.value, chainChecked.ms),
      proofMs: await proofTime(house),
    };
  } finally {
    await chain.end();
  }
}

async function appendLedger(house: House, seconds: number): Promise<number> {
  const sequencer = startSequencer(house);
  const count = await hammer(seconds, async () => {
    const cameraId = house.newId();
    await act(house, { kind: "system", name: "gate" }, "live.opened@1", async () =>
      granted({ value: 0, subject: { type: "camera", id: cameraId }, body: { cameraId } }),
    );
  });
  await sequencer.stop();
  await sequenceNow(house);
  return Math.round(count / seconds);
}

/** The design that was rejected: the newest row's hash is locked, extended and replaced. */
async function appendChain(pool: pg.Pool, house: House, seconds: number): Promise<number> {
  await pool.query(`create schema bench;
    create table bench.head (one int primary key, hash bytea not null);
    create table bench.chain (position bigint generated always as identity primary key, leaf text not null, hash bytea not null);
    insert into bench.head values (1, sha256(''))`);
  const leaf = JSON.stringify({
    kind: "live.opened@1",
    at: house.clock.now(),
    body: "x".repeat(350),
  });
  const count = await hammer(seconds, async () => {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const head = await client.query<{ hash: Buffer }>(
        "select hash from bench.head where one = 1 for update",
      );
      const hash = nodeHash(
        head.rows[0]?.hash ?? new Uint8Array(),
        leafHash(utf8(leaf), sha256),
        sha256,
      );
      await client.query("insert into bench.chain (leaf, hash) values ($1, $2)", [
        leaf,
        Buffer.from(hash),
      ]);
      await client.query("update bench.head set hash = $1 where one = 1", [Buffer.from(hash)]);
      await client.query("commit");
    } finally {
      client.release();
    }
  });
  return Math.round(count / seconds);
}

async function verifyChain(pool: pg.Pool): Promise<number> {
  let hash = sha256(new Uint8Array());
  let position = 0;
  for (;;) {
    const { rows } = await pool.query<{ position: number; leaf: string; hash: Buffer }>(
      "select position, leaf, hash from bench.chain where position > $1 order by position limit 10000",
      [position],
    );
    for (const row of rows) {
      hash = nodeHash(hash, leafHash(utf8(row.leaf), sha256), sha256);
      if (!row.hash.equals(hash)) throw new Error(`row ${row.position} is false`);
      position = row.position;
    }
    if (rows.length === 0) return position;
  }
}

/** Well-formed entries, committed and waiting for their numbers. */
async function insertBulk(superuserUrl: string, house: House, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(
    `insert into ledger.entry (id, site_id, kind, at_ms, subject_type, subject_id, leaf)
     select id, $1::uuid, 'live.opened@1', 1780000000000 + n, 'camera', id,
       '{"actor":{"kind":"system","name":"gate"},"atMs":' || 1780000000000 + n || ',"body":{"cameraId":"' || id
       || '"},"id":"' || id || '","kind":"live.opened@1","personal":{},"siteId":"' || $1::text
       || '","subject":{"id":"' || id || '","type":"camera"},"version":1}'
     from (select n, ('0197f000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id
       from generate_series(1, $2::int) n) made`,
    [house.siteId, count],
  );
  await client.end();
}

async function proofTime(house: House): Promise<number> {
  const ids = Array.from(
    { length: 200 },
    (_, at) => `0197f000-0000-7000-8000-${(at * 37 + 1).toString(16).padStart(12, "0")}`,
  );
  const { ms, value } = await timed(() => proveEntries(house, ids));
  if (value.some((proof) => proof.inclusion === null)) throw new Error("an entry was not proved");
  return Math.round((ms / ids.length) * 100) / 100;
}

async function hammer(seconds: number, once: () => Promise<void>): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let count = 0;
  const client = async () => {
    for (; performance.now() < until; count++) await once();
  };
  await Promise.all(Array.from({ length: clients }, client));
  return count;
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
}

function perSecond(count: number, ms: number): number {
  return Math.round((count / ms) * 1_000);
}

if (import.meta.main) console.table(await benchLedger());
