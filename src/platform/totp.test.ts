import { generateSync } from "otplib";
import { expect, test } from "vitest";
import { drawTotpSecret, totpCode, totpStepAt } from "./totp.ts";

/** RFC 6238 appendix B, its SHA-1 rows, cut to six digits; the key is "12345678901234567890". */
const rfcSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("[S0-13c] at %i s the code is the one of RFC 6238: %s", (atSeconds, code) => {
  expect(totpCode(rfcSecret, totpStepAt(atSeconds * 1_000))).toBe(code);
});

test("[S0-13c] another maker of codes makes the same ones from our secrets", () => {
  for (let n = 0; n < 200; n++) {
    const secret = drawTotpSecret();
    const epoch = 1_780_000_000 + n * 30_011;
    expect(totpCode(secret, totpStepAt(epoch * 1_000))).toBe(
      generateSync({ secret, epoch, strategy: "totp" }),
    );
  }
});
