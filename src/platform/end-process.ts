/** Ends this process at once, without cleaning up: for when nothing it could still do is safe. */
export function endNow(code: number): never {
  process.exit(code);
}
