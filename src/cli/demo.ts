import { Fault } from "../contract/faults.ts";
import { roleNames } from "../contract/roles.ts";
import { localTime } from "../kernel/local-time.ts";
import { startChild, untilStopped } from "../platform/child.ts";
import { systemClock } from "../platform/clock.ts";
import { openDemonstrationFolder } from "../platform/demonstration-folder.ts";
import { type HouseClient, openHouseClient } from "../platform/house-client.ts";
import { freePort } from "../platform/postgres.ts";
import { quietLogs } from "../platform/terminal.ts";
import { drawSecret } from "../platform/random.ts";
import { resolve } from "../platform/paths.ts";
import { superviseHouse } from "../supervisor/supervise.ts";
import { furnish, type Furnished } from "./demo-furnish.ts";
import { fileDemoRequest } from "./demo-request.ts";
import { print } from "./print.ts";

const patienceMs = 90_000;

/**
 * `liuhen demo [folder]`: a synthetic training centre, made anew each time. Everything is set up through
 * the same routes a browser uses; the cameras are our simulator, over real RTSP on loopback.
 */
export async function demoCommand(args: readonly string[]): Promise<number> {
  quietLogs();
  const listenPort = await freePort(8440);
  const cameraPort = await freePort(8554);
  const root = openDemonstrationFolder(resolve(args[0] ?? "house/demonstration"), {
    listenPort,
    segmentTargetMs: 10_000,
    roundEveryMs: 5_000,
    leadMs: 20_000,
    tailMs: 10_000,
  });
  print("留痕 Liuhen · 演示 demonstration");
  print(
    "正在启动四路模拟摄像机、数据库、录制与服务 · starting cameras, database, recorder, server …",
  );
  const simulator = startChild({
    module: "simulator/main.ts",
    args: ["--cameras", "4", "--port", String(cameraPort)],
    output: "ignore",
  });
  const house = await superviseHouse(root);
  const origin = `http://127.0.0.1:${listenPort}`;
  const client = openHouseClient(origin);
  await untilUp(client);
  const admin = { login: "admin", password: drawSecret(16) };
  const furnished = await furnish(client, {
    root,
    admin,
    cameraPort,
    startsInMs: 25_000,
    lastsMs: 60_000,
  });
  const { timeZone } = await client.call("me.read");
  const serial = await fileDemoRequest(client, furnished);
  report({ origin, admin, furnished, timeZone, serial });
  await untilStopped();
  print("正在停止 · stopping …");
  await house.stop();
  simulator.signal("SIGTERM");
  await simulator.ended;
  return 0;
}

async function untilUp(client: HouseClient): Promise<void> {
  const deadline = systemClock.ticks() + patienceMs;
  while (systemClock.ticks() < deadline) {
    const up = await client.raw("health.read").then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    await systemClock.sleep(200);
  }
  throw new Fault("busy", "house_slow", {
    hint: `the house did not answer within ${patienceMs / 1000} s; its log lines above say why`,
  });
}

interface Report {
  readonly origin: string;
  readonly admin: { readonly login: string; readonly password: string };
  readonly furnished: Furnished;
  /** The house's own: what the terminal says is what the screens show. */
  readonly timeZone: string;
  /** Number of the request that waits for the director. */
  readonly serial: string;
}

function report({ origin, admin, furnished, timeZone, serial }: Report): void {
  const { startMs } = furnished.lesson;
  const second = String(Math.floor(startMs / 1_000) % 60).padStart(2, "0");
  const time = `${localTime(startMs, timeZone).time}:${second}`;
  print();
  print(`  网址 · address      ${origin}`);
  print(`  管理员 · admin      ${admin.login}   ${admin.password}`);
  print();
  print(
    "  其他角色（首次登录须改密码） · other roles (the secret must be changed at first sign-in)",
  );
  for (const role of roleNames) {
    for (const account of furnished.accounts.filter((one) => one.role === role))
      print(
        `    ${role.padEnd(9)} ${account.login.padEnd(10)} ${account.secret}   ${account.name}`,
      );
  }
  print();
  print(`  ${time} 开始的课 · the lesson beginning then:`);
  print(`    ${furnished.lesson.officialName}`);
  print(`    ${origin}/lessons/${furnished.lesson.lessonId}`);
  print(
    "  它会自动录制、封存，约两分钟后可带证据回放 · records and seals by itself; plays with its proof in about two minutes",
  );
  print();
  print(`  等中心主任签署的申请 · a request waiting for the director: ${serial}`);
  print();
  print("  Ctrl-C 停止 · stops");
}
