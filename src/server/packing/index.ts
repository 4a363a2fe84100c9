/** Packing: what every package of the house is made with: bag, key and proofs. */
export { BagWriter } from "./bag-writer.ts";
export { openPackageKey } from "./package-key.ts";
export {
  type ProofTexts,
  type ProvedThing,
  placePieces,
  proveAll,
  toldPersonal,
} from "./prove-package.ts";
export { takeStep } from "./take-step.ts";
