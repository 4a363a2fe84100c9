import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { enterAs, type Me } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { type Arrival, readArrival } from "./arrival.ts";
import { Door } from "./door.tsx";
import { OtherWays } from "./other-ways.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SecondForm } from "./second-form.tsx";

export function SignInPage(props: {
  readonly demonstration: boolean;
  readonly notice: string | null;
  readonly onEntered: () => void;
}) {
  const { t } = useWords();
  const [arrival, setArrival] = useState<Arrival>(readArrival);
  const offered = useQuery({
    queryKey: ["providers-offered"],
    queryFn: () => ask("providers.offered", {}),
    staleTime: 60_000,
  });
  const entered = (me: Me) => {
    props.onEntered();
    enterAs(me);
  };
  if (arrival.is === "code")
    return (
      <Door
        title={t("door/codeTitle")}
        lead={t("door/codeText")}
        demonstration={props.demonstration}
      >
        <SecondForm onEntered={entered} onBack={() => setArrival({ is: "none" })} />
      </Door>
    );
  const providers = offered.data?.providers ?? [];
  return (
    <Door
      title={t("session/signInTitle")}
      lead={props.notice ?? t("setup/noDefault")}
      demonstration={props.demonstration}
    >
      {arrival.is === "refused" ? <Failure error={arrival.error} /> : null}
      <PasswordForm
        directories={providers.filter(({ kind }) => kind === "ldap")}
        onEntered={entered}
      />
      {offered.data === undefined ? null : (
        <OtherWays
          services={providers.filter(({ kind }) => kind !== "ldap")}
          passkeysAbsent={offered.data.passkeysAbsent}
          onEntered={entered}
        />
      )}
    </Door>
  );
}
