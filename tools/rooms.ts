import { rooms } from "./room-table.ts";
import { type Import, importsOf, isTest, readSources, type Source } from "./sources.ts";

/**
 * The dependency table of the house: who may import whom. An import that is not in it fails, and so
 * does a row that nothing uses. Floors go up from the ground; a door is a room's index.ts.
 */
const parts: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  kernel: ["contract"],
  platform: ["contract", "kernel"],
  recorder: ["contract", "kernel", "platform"],
  simulator: ["contract", "kernel", "platform"],
  supervisor: ["contract", "kernel", "platform"],
  server: ["contract", "kernel", "platform"],
  web: ["contract", "kernel"],
  cli: ["contract", "kernel", "platform", "server", "supervisor"],
};

/** Packages each part may use; what is not named is refused, so a new one is a decision. */
const packages: Readonly<Record<string, readonly string[]>> = {
  contract: ["zod"],
  kernel: ["zod"],
  platform: [
    "zod",
    "age-encryption",
    "minio",
    "yazl",
    "kysely",
    "pg",
    "pino",
    "@node-rs/argon2",
    "csv-parse",
    "fast-xml-parser",
    "ldapts",
    "read-excel-file",
    "write-excel-file",
    "@myriaddreamin/typst-ts-node-compiler",
  ],
  recorder: ["zod"],
  simulator: ["zod"],
  supervisor: ["zod"],
  server: [
    "zod",
    "kysely",
    "fastify",
    "pinyin-pro",
    "@fastify",
    "prom-client",
    "@scalar",
    "uqr",
    "openid-client",
    "@simplewebauthn",
  ],
  web: [
    "react",
    "react-dom",
    "antd",
    "@ant-design",
    "@tanstack",
    "i18next",
    "react-i18next",
    "dayjs",
    "zod",
    "signature_pad",
    "@noble",
    "@simplewebauthn",
  ],
  cli: ["zod"],
};

export interface Breach {
  readonly where: string;
  readonly what: string;
}

/** Every import that the table does not allow, every unused row, every circle. */
export function checkRooms(sources: readonly Source[]): Breach[] {
  const houses = sources.filter((source) => source.path.startsWith("src/") && !isTest(source.path));
  const imports = houses.flatMap(importsOf);
  const used = new Set<string>();
  const breaches = imports.flatMap((one) => judge(one, used));
  const unused = Object.entries(rooms).flatMap(([room, { uses }]) =>
    uses
      .filter((use) => !used.has(`${room} > ${use}`))
      .map((use) => ({ where: `table: ${room}`, what: `row unused: ${use}` })),
  );
  return [...breaches, ...unused, ...upward(), ...circles(imports)];
}

function judge(one: Import, used: Set<string>): Breach[] {
  const from = partOf(one.from);
  if (!one.to.startsWith("src/")) return judgePackage(one, from);
  const to = partOf(one.to);
  if (from !== to)
    return (parts[from] ?? []).includes(to)
      ? judgeDoor(one)
      : [breach(one, `${from} may not import ${to}`)];
  if (from !== "server") return [];
  const [room, other] = [roomOf(one.from), roomOf(one.to)];
  if (room === undefined || room === other) return [];
  if (other === undefined) return [breach(one, "a room may not import the composition")];
  if (!(rooms[room]?.uses ?? []).includes(other))
    return [breach(one, `room ${room} may not import room ${other}`)];
  used.add(`${room} > ${other}`);
  return judgeDoor(one);
}

/** From outside, a room is entered by its door only. */
function judgeDoor(one: Import): Breach[] {
  const room = roomOf(one.to);
  const isDoor = room === undefined || one.to === `src/server/${room}/index.ts`;
  return isDoor ? [] : [breach(one, `enter ${room} by its door index.ts`)];
}

function judgePackage(one: Import, from: string): Breach[] {
  if (one.to.startsWith("node:"))
    return from === "platform"
      ? []
      : [breach(one, "only platform touches Node: add or use a port there")];
  const name = one.to.startsWith("@")
    ? one.to.split("/").slice(0, 2).join("/")
    : (one.to.split("/")[0] ?? "");
  const allowed = packages[from] ?? [];
  return allowed.some((entry) => entry === name || name.startsWith(`${entry}/`))
    ? []
    : [breach(one, `${from} may not use package ${name}`)];
}

function upward(): Breach[] {
  return Object.entries(rooms).flatMap(([room, { floor, uses }]) =>
    uses
      .filter((use) => (rooms[use]?.floor ?? 99) >= floor)
      .map((use) => ({ where: `table: ${room}`, what: `arrow up or level to ${use}` })),
  );
}

/** Import circles between files, types included (Tarjan's strongly connected components). */
function circles(imports: readonly Import[]): Breach[] {
  const next = Map.groupBy(
    imports.filter((one) => one.to.startsWith("src/")),
    (one) => one.from,
  );
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: Breach[] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.size - 1);
    stack.push(file);
    for (const { to } of next.get(file) ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(file, Math.min(low.get(file) ?? 0, low.get(to) ?? 0));
    }
    if (low.get(file) !== index.get(file)) return;
    const members = stack.splice(stack.indexOf(file));
    if (members.length > 1) found.push({ where: members.join(" ↔ "), what: "import circle" });
  };
  for (const file of next.keys()) if (!index.has(file)) visit(file);
  return found;
}

const partOf = (path: string): string => path.split("/")[1] ?? "";
function roomOf(path: string): string | undefined {
  const [, part, room, file] = path.split("/");
  return part === "server" && file !== undefined ? room : undefined;
}
const breach = (one: Import, what: string): Breach => ({ where: `${one.from} → ${one.to}`, what });

if (import.meta.main) {
  const breaches = checkRooms(readSources("src"));
  for (const { where, what } of breaches) console.log(`${where}: ${what}`);
  console.log(breaches.length === 0 ? "rooms: clean" : `rooms: ${breaches.length} breaches`);
  process.exit(breaches.length === 0 ? 0 : 1);
}
