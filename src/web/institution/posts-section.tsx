import { useMutation } from "@tanstack/react-query";
import { App, Modal, Radio } from "antd";
import { useState } from "react";
import type { Post, Profile } from "../../contract/approval.ts";
import type { BodyInput } from "../../contract/routes/approval.ts";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { RowAct } from "../look/row-act.tsx";
import { TextField } from "../look/text-field.tsx";
import { useMay } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import {
  bodiesKey,
  type Body,
  useAppointments,
  useBodies,
  useOperations,
} from "./use-institution.ts";

type NamedPost = BodyInput["post"];

/** Who holds the posts of the routes, and what the institution calls them (C-51). */
export function PostsSection() {
  const { t } = useWords();
  const known = useOperations();
  const bodies = useBodies();
  const [naming, setNaming] = useState<NamedPost | null>(null);
  const profile = known.data?.profile;
  const all = bodies.data?.bodies;
  const chosen = all?.find((body) => body.post === naming);
  return (
    <section className="sheet" aria-label={t("institution/posts")}>
      <h2>{t("institution/posts")}</h2>
      <div className="sheet-body stack">
        <p className="quiet">{t("institution/postsText")}</p>
        {bodies.isError ? <Failure error={bodies.error} /> : null}
        {all === undefined || profile === undefined ? (
          <Bones rows={4} />
        ) : (
          <Posts bodies={all} profile={profile} onName={setNaming} />
        )}
      </div>
      {naming === null || chosen === undefined || profile === undefined ? null : (
        <NamePost post={naming} body={chosen} profile={profile} onClose={() => setNaming(null)} />
      )}
    </section>
  );
}

function Posts(props: {
  readonly bodies: readonly Body[];
  readonly profile: Profile;
  readonly onName: (post: NamedPost) => void;
}) {
  const { t } = useWords();
  const may = useMay();
  const offices = useAppointments();
  const officer = offices.data?.appointments.find(
    (one) => one.office === "privacy" && one.state === "held",
  );
  return (
    <ul className="posts">
      {props.bodies.map((body) => (
        <li key={body.post}>
          <PostName post={body.post} profile={props.profile} name={body.name} />
          <span>{t(`terms/roles/${body.role}`)}</span>
          <span className="post-act">
            {body.post === "administrator" ? (
              <small className="quiet">{t("institution/postFixed")}</small>
            ) : may("policy.manage") && (body.post === "first" || body.post === "second") ? (
              <NameAct post={body.post} profile={props.profile} onName={props.onName} />
            ) : null}
          </span>
        </li>
      ))}
      <li>
        <PostName post="privacy" profile={props.profile} name="" />
        <span>{officer?.name ?? t("common/none")}</span>
        <span className="post-act">
          <small className="quiet">{t("institution/postByOffice")}</small>
        </span>
      </li>
    </ul>
  );
}

function NameAct(props: {
  readonly post: NamedPost;
  readonly profile: Profile;
  readonly onName: (post: NamedPost) => void;
}) {
  const { t } = useWords();
  return (
    <RowAct
      word={t("institution/postChange")}
      row={t(`requestTerms/posts/${props.profile}/${props.post}`)}
      onClick={() => props.onName(props.post)}
    />
  );
}

/** The institution's own name first; beneath it the regulation's word. */
function PostName(props: {
  readonly post: Post;
  readonly profile: Profile;
  readonly name: string;
}) {
  const { t } = useWords();
  const usual = t(`requestTerms/posts/${props.profile}/${props.post}`);
  return (
    <span className="post-name">
      <b>{props.name === "" ? usual : props.name}</b>
      {props.name === "" || props.name === usual ? null : (
        <small>
          {t("institution/postUsual")}: {usual}
        </small>
      )}
    </span>
  );
}

function NamePost(props: {
  readonly post: NamedPost;
  readonly body: Body;
  readonly profile: Profile;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const usual = t(`requestTerms/posts/${props.profile}/${props.post}`);
  const [name, setName] = useState(props.body.name === "" ? usual : props.body.name);
  const [role, setRole] = useState<BodyInput["role"]>(
    props.body.role === "superior" ? "superior" : "director",
  );
  const save = useMutation({
    mutationFn: () => ask("posts.name", { body: { post: props.post, role, name } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: bodiesKey });
      void message.success(t("institution/postSaved"));
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t("institution/postChangeTitle", { name: usual })}
      okText={t("common/save")}
      okButtonProps={{ disabled: name.trim() === "", loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <TextField required label={t("institution/postName")} value={name} onChange={setName} />
        <div className="signing-field">
          <b>{t("institution/postRole")}</b>
          <Radio.Group
            aria-label={t("institution/postRole")}
            value={role}
            onChange={(event) =>
              setRole(event.target.value === "superior" ? "superior" : "director")
            }
            options={(["director", "superior"] as const).map((value) => ({
              value,
              label: t(`terms/roles/${value}`),
            }))}
          />
          <small className="quiet">{t("institution/postRoleHint")}</small>
        </div>
        {save.isError ? <Failure error={save.error} /> : null}
      </div>
    </Modal>
  );
}
