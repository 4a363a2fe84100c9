import type { AskedLesson, RequestInput } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { approvalRoutes } from "../../contract/routes/approval.ts";
import type { House } from "../../platform/house.ts";
import { bodies, delegations, readInbox, requests } from "../approval/index.ts";
import { signatures } from "../signing/index.ts";
import { type LessonFacts, lessonsOfOccasions, lessonsOfSpan } from "../lessons/index.ts";
import { exports } from "../export/index.ts";
import type { Handlers } from "./handler.ts";

type Own = Handlers<keyof typeof approvalRoutes>;
type About = Extract<
  keyof Own,
  `delegations.${string}` | `posts.${string}` | `signature.${string}`
>;

export function approvalHandlers(): Own {
  return {
    ...postHandlers(),
    "requests.preview": async ({ house, actor, body }) =>
      requests.preview(house, actor, await asked(house, body)),
    "requests.file": async ({ house, actor, body }) =>
      requests.file(house, actor, await asked(house, body)),
    "requests.lessons": ({ house, query }) => findLessons(house, query),
    "requests.list": ({ house, actor, query }) => requests.list(house, actor, query),
    "requests.read": ({ house, actor, params }) => requests.read(house, actor, params.requestId),
    "requests.decide": ({ house, actor, params, body }) =>
      requests.decide(house, actor, { ...params, ...body }),
    "requests.withdraw": ({ house, actor, params, body }) =>
      requests.withdraw(house, actor, { ...params, ...body }),
    "requests.co-sign": ({ house, actor, params, body }) =>
      requests.coSign(house, actor, { ...params, ...body }),
    "requests.add-paper": ({ house, actor, params, body }) =>
      requests.addPaper(house, actor, { ...params, ...body }),
    "requests.hand-over": async ({ house, actor, params, body }) => {
      const made = await exports.list(house, actor, params);
      if (!made.ok) return made;
      const ready = made.value.exports.filter((one) => one.state === "ready");
      const exportIds = ready.map((one) => one.exportId).slice(0, 50);
      return requests.handOver(house, actor, { ...params, ...body, exportIds });
    },
    "requests.return": ({ house, actor, params, body }) =>
      requests.return(house, actor, { ...params, ...body }),
    "requests.close": ({ house, actor, params }) => requests.close(house, actor, params),
    "inbox.read": ({ house, actor }) => readInbox(house, actor),
  };
}

function postHandlers(): Pick<Own, About> {
  return {
    "delegations.list": ({ house, actor }) => delegations.list(house, actor),
    "delegations.candidates": ({ house, actor }) => delegations.candidates(house, actor),
    "delegations.open": ({ house, actor, body }) => delegations.open(house, actor, body),
    "delegations.end": ({ house, actor, params }) =>
      delegations.end(house, actor, params.delegationId),
    "posts.list": ({ house }) => bodies.list(house),
    "posts.name": ({ house, actor, body }) => bodies.name(house, actor, body),
    "signature.read": ({ house, actor }) => signatures.read(house, actor),
    "signature.keep": ({ house, actor, body }) =>
      signatures.keep(house, actor, { ...body, code: body.code ?? null }),
  };
}

/** The form with the lessons it names, as they are labelled now. */
async function asked(house: House, input: RequestInput) {
  const lessons = (await lessonsOfOccasions(house, input.lessonIds)).map(askedLesson);
  return { input, lessons };
}

/** What a request may name: no teacher's and no trainee's name beyond the official one. */
function askedLesson({ lesson }: LessonFacts): AskedLesson {
  const { lessonId, officialName: title, startMs, endMs, venueName: venue, sensitivity } = lesson;
  return { lessonId, title, startMs, endMs, venue, sensitivity };
}

async function findLessons(
  house: House,
  query: { readonly text?: string | undefined; readonly fromMs: number; readonly toMs: number },
): Promise<Outcome<{ lessons: AskedLesson[]; more: boolean }>> {
  const { fromMs, toMs } = query;
  if (toMs <= fromMs || toMs - fromMs > limits.requestLessonsSpanMs)
    return refused("span_invalid", { reason: "length" });
  const words = (query.text ?? "").toLowerCase().split(/\s+/);
  const found = (await lessonsOfSpan(house, { startMs: fromMs, endMs: toMs }))
    .filter(({ lesson }) => lesson.recording && lesson.state !== "cancelled")
    .map(askedLesson)
    .filter(({ title, venue }) =>
      words.every((word) => `${title} ${venue}`.toLowerCase().includes(word)),
    )
    .toReversed();
  const most = limits.pageRows;
  return granted({ lessons: found.slice(0, most), more: found.length > most });
}
