import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../src/platform/postgres.ts";

/**
 * One small real Ceph on this machine: monitor, manager, one store, gateway. Debian's packages ceph-mon,
 * ceph-mgr, ceph-osd and radosgw; everything lies in one folder and listens on 127.0.0.1 only.
 */
export interface Cluster extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly accessKey: string;
  readonly secretKey: string;
}

export const hasCeph = (): boolean =>
  ["ceph-mon", "ceph-osd", "ceph-mgr", "radosgw"].every((name) => existsSync(`/usr/bin/${name}`));

const fsid = "5f3c1c5e-6d3f-4a51-9c47-2b1d0e6f7a10";
const accessKey = "LIUHENTESTKEY0000001";
const secretKey = "liuhen-test-secret-0000000000000000000001";

export async function startCluster(): Promise<Cluster> {
  const root = mkdtempSync(join(tmpdir(), "liuhen-ceph-"));
  const [monPort, port] = [await freePort(), await freePort()];
  const children: ChildProcess[] = [];
  const config = join(root, "ceph.conf");
  writeFileSync(config, configuration(root, { monPort, port }));
  for (const part of ["mon", "mgr", "osd", "rgw", "run"]) mkdirSync(join(root, part));
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, ["-c", config, ...args], {
      stdio: ["ignore", "pipe", "ignore"],
    }).toString();
  const ceph = (...args: string[]) =>
    run(
      "ceph",
      "--connect-timeout",
      "20",
      "-n",
      "client.admin",
      "-k",
      join(root, "keyring"),
      ...args,
    );
  const start = (program: string, ...args: string[]) => {
    const child = spawn(program, ["-c", config, "-f", ...args], { stdio: "ignore" });
    children.push(child);
    return child;
  };
  const stop = async () => {
    for (const child of children.toReversed()) await ended(child);
    rmSync(root, { recursive: true, force: true });
  };
  try {
    keyrings(root);
    const address = `[v2:127.0.0.1:${monPort}]`;
    const map = ["--create", "--clobber", "--fsid", fsid, "--addv", "a", address];
    execFileSync("monmaptool", map.concat(join(root, "monmap")));
    run("ceph-mon", "--mkfs", "-i", "a", ...monFiles(root));
    start("ceph-mon", "-i", "a");
    await until(() => ceph("-s").includes("quorum"), "a monitor");
    ceph("config", "set", "global", "osd_pool_default_pg_autoscale_mode", "off");
    start("ceph-mgr", "-i", "a");
    startStore(root, { ceph, run, start });
    await until(
      () => /"num_up_osds":1/.test(ceph("osd", "stat", "-f", "json").replaceAll(" ", "")),
      "a store",
    );
    start("radosgw", "-n", "client.rgw", "-k", join(root, "keyring"));
    await until(() => user(config, root), "a gateway");
    await until(async () => (await fetch(`http://127.0.0.1:${port}`)).ok, "an answer");
    return { host: "127.0.0.1", port, accessKey, secretKey, [Symbol.asyncDispose]: stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

function configuration(root: string, at: { monPort: number; port: number }): string {
  return `[global]
fsid = ${fsid}
mon host = [v2:127.0.0.1:${at.monPort}]
mon client mode = crc secure
ms bind ipv4 = true
public addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = ${root}/keyring
run dir = ${root}/run
admin socket = ${root}/run/$cluster-$name.asok
log file = /dev/null
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon max pg per osd = 500
osd crush chooseleaf type = 0
[mon]
mon data = ${root}/mon/a
[mgr]
mgr data = ${root}/mgr/a
mgr initial modules =
[osd]
osd data = ${root}/osd/0
osd objectstore = bluestore
bluestore block size = 4294967296
osd memory target = 939524096
osd scrub begin hour = 3
[client.rgw]
rgw data = ${root}/rgw
rgw frontends = beast endpoint=127.0.0.1:${at.port}
rgw thread pool size = 32
rgw lc debug interval = 10
`;
}

function keyrings(root: string): void {
  const keyring = join(root, "keyring");
  const add = (name: string, ...caps: string[]) =>
    execFileSync("ceph-authtool", [
      ...(existsSync(keyring) ? [] : ["--create-keyring"]),
      keyring,
      "--gen-key",
      "-n",
      name,
      ...caps.flatMap((cap) => ["--cap", ...cap.split("=", 2)]),
    ]);
  add("mon.", "mon=allow *");
  add("client.admin", "mon=allow *", "osd=allow *", "mgr=allow *");
  add("mgr.a", "mon=allow profile mgr", "osd=allow *");
  add("osd.0", "mon=allow profile osd", "mgr=allow profile osd", "osd=allow *");
  add("client.rgw", "mon=allow rwx", "osd=allow rwx", "mgr=allow rw");
}

const monFiles = (root: string) => {
  const [monmap, keyring] = [join(root, "monmap"), join(root, "keyring")];
  return ["--monmap", monmap, "--keyring", keyring];
};

function startStore(
  root: string,
  by: {
    ceph: (...args: string[]) => string;
    run: (program: string, ...args: string[]) => string;
    start: (program: string, ...args: string[]) => ChildProcess;
  },
): void {
  const uuid = "0c5b6a0e-1d0f-4c53-8a3b-51d6a7c0aa01";
  by.ceph("osd", "new", uuid);
  mkdirSync(join(root, "osd", "0"));
  by.run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", uuid);
  by.start("ceph-osd", "-i", "0");
}

function user(config: string, root: string): boolean {
  const args = ["user", "create", "--uid", "liuhen", "--display-name", "liuhen"];
  const keys = ["--access-key", accessKey, "--secret-key", secretKey];
  execFileSync(
    "radosgw-admin",
    ["-c", config, "-n", "client.rgw", "-k", join(root, "keyring"), ...args].concat(keys),
    { stdio: "ignore", timeout: 60_000 },
  );
  return true;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const hard = setTimeout(() => child.kill("SIGKILL"), 8_000);
  await gone;
  clearTimeout(hard);
}

async function until(ready: () => boolean | Promise<boolean>, what: string): Promise<void> {
  let last: unknown;
  for (let turn = 0; turn < 90; turn++) {
    try {
      if (await ready()) return;
    } catch (cause) {
      last = cause;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`Ceph gave no ${what}`, { cause: last });
}
