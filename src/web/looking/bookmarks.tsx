import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Tooltip } from "antd";
import { DeleteOutlined } from "@ant-design/icons";
import { type Bookmark, type BookmarkKind, bookmarkKinds } from "../../contract/looking.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { secondOfDay } from "../look/times.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { bookmarkColours } from "./bookmark-colours.ts";
import "./looking.css";

function useList(lessonId: string) {
  return useQuery({
    queryKey: ["bookmarks", lessonId],
    queryFn: () => ask("bookmarks.list", { params: { lessonId } }, { background: true }),
    refetchInterval: 15_000,
  });
}

const none: readonly Bookmark[] = [];
/** Bookmarks of a lesson, by time. */
export function useBookmarks(lessonId: string): readonly Bookmark[] {
  return useList(lessonId).data?.bookmarks ?? none;
}

function Dot(props: { readonly kind: BookmarkKind }) {
  return (
    <span
      className="bookmark-dot"
      style={{ background: bookmarkColours[props.kind] }}
      aria-hidden
    />
  );
}

/** Four buttons that mark the instant shown, or the present one; for those who may. */
export function BookmarkBar(props: {
  readonly lessonId: string;
  readonly atMs: () => number;
  readonly title?: string;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { lessonId } = props;
  const list = useList(lessonId);
  const set = useMutation({
    mutationFn: (kind: BookmarkKind) =>
      ask("bookmarks.set", {
        params: { lessonId },
        body: { kind, atMs: props.atMs(), cameraId: null },
      }),
    onSuccess: ({ kind }) => {
      void queries.invalidateQueries({ queryKey: ["bookmarks", lessonId] });
      void message.success(t("looking/bookmarkDone", { kind: t(`terms/bookmarks/${kind}`) }));
    },
  });
  if (list.data?.maySet !== true) return null;
  return (
    <div className="bookmark-bar" role="group" aria-label={props.title ?? t("looking/bookmarkSet")}>
      {bookmarkKinds.map((kind) => (
        <Button
          key={kind}
          size="small"
          disabled={set.isPending}
          icon={<Dot kind={kind} />}
          onClick={() => set.mutate(kind)}
        >
          {t(`terms/bookmarks/${kind}`)}
        </Button>
      ))}
      {set.isError ? <Failure error={set.error} /> : null}
    </div>
  );
}

/** The bookmarks as a list: click to jump, readable without the picture. */
export function BookmarkList(props: {
  readonly lessonId: string;
  readonly onSeek: (toMs: number) => void;
}) {
  const { t } = useWords();
  const { lessonId, onSeek } = props;
  const bookmarks = useBookmarks(lessonId);
  const withdraw = useMutation({
    mutationFn: (bookmarkId: string) =>
      ask("bookmarks.withdraw", { params: { lessonId, bookmarkId } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ["bookmarks", lessonId] }),
  });
  return (
    <section className="sheet" aria-label={t("looking/bookmarks")}>
      <h2>
        {t("looking/bookmarks")} <span className="quiet">{bookmarks.length}</span>
      </h2>
      {bookmarks.length === 0 ? (
        <p className="sheet-body quiet">
          {t("looking/bookmarkNone")}。{t("looking/bookmarkNoneNext")}
        </p>
      ) : null}
      <ul className="bookmarks">
        {bookmarks.map((one) => (
          <li key={one.bookmarkId}>
            <button type="button" className="jump" onClick={() => onSeek(one.atMs)}>
              <Dot kind={one.kind} />
              <span className="number">{secondOfDay(one.atMs)}</span>
              <span>{t(`terms/bookmarks/${one.kind}`)}</span>
              {one.setBy === null ? null : <span className="by">{one.setBy}</span>}
            </button>
            {one.own ? (
              <Tooltip title={t("looking/bookmarkWithdraw")}>
                <Button
                  type="text"
                  size="small"
                  aria-label={`${t("looking/bookmarkWithdraw")}: ${secondOfDay(one.atMs)}`}
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => withdraw.mutate(one.bookmarkId)}
                />
              </Tooltip>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
