import { useMutation } from "@tanstack/react-query";
import { App, Button, Modal, Radio } from "antd";
import { useState } from "react";
import { type Profile, profiles, rolePosts } from "../../contract/approval.ts";
import { operationsOf } from "../../kernel/approval/routes.ts";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { profileChanged, useOperations } from "./use-institution.ts";

/** Which regulation's routes requests go from now on. */
export function KindSection() {
  const { t } = useWords();
  const may = useMay();
  const known = useOperations();
  const [changing, setChanging] = useState(false);
  const now = known.data?.profile;
  return (
    <section className="sheet" aria-label={t("institution/kind")}>
      <h2>{t("institution/kind")}</h2>
      <div className="sheet-body stack">
        <p className="quiet">{t("institution/kindText")}</p>
        {known.isError ? <Failure error={known.error} /> : null}
        {now === undefined ? <Bones rows={3} /> : <Kinds now={now} />}
        {may("place.manage") && now !== undefined ? (
          <div>
            <Button onClick={() => setChanging(true)}>{t("institution/kindChange")}</Button>
          </div>
        ) : null}
      </div>
      {changing && now !== undefined ? (
        <ChangeKind now={now} onClose={() => setChanging(false)} />
      ) : null}
    </section>
  );
}

function Kinds(props: { readonly now: Profile }) {
  const { t } = useWords();
  return (
    <ul className="kinds">
      {profiles.map((profile) => (
        <li key={profile} className={profile === props.now ? "kind kind-now" : "kind"}>
          <b>{t(`requestTerms/profiles/${profile}`)}</b>
          {profile === props.now ? <Status tone="good">{t("institution/kindIs")}</Status> : null}
          <small>{wayText(t, profile)}</small>
        </li>
      ))}
    </ul>
  );
}

function wayText(t: ReturnType<typeof useWords>["t"], profile: Profile): string {
  const posts = rolePosts.map((post) => t(`requestTerms/posts/${profile}/${post}`));
  const publishes = operationsOf(profile).includes("publish");
  return [listed(posts), ...(publishes ? [] : [t("institution/kindPublish")])].join(" · ");
}

function ChangeKind(props: { readonly now: Profile; readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [profile, setProfile] = useState(props.now);
  const change = useMutation({
    mutationFn: () => ask("profile.change", { body: { profile } }),
    onSuccess: () => {
      profileChanged();
      const name = t(`requestTerms/profiles/${profile}`);
      void message.success(t("institution/kindChanged", { name }));
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t("institution/kindChangeTitle")}
      okText={t("institution/kindChange")}
      okButtonProps={{ disabled: profile === props.now, loading: change.isPending }}
      onOk={() => change.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("institution/kindNew")}</p>
        <Radio.Group
          className="kind-choices"
          aria-label={t("institution/kind")}
          value={profile}
          onChange={(event) =>
            setProfile(profiles.find((one) => one === event.target.value) ?? profile)
          }
          options={profiles.map((value) => ({
            value,
            label: (
              <span className="kind-choice">
                <b>{t(`requestTerms/profiles/${value}`)}</b>
                <small>{wayText(t, value)}</small>
              </span>
            ),
          }))}
        />
        {change.isError ? <Failure error={change.error} /> : null}
      </div>
    </Modal>
  );
}
