import { Fault, faultKinds } from "../contract/faults.ts";
import { stopWithParent } from "../platform/child.ts";
import { systemClock } from "../platform/clock.ts";
import { environmentValue } from "../platform/environment.ts";
import { commandArguments, setExitCode, writeLine } from "../platform/terminal.ts";
import { readCommand } from "./command-line.ts";
import { openControl } from "./control.ts";
import { openOnvif } from "./onvif.ts";
import { startSimulator } from "./simulator.ts";

/** The camera simulator as a process of its own; it prints one line of JSON when it is up. */
async function main(): Promise<void> {
  const command = readCommand(commandArguments());
  const { cameras, host, port, login, user, faults, onvifPort, controlPort } = command;
  const secret = environmentValue("LIUHEN_SIMULATOR_SECRET");
  const simulator = await startSimulator({
    cameras,
    host,
    port,
    clock: systemClock,
    faults,
    ...(user === undefined ? {} : { user }),
    ...(secret === undefined ? {} : { secret }),
    ...(login === undefined ? {} : { login }),
  });
  const closers: (() => Promise<void>)[] = [() => simulator.stop()];
  const stop = async () => void (await Promise.all(closers.map((close) => close())));
  try {
    const onvif = onvifPort === undefined ? undefined : await openOnvif(simulator, onvifPort);
    if (onvif !== undefined) closers.push(() => onvif.close());
    const control =
      controlPort === undefined ? undefined : await openControl(simulator, controlPort);
    if (control !== undefined) closers.push(() => control.close());
    const onvifPorts = Object.fromEntries(onvif?.ports ?? []);
    writeLine(
      "out",
      JSON.stringify({ rtspPort: simulator.port, controlPort: control?.port, onvifPorts }),
    );
  } catch (cause) {
    await stop();
    throw cause;
  }
  stopWithParent(stop);
}

try {
  await main();
} catch (cause) {
  if (!(cause instanceof Fault)) throw cause;
  writeLine("error", cause.message);
  setExitCode(faultKinds[cause.kind].exit);
}
