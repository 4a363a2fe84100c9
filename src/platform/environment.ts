/** A setting from outside the program; undefined where it is not set. */
export function environmentValue(name: string): string | undefined {
  return process.env[name];
}
