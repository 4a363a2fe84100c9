import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { writeDurablySync } from "./durable-file.ts";
import type { HousePaths } from "./paths.ts";

/**
 * Seals small secrets (camera passwords) at rest: AES-256-GCM under the site key, bound to a context
 * string so that a sealed text moved to another row does not open. Form: `v1.<iv>.<tag>.<bytes>`.
 */
export interface SecretBox {
  seal(context: string, secret: string): string;
  open(context: string, sealed: string): string;
}

export function openSecretBox(paths: HousePaths): SecretBox {
  return secretBoxOf(siteKey(paths));
}

/** The same under another key of 32 bytes. */
export function secretBoxOf(key: Buffer): SecretBox {
  return {
    seal(context, secret) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
      const bytes = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return [
        "v1",
        iv.toString("base64url"),
        cipher.getAuthTag().toString("base64url"),
        bytes.toString("base64url"),
      ].join(".");
    },
    open(context, sealed) {
      const [version, iv, tag, bytes] = sealed.split(".");
      if (version !== "v1" || iv === undefined || tag === undefined || bytes === undefined)
        throw new Fault("damaged", "secret_form", { hint: "a sealed secret has an unknown form" });
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"), {
          authTagLength: 16,
        });
        decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, "base64url"));
        return Buffer.concat([
          decipher.update(Buffer.from(bytes, "base64url")),
          decipher.final(),
        ]).toString("utf8");
      } catch (cause) {
        throw new Fault("damaged", "secret_unreadable", {
          cause,
          hint: "the site key does not open this secret",
        });
      }
    },
  };
}

/** The context a camera stream's secret is sealed to; server and recorder must agree on it. */
export function cameraSecretContext(cameraId: string, stream: string): string {
  return `camera/${cameraId}/${stream}`;
}

function siteKey(paths: HousePaths): Buffer {
  const file = join(paths.keys, "site.key");
  mkdirSync(paths.keys, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    writeDurablySync(file, randomBytes(32).toString("hex") + "\n");
    chmodSync(file, 0o600);
  }
  const key = Buffer.from(readFileSync(file, "utf8").trim(), "hex");
  if (key.length !== 32) throw new Fault("config", "site_key_invalid", { hint: file });
  return key;
}
