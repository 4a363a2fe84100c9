import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

/** Runs in a thread of its own; see typesetting.ts. Stays until it is ended, so that fonts are read once. */
interface Task {
  readonly number: number;
  readonly template: string;
  /** JSON. Templates read it as data; nothing of it is ever read as source. */
  readonly data: string;
  readonly atMs: number;
}

const fontPackages = [
  import.meta.resolve("@expo-google-fonts/noto-serif-sc/package.json"),
  import.meta.resolve("@expo-google-fonts/noto-sans-sc/package.json"),
];
const fontWeights = ["400Regular", "700Bold"];
/** Layouts of older documents are let go after this many compilations. */
const keptLayouts = 5;

const { folder }: { readonly folder: string } = workerData;
const fontPaths = fontPackages.flatMap((url) =>
  fontWeights.map((weight) => join(dirname(fileURLToPath(url)), weight)),
);
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths }] });

function typeset(task: Task): unknown {
  const compiled = compiler.compile({
    mainFilePath: join(folder, task.template),
    inputs: { data: task.data },
    resetRead: true,
  });
  const { result } = compiled;
  if (result === null || compiled.hasError()) {
    const trouble = compiled.takeDiagnostics();
    const lines = trouble === null ? [] : compiler.fetchDiagnostics(trouble);
    return { number: task.number, trouble: JSON.stringify(lines).slice(0, 2_000) };
  }
  const pdf = compiler.pdf(result, { creationTimestamp: Math.floor(task.atMs / 1000) });
  const pages = result.numOfPages;
  compiler.evictCache(keptLayouts);
  return { number: task.number, pdf: new Uint8Array(pdf), pages };
}

parentPort?.on("message", (task: Task) => {
  let answer: unknown;
  try {
    answer = typeset(task);
  } catch (cause) {
    answer = { number: task.number, trouble: String(cause).slice(0, 2_000) };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
  parentPort?.postMessage(answer);
});
