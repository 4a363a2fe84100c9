import { resolve } from "../platform/paths.ts";
import { untilStopped } from "../platform/child.ts";
import { defaultRoot } from "../platform/terminal.ts";
import { superviseHouse } from "../supervisor/supervise.ts";
import { print } from "./print.ts";

/** `liuhen start [folder]`: runs the house until Ctrl-C or SIGTERM. */
export async function startCommand(args: readonly string[]): Promise<number> {
  const root = resolve(args[0] ?? defaultRoot());
  print(`留痕 Liuhen  ${root}`);
  const house = await superviseHouse(root);
  await untilStopped();
  print("正在停止，已录内容会先封存 · stopping, sealing what was recorded …");
  await house.stop();
  return 0;
}
