import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Signing, Strokes } from "../../contract/approval.ts";
import { ask, RefusedError } from "../ask.ts";

export const signatureKey = ["signature"] as const;

export function useStoredSignature() {
  return useQuery({
    queryKey: signatureKey,
    queryFn: () => ask("signature.read", {}),
  });
}

export interface TypedSigning {
  readonly how: "stored" | "drawn";
  readonly strokes: Strokes | null;
  readonly password: string;
  readonly code: string;
}

const nothing = { how: undefined, strokes: null, password: "", code: "" } as const;
const codeCodes: readonly string[] = ["code_needed", "code_wrong"];

/**
 * What somebody types and draws to sign: complete as a `Signing`, else null. A one-time code is asked for
 * once the house has said that it wants one.
 */
export function useSigning(options: { readonly drawnOnly?: boolean } = {}) {
  const stored = useStoredSignature();
  const [typed, setTyped] = useState<
    Omit<TypedSigning, "how"> & { how: TypedSigning["how"] | undefined }
  >(nothing);
  const [codeWanted, setCodeWanted] = useState(false);
  const kept = options.drawnOnly === true ? null : (stored.data?.strokes ?? null);
  const how = typed.how ?? (kept === null ? "drawn" : "stored");
  const signature = how === "stored" ? (kept === null ? null : ("stored" as const)) : typed.strokes;
  const missing: "signature" | "password" | "code" | null =
    signature === null
      ? "signature"
      : typed.password === ""
        ? "password"
        : codeWanted && typed.code.trim() === ""
          ? "code"
          : null;
  const signing: Signing | null =
    signature === null || missing !== null
      ? null
      : {
          password: typed.password,
          code: typed.code.trim() === "" ? null : typed.code.trim(),
          signature,
        };
  return {
    typed: { ...typed, how },
    kept,
    codeWanted,
    missing,
    signing,
    set: (change: Partial<TypedSigning>) => setTyped((before) => ({ ...before, ...change })),
    /** After a refusal: what was secret is typed anew, what was drawn stays. */
    refused: (error: unknown) => {
      if (error instanceof RefusedError && codeCodes.includes(error.code)) {
        setCodeWanted(true);
        setTyped((before) => ({ ...before, code: "" }));
      } else setTyped((before) => ({ ...before, password: "", code: "" }));
    },
  };
}
export type SigningNow = ReturnType<typeof useSigning>;
