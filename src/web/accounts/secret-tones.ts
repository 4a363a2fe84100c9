import type { SecretState } from "../../contract/policy.ts";
import type { Tone } from "../look/status.tsx";

export const secretTones: Record<SecretState, Tone> = {
  kept: "good",
  due: "warn",
  first: "plain",
  expired: "alarm",
  weak: "alarm",
  exempt: "plain",
};
