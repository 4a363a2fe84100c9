import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:tls";
import { expect, test } from "vitest";
import { pictureFrame, soundAnswer, startDialogue } from "../../../tests/fixture/rtsp-dialogue.ts";
import type { StreamEvent } from "../../contract/stream.ts";
import { systemClock } from "../clock.ts";
import { openStream } from "./client.ts";

const present = spawnSync("openssl", ["version"]).status === 0;
if (!present) console.log("skipped: openssl, which makes a camera's own certificate, is missing");

function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "liuhen-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const names = ["-subj", "/CN=camera", "-days", "2", "-keyout", key, "-out", cert];
  spawnSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...names]);
  const made = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return made;
}

test.skipIf(!present)("a camera under TLS with its own certificate is read", async () => {
  const camera = await startDialogue(soundAnswer);
  const door = createServer(selfSigned(), (socket) => {
    const inner = connect(camera.port, "127.0.0.1");
    socket.pipe(inner).pipe(socket);
    socket.on("error", () => inner.destroy());
    inner.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const bound = door.address();
  const port = bound !== null && typeof bound === "object" ? bound.port : 0;
  const events: StreamEvent[] = [];
  const stream = await openStream({
    source: { scheme: "rtsps", host: "127.0.0.1", port, path: "/live", transport: "auto" },
    networks: ["127.0.0.0/8"],
    clock: systemClock,
    onEvent: (event) => events.push(event),
  });
  for (const sequence of [1, 2, 3]) camera.send(pictureFrame(sequence));
  await expect.poll(() => events.filter((event) => event.type === "video").length).toBe(3);
  expect(camera.asked[1]?.uri).toBe(`rtsps://127.0.0.1:${port}/live`);
  await stream.stop();
  await camera.close();
  door.close();
});
