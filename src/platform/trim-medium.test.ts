import { expect, test } from "vitest";
import type { Medium } from "./erase-file.ts";
import { trimMedium } from "./trim-medium.ts";

const disk: Medium = {
  fileSystem: "ext4",
  device: "/dev/sda1",
  mountPoint: "/data",
  model: "SAMSUNG MZ7L3960",
  kind: "flash",
  inPlace: false,
  canDiscard: true,
  discards: false,
};
const said = { exitCode: 0, text: "/data: 1.2 GiB (1288490188 bytes) trimmed\n" };
const failed = { exitCode: 1, text: "" };

test.each([
  ["a tool that says how much", disk, said, ["done", 1_288_490_188]],
  ["a tool that may not", disk, failed, ["refused", null]],
  ["no tool", disk, undefined, ["refused", null]],
  ["a tool that ends well and says nothing", disk, { exitCode: 0, text: "" }, ["refused", null]],
  ["refused, yet mounted to do so", { ...disk, discards: true }, failed, ["by-file-system", null]],
  ["a medium that takes none", { ...disk, canDiscard: false }, said, ["unsupported", null]],
  [
    "a turning disk",
    { ...disk, kind: "rotating" as const, canDiscard: false },
    said,
    ["not-needed", null],
  ],
  [
    "somebody else's disk over the network",
    { ...disk, kind: "network" as const, canDiscard: false },
    said,
    ["unsupported", null],
  ],
] as const)("[S0-17.2a] %s: what is told is what was done", async (_, medium, answer, want) => {
  const asked: string[][] = [];
  const trimmed = await trimMedium(medium, (argv) => {
    asked.push([...argv]);
    return Promise.resolve(answer);
  });
  expect([trimmed.trimming, trimmed.trimmedBytes]).toEqual(want);
  expect(asked).toEqual(medium.canDiscard ? [["fstrim", "--verbose", "/data"]] : []);
});
