// Makes this checkout ready for a purpose: demo, start, test or bench. Plain JavaScript for Node 20,
// because it runs before anything is installed. Each step is skipped when it has nothing to do.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const purpose = process.argv[2] ?? "start";
const quiet = process.argv.includes("--quiet");

installPackages();
buildWeb();
if (purpose === "test" || purpose === "bench") installSystemPackages();

/** node_modules belongs to this lock file, or is made anew. No package's install script runs. */
function installPackages() {
  const lock = digest([join(home, "package-lock.json")]);
  const folder = join(home, "node_modules");
  // A link is somebody's own arrangement; installing would empty what it points to.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const mark = join(folder, ".liuhen-lock");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  say("正在安装依赖（首次约一分钟） · installing packages (about a minute the first time)");
  const npm = process.env.npm_execpath;
  const command = npm && npm.endsWith("js") ? [process.execPath, npm] : ["npm"];
  run([...command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]);
  writeFileSync(mark, lock);
}

function buildWeb() {
  const sources = ["src/web", "src/contract", "src/kernel"].flatMap((folder) =>
    filesBelow(join(home, folder)),
  );
  const settings = ["vite.config.ts", "vite.verifier.config.ts", "package-lock.json"];
  const state = digest([...sources, ...settings.map((name) => join(home, name))]);
  const mark = join(home, "dist", "web", ".built-from");
  if (existsSync(mark) && readFileSync(mark, "utf8") === state) return;
  say("正在构建网页 · building the web pages");
  const vite = [ourNode(), join(home, "node_modules", "vite", "bin", "vite.js"), "build"];
  run([...vite, "--logLevel", "warn"]);
  // The offline verifier, one file that goes into every package.
  run([...vite, "--config", "vite.verifier.config.ts", "--logLevel", "warn"]);
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, state);
}

/** Browser, fonts, ffmpeg, an independent camera server and a directory server, for the tests only. */
function installSystemPackages() {
  const wanted = [
    ["chromium-headless-shell", () => onPath("chromium-headless-shell")],
    ["fonts-noto-cjk", () => existsSync("/usr/share/fonts/opentype/noto")],
    ["ffmpeg", () => onPath("ffmpeg")],
    ["age", () => onPath("age")],
    ["unzip", () => onPath("unzip")],
    ["poppler-utils", () => onPath("pdftoppm")],
    ["gir1.2-gst-rtsp-server-1.0", () => existsSync("/usr/share/doc/gir1.2-gst-rtsp-server-1.0")],
    ["python3-gi", () => existsSync("/usr/share/doc/python3-gi")],
    ["gstreamer1.0-plugins-good", () => existsSync("/usr/share/doc/gstreamer1.0-plugins-good")],
    ["gstreamer1.0-plugins-ugly", () => existsSync("/usr/share/doc/gstreamer1.0-plugins-ugly")],
    ["slapd", () => existsSync("/usr/sbin/slapd")],
    ["openssl", () => onPath("openssl")],
    ["gstreamer1.0-libav", () => existsSync("/usr/share/doc/gstreamer1.0-libav")],
  ];
  const missing = wanted.filter(([, there]) => !there()).map(([name]) => name);
  if (missing.length === 0) return;
  const line = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0 || !onPath("apt-get")) {
    say(`测试需要这些系统软件包 · the tests need these system packages:\n  sudo ${line}`);
    process.exit(69);
  }
  say(`正在安装测试所需系统软件 · installing for the tests: ${missing.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run(["apt-get", "update", "-qq"], env);
  // The tests run the directory server by themselves: no directory of the system's own, no daemon.
  if (missing.includes("slapd"))
    spawnSync("debconf-set-selections", { input: "slapd slapd/no_configuration boolean true\n" });
  run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", ...missing], env);
}

function ourNode() {
  const path = join(home, "node_modules", ".bin", "node");
  return existsSync(path) ? path : process.execPath;
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    )
    .sort();
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files)
    if (existsSync(file)) hash.update(file.slice(home.length)).update(readFileSync(file));
  return hash.digest("hex");
}

function onPath(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function run([program, ...args], env = process.env) {
  const done = spawnSync(program, args, {
    cwd: home,
    env,
    stdio: quiet ? ["ignore", "ignore", "inherit"] : ["ignore", 2, 2],
  });
  if (done.status === 0) return;
  say(`失败 · failed: ${program} ${args.join(" ")} ${done.error ?? ""}`);
  process.exit(done.status ?? 70);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
