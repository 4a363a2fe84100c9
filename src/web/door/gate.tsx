import { useQuery } from "@tanstack/react-query";
import { Activity, useEffect, useRef, useState, type ReactNode } from "react";
import { exitKinds } from "../../contract/entries.ts";
import { ask, onRefusal } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { lockedAs, showLocked, useLocked } from "../session/lock.ts";
import { MeContext, leave, useSignedIn } from "../session/me.ts";
import { setupKey } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { LockPage } from "./lock-page.tsx";
import { SecretPage } from "./secret-page.tsx";
import { SetupPage } from "./setup-page.tsx";
import { SignInPage } from "./sign-in-page.tsx";

/**
 * Lets through who is signed in with a secret of their own; everybody else meets the right door. A
 * locked page shows its lock and nothing else; what was typed under it is there again afterwards.
 */
export function Gate(props: { readonly children: ReactNode }) {
  const { t } = useWords();
  const setup = useQuery({
    queryKey: setupKey,
    queryFn: () => ask("setup.state", {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const signedIn = useSignedIn();
  const wasIn = useRef(false);
  const locked = useLocked();
  const [ended, setEnded] = useState<Exit | "unknown" | null>(null);
  const me = signedIn.data;

  useEffect(
    () =>
      onRefusal((error) => {
        if (error.code === "locked") showLocked(lockedAs(error.facts));
        if (error.code !== "not_signed_in") return;
        const exit = exitKinds.find((kind) => kind === error.facts["exit"]) ?? "unknown";
        // A page loaded anew is told only what it could not know: that somebody else signed in.
        if (!wasIn.current && exit !== "displaced") return;
        setEnded(exit);
        leave();
      }),
    [],
  );
  useEffect(() => {
    if (me === undefined) return;
    wasIn.current = me !== null;
  }, [me]);

  if (locked !== null && (me === undefined || me === null)) return <LockPage as={locked} />;
  const error = signedIn.error ?? setup.error;
  if (me === undefined && error !== null) {
    const retry = () => void Promise.all([setup.refetch(), signedIn.refetch()]);
    return (
      <div className="page">
        <Failure error={error} onRetry={retry} />
      </div>
    );
  }
  if (me === undefined || (me === null && setup.data === undefined)) return <Bones rows={8} />;
  if (me === null) {
    const demonstration = setup.data?.demonstration ?? false;
    if (setup.data?.open === true) return <SetupPage demonstration={demonstration} />;
    const notice =
      ended === null ? null : ended === "unknown" ? t("session/endedFull") : t(`endedBy/${ended}`);
    return (
      <SignInPage demonstration={demonstration} notice={notice} onEntered={() => setEnded(null)} />
    );
  }
  const inside = me.mustChangeSecret ? <SecretPage me={me} /> : props.children;
  return (
    <>
      {locked === null ? null : <LockPage as={locked} />}
      <Activity key={me.accountId} mode={locked === null ? "visible" : "hidden"}>
        <MeContext value={me}>{inside}</MeContext>
      </Activity>
    </>
  );
}

type Exit = (typeof exitKinds)[number];
