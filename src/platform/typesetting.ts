import { Worker } from "node:worker_threads";
import { z } from "zod";
import { Fault } from "../contract/faults.ts";

export interface Typeset {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

export interface TypesettingLimits {
  readonly withinMs: number;
  /** Size of the data as JSON. */
  readonly dataBytes: number;
  /** The thread's own memory; what the compiler takes beside it is bounded by the size of the data. */
  readonly heapMegabytes: number;
  /** After so long without work the thread ends and gives its fonts back. */
  readonly restMs: number;
}

const usual: TypesettingLimits = {
  withinMs: 30_000,
  dataBytes: 4 * 1024 * 1024,
  heapMegabytes: 256,
  restMs: 5 * 60_000,
};

const Answer = z.union([
  z.object({ number: z.number(), pdf: z.instanceof(Uint8Array), pages: z.number() }),
  z.object({ number: z.number(), trouble: z.string() }),
]);

interface Waiting {
  resolve(typeset: Typeset): void;
  reject(fault: Fault): void;
}

/**
 * Official forms as PDF: Typst templates of one folder, filled with data that enter as JSON and never
 * as source. One thread, started when needed, ended when it is slow, grows too large or rests; the
 * next form starts a new one. Templates may read their own folder only; no packages, no system fonts
 * (they name ours and forbid any other).
 */
export class Typesetter {
  readonly #folder: string;
  readonly #limits: TypesettingLimits;
  #worker: Worker | undefined;
  #number = 0;
  #waiting = new Map<number, Waiting>();
  #turn: Promise<unknown> = Promise.resolve();
  #rest: NodeJS.Timeout | undefined;

  constructor(folder: string, limits: Partial<TypesettingLimits> = {}) {
    this.#folder = folder;
    this.#limits = { ...usual, ...limits };
  }

  /** One document; `atMs` becomes its date of making. Throws Fault `busy` when it takes too long. */
  typeset(template: string, data: unknown, atMs: number): Promise<Typeset> {
    const text = JSON.stringify(data);
    if (Buffer.byteLength(text) > this.#limits.dataBytes)
      return Promise.reject(new Fault("input", "form_too_large"));
    const done = this.#turn.then(() => this.#one({ template, data: text, atMs }));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  close(): void {
    this.#end(new Fault("busy", "typesetting_ended"));
  }

  #one(task: { template: string; data: string; atMs: number }): Promise<Typeset> {
    clearTimeout(this.#rest);
    const number = ++this.#number;
    const worker = (this.#worker ??= this.#start());
    return new Promise<Typeset>((resolve, reject) => {
      const timer = setTimeout(
        () => this.#end(new Fault("busy", "typesetting_slow", { hint: task.template })),
        this.#limits.withinMs,
      );
      const settled = () => {
        clearTimeout(timer);
        this.#rest = setTimeout(() => this.close(), this.#limits.restMs).unref();
      };
      this.#waiting.set(number, {
        resolve: (typeset) => (settled(), resolve(typeset)),
        reject: (fault) => (settled(), reject(fault)),
      });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
      worker.postMessage({ number, ...task });
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL("./typesetting-worker.ts", import.meta.url), {
      workerData: { folder: this.#folder },
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMegabytes, stackSizeMb: 8 },
      stdout: true,
      stderr: true,
      env: {},
    });
    worker.unref();
    worker.on("message", (message: unknown) => this.#take(Answer.parse(message)));
    const ended = (cause: unknown) => {
      if (this.#worker === worker) this.#end(new Fault("busy", "typesetting_ended", { cause }));
    };
    worker.once("error", ended);
    worker.once("exit", ended);
    return worker;
  }

  #take(answer: z.infer<typeof Answer>): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ("pdf" in answer) waiting?.resolve({ pdf: answer.pdf, pages: answer.pages });
    else waiting?.reject(new Fault("config", "template_broken", { hint: answer.trouble }));
  }

  #end(fault: Fault): void {
    clearTimeout(this.#rest);
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    for (const waiting of this.#waiting.values()) waiting.reject(fault);
    this.#waiting.clear();
  }
}
