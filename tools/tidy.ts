import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { home, isTest, readSources, type Source } from "./sources.ts";

/** Words that may not stand in the code, each with what to use instead, and where they may. */
interface Ban {
  readonly pattern: RegExp;
  readonly instead: string;
  readonly allowed: RegExp;
}

const bans: readonly Ban[] = [
  {
    pattern: /\bDate\.now\(|\bnew Date\(\)|performance\.now\(/,
    instead: "clock.now() or clock.ticks()",
    allowed: /^src\/platform\/clock\.ts$|^src\/web\/|^tests\/|^tools\/|\.test\.ts$/,
  },
  {
    pattern: /Math\.random\(|randomUUID\(/,
    instead: "draw() or newId() of platform",
    allowed: /^src\/web\//,
  },
  {
    pattern: /\bwriteFileSync\(|\bwriteFile\(/,
    instead: "writeDurablySync() of platform/durable-file.ts",
    allowed: /^src\/platform\/|^tests\/|^tools\//,
  },
  {
    pattern: /\bchild_process\b|\bexecSync\(|shell:\s*true/,
    instead: "platform's spawn with an argv array",
    allowed: /^src\/platform\/|^tests\/|^tools\//,
  },
  {
    pattern: /:\s*any\b|<any>|\bas any\b/,
    instead: "unknown and a parser",
    allowed: /^tools\/tidy/,
  },
  {
    pattern: /\bas (?!const\b|unknown as const)(?:[A-Z{(]|unknown\b|string\b|number\b)/,
    instead: "a parser or a type guard",
    allowed: /^src\/platform\/|^tests\/|\.test\.tsx?$|^tools\//,
  },
  {
    pattern: /[\w)\]]!(?:\.|\[|;|,|\)|$)/,
    instead: "a check that tells what is missing",
    allowed: /^src\/platform\/|^tests\/|\.test\.tsx?$/,
  },
  {
    pattern: /\bTODO\b|\bFIXME\b|\bXXX\b|\bHACK\b/,
    instead: "done work, or a sentence in the closing note",
    allowed: /^tools\/tidy/,
  },
  {
    pattern: /\bsql`|\bsql\.(?:raw|lit|ref)\(/,
    instead: "the room's *.store.ts",
    allowed: /\.store\.ts$|^src\/platform\/|^tests\/|\.test\.ts$/,
  },
  {
    pattern: /\.transaction\(\)/,
    instead: "act() or quiet() of the ledger; asTier() to read",
    allowed: /^src\/server\/ledger\/|^src\/platform\/tiers\.ts$|^tests\/|\.test\.ts$/,
  },
  {
    pattern: /\bconsole\.(?:log|error|warn)\(/,
    instead: "house.log, or print() in cli",
    allowed: /^src\/platform\/|^tests\/|^tools\//,
  },
  {
    pattern: /dangerouslySetInnerHTML|\.innerHTML\b|\beval\(|new Function\(/,
    instead: "React elements",
    allowed: /^tools\/tidy/,
  },
  {
    pattern:
      /https?:\/\/(?!127\.0\.0\.1|localhost|www\.w3\.org|www\.onvif\.org|docs\.oasis-open\.org|schemas\.xmlsoap\.org|[a-z.]*\.example|\$|json-schema\.org|schemas\.openxmlformats\.org|\[)/,
    instead: "nothing from outside the house",
    allowed: /^tests\/|\.test\.tsx?$/,
  },
  {
    pattern: /\bnew Warrant\(/,
    instead: "a warrant that destruction drew",
    allowed: /^src\/server\/destruction\/|^tests\/|\.test\.ts$/,
  },
  { pattern: /expect\([^()]*\);/, instead: "a matcher after expect()", allowed: /^$/ },
];

/** Files over the budget of 400 lines. May only shrink. */
const longFiles: ReadonlySet<string> = new Set([]);
const linesMost = 400;
const functionLinesMost = 70;
const forbiddenNames = /(?:^|\/)(?:utils?|helpers?|misc|common|manager|service|base)(?:\.|\/)/;

export function checkTidy(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [
    ...banned(source),
    ...budgets(source),
    ...named(source),
    ...quietCallers(source),
  ]);
}

function banned(source: Source): string[] {
  return source.text
    .split("\n")
    .flatMap((line, at) =>
      /^\s*(?:\/\/|\*|\/\*|import\b|export \{)/.test(line)
        ? []
        : bans
            .filter((ban) => ban.pattern.test(line) && !ban.allowed.test(source.path))
            .map(
              (ban) =>
                `${source.path}:${at + 1} ${ban.pattern.exec(line)?.[0].trim()} → ${ban.instead}`,
            ),
    );
}

function budgets(source: Source): string[] {
  const lines = source.text.split("\n");
  const found: string[] = [];
  if (lines.length > linesMost && !longFiles.has(source.path) && !isTest(source.path))
    found.push(`${source.path} has ${lines.length} lines (most ${linesMost})`);
  if (!isTest(source.path)) found.push(...longFunctions(source.path, lines));
  return found;
}

/** A function ends where a closing brace returns to the indentation of its head. */
function longFunctions(path: string, lines: readonly string[]): string[] {
  const head =
    /^(\s*)(?:export )?(?:default )?(?:async )?(?:function\*? (\w+)|(?:const|let) (\w+) = (?:async )?(?:\([^)]*\)|\w+)(?:: [^=]+)? =>.*\{$|(?:async |static |#|get |set )*(\w+)\([^;]*\)(?:: [^;]+)? \{$)/;
  return lines.flatMap((line, at) => {
    const match = head.exec(line);
    if (match === null || /^\s*(?:if|for|while|switch|catch|return|describe|test|it)\b/.test(line))
      return [];
    const indent = match[1] ?? "";
    const end = lines.findIndex((other, where) => where > at && other.startsWith(`${indent}}`));
    const length = end - at + 1;
    const name = match[2] ?? match[3] ?? match[4] ?? "?";
    return end > 0 && length > functionLinesMost
      ? [`${path}:${at + 1} ${name} has ${length} lines (most ${functionLinesMost})`]
      : [];
  });
}

function named(source: Source): string[] {
  return forbiddenNames.test(source.path) ? [`${source.path}: name it by what it holds`] : [];
}

/** Writes without an entry: each caller of quiet() names its reason, and the list stands here. */
const quietPlaces =
  /^src\/server\/(?:conduct|evidence-pack|completion|debrief|exams|maintenance|approval|archive|destruction|copies|export|ledger|people|federation|catalogue|vault|lessons|access|attendance|export|places|playback|incidents|tasks|storage|retention|detection|policies)\//;
function quietCallers(source: Source): string[] {
  if (isTest(source.path) || source.path.startsWith("tools/") || !/\bquiet\(/.test(source.text))
    return [];
  return quietPlaces.test(source.path) ? [] : [`${source.path}: quiet() may not be called here`];
}

/** Links of the Markdown files point at something. */
export function checkPointers(): string[] {
  const files = [
    "README.md",
    "README.zh-CN.md",
    "ARCHITECTURE.md",
    "GLOSSARY.md",
    "CHANGELOG.md",
    ...markdownBelow("docs"),
  ];
  return files
    .filter((file) => existsSync(join(home, file)))
    .flatMap((file) => {
      const text = readFileSync(join(home, file), "utf8");
      const titles = text
        .replaceAll(/```[\s\S]*?```/g, "")
        .split("\n")
        .filter((line) => line.startsWith("# ")).length;
      const broken = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
        .map((match) => match[1] ?? "")
        .filter((target) => !existsSync(join(home, dirname(file), target)))
        .map((target) => `${file}: points to ${target}, which is not there`);
      return titles === 1 ? broken : [...broken, `${file}: has ${titles} titles, one is right`];
    });
}

function markdownBelow(folder: string): string[] {
  if (!existsSync(join(home, folder))) return [];
  return readdirSync(join(home, folder), { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith(".md") && statSync(join(home, file)).isFile());
}

if (import.meta.main) {
  const found = [...checkTidy(readSources("src", "tools", "tests")), ...checkPointers()];
  for (const line of found) console.log(line);
  console.log(found.length === 0 ? "tidy: clean" : `tidy: ${found.length} to mend`);
  process.exit(found.length === 0 ? 0 : 1);
}
