import { useMutation } from "@tanstack/react-query";
import { ask } from "../ask.ts";
import { leave } from "./me.ts";

/** Signing out also succeeds when the sign-in had ended already. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => ask("sign-in.close", { body: { exit: "sign-out" } }),
    onSettled: leave,
  });
}
