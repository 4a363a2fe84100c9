import { faultKinds } from "../contract/faults.ts";
import { keepCompiled, stopWithParent } from "../platform/child.ts";
import { systemClock } from "../platform/clock.ts";
import { readConfig } from "../platform/config.ts";
import { systemDisk } from "../platform/disk.ts";
import { endNow } from "../platform/end-process.ts";
import { newId } from "../platform/ids.ts";
import { openLog } from "../platform/log.ts";
import { housePaths, overflowRoot } from "../platform/paths.ts";
import { openStream } from "../platform/rtsp/client.ts";
import { openSecretBox } from "../platform/secret-box.ts";
import { commandArguments } from "../platform/terminal.ts";
import { Places, spoolFolders } from "./places.ts";
import { Recorder } from "./recorder.ts";
import { Turns } from "./turns.ts";

/** The recorder's process: `recorder/main.ts <root>`. Needs the house's folder and nothing else. */
const [root] = commandArguments();
if (root === undefined) endNow(faultKinds.config.exit);
const paths = housePaths(root);
const log = openLog("recorder");
const secrets = openSecretBox(paths);
const folder = overflowFolder();
const recorder = new Recorder({
  planFolder: paths.plan,
  ports: {
    disk: systemDisk,
    clock: systemClock,
    log,
    newId: () => newId(systemClock),
    openStream,
    openSecret: (context, sealed) => secrets.open(context, sealed),
    places: new Places({
      disk: systemDisk,
      clock: systemClock,
      log,
      spool: spoolFolders(paths.spool),
      ...(folder === undefined
        ? {}
        : { overflow: spoolFolders(overflowRoot(paths, folder)), overflowMount: folder }),
    }),
    // Of Node's four disk threads at least two stay free for writes.
    turns: new Turns(2),
    fatal(fault) {
      log.error(
        { code: fault.code, hint: fault.hint },
        "the disk cannot be believed; starting anew",
      );
      endNow(faultKinds[fault.kind].exit);
    },
  },
});
stopWithParent(() => recorder.stop());
await recorder.start();
keepCompiled();

/** A configuration that cannot be read stops nothing here: only the overflow is missing then. */
function overflowFolder(): string | undefined {
  try {
    return readConfig(paths).overflowFolder;
  } catch (cause) {
    log.error({ cause: String(cause).slice(0, 500) }, "the configuration cannot be read");
    return undefined;
  }
}
