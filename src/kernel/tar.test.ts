import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInnerPath, parseTarHead, tarBlockBytes, tarHead, tarPadding } from "./tar.ts";

const member = { path: "base/1/1259", kind: "file", sizeBytes: 8_192, modifiedMs: 1_000 } as const;

describe("a member's head", () => {
  test("is read as it was written, whatever it tells", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 2 ** 32 }),
        fc.constantFrom("file" as const, "folder" as const),
        (parts, sizeBytes, kind) => {
          const path = parts.join("/");
          if (!isInnerPath(path)) return;
          const size = kind === "folder" ? 0 : sizeBytes;
          const head = tarHead({ path, kind, sizeBytes: size, modifiedMs: 5_000 });
          expect(parseTarHead(head)).toEqual({ path, kind, sizeBytes: size, modifiedMs: 5_000 });
        },
      ),
      { seed: 20_260_601 },
    );
  });

  test.each(["../a", "a/../b", "/etc/passwd", "a//b", "a\\b", ".", ""])(
    "%j leaves its folder and is refused",
    (path) => {
      expect(() => tarHead({ ...member, path })).toThrow(RangeError);
    },
  );

  test("with one byte changed it is none", () => {
    for (let at = 0; at < 148; at += 7) {
      const head = tarHead(member);
      head[at] = (head[at] ?? 0) ^ 1;
      expect(parseTarHead(head)).toBeUndefined();
    }
  });

  test("a link or a device is none", () => {
    for (const type of ["1", "2", "3", "6"]) {
      const head = tarHead(member);
      const sum = Number.parseInt(new TextDecoder().decode(head.subarray(148, 154)), 8);
      head[156] = type.charCodeAt(0);
      const next = (sum + type.charCodeAt(0) - 48).toString(8).padStart(6, "0");
      head.set(new TextEncoder().encode(next), 148);
      expect(parseTarHead(head)).toBeUndefined();
    }
  });

  test("zeros are the end, and members fill whole blocks", () => {
    expect(parseTarHead(new Uint8Array(tarBlockBytes))).toBe("end");
    expect(tarPadding(1).length).toBe(511);
    expect(tarPadding(1_024).length).toBe(0);
  });
});
