import { hash, verify } from "@node-rs/argon2";

/**
 * Argon2id, the parameters of the OWASP password storage cheat sheet (19 MiB, 2 passes, 1 lane):
 * about 30 ms of one core. Stored in PHC form, so they can rise without a migration.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Unicode passwords count and compare after NFKC, so every keyboard types the same one. */
export function normalPassword(text: string): string {
  return text.normalize("NFKC");
}

export function hashPassword(text: string): Promise<string> {
  return bounded(() => hash(normalPassword(text), cost));
}

/** True when the text is the password behind `stored` (PHC form). */
export function verifyPassword(stored: string, text: string): Promise<boolean> {
  return bounded(() => verify(stored, normalPassword(text)));
}

/** Each run holds 19 MiB and a core: two at a time, and the desk refuses long before a queue is long. */
const runsMost = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** How many computations wait; the measure by which the desk sheds load. */
export function passwordBacklog(): number {
  return waiting.length;
}

async function bounded<T>(run: () => Promise<T>): Promise<T> {
  if (running >= runsMost) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await run();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}
