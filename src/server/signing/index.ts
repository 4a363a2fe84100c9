/** Signing: who signs shows who they are again and gives a drawn signature, or the one they keep. */
import { keepSignature, readSignature } from "./own-signature.ts";

export { type Signature, digestOf, sign } from "./sign.ts";
export const signatures = { read: readSignature, keep: keepSignature };
