import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { ask, onRefusal } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { MeContext, leave, useSignedIn } from "../session/me.ts";
import { setupKey } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { SecretPage } from "./secret-page.tsx";
import { SetupPage } from "./setup-page.tsx";
import { SignInPage } from "./sign-in-page.tsx";

/** Lets through who is signed in with a secret of their own; everybody else meets the right door. */
export function Gate(props: { readonly children: ReactNode }) {
  const { t } = useWords();
  const setup = useQuery({
    queryKey: setupKey,
    queryFn: () => ask("setup.state", {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const signedIn = useSignedIn();
  const wasIn = useRef(false);
  const [ended, setEnded] = useState(false);
  const me = signedIn.data;

  useEffect(
    () =>
      onRefusal((error) => {
        if (error.code === "not_signed_in" && wasIn.current) {
          setEnded(true);
          leave();
        }
      }),
    [],
  );
  useEffect(() => {
    if (me === undefined) return;
    wasIn.current = me !== null;
  }, [me]);

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
    const notice = ended ? t("session/endedFull") : null;
    return (
      <SignInPage demonstration={demonstration} notice={notice} onEntered={() => setEnded(false)} />
    );
  }
  if (me.mustChangeSecret) return <SecretPage />;
  return <MeContext value={me}>{props.children}</MeContext>;
}
