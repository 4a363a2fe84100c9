import { createHash } from "node:crypto";
import { Fault } from "../../contract/faults.ts";
import { authorization, parseChallenge, strongest } from "../../kernel/rtsp/digest.ts";
import type { Challenge, HashText, Login } from "../../kernel/rtsp/digest.ts";
import { headerOf, headersOf } from "../../kernel/rtsp/message.ts";
import type { RtspHeader, RtspResponse } from "../../kernel/rtsp/message.ts";
import { draw } from "../random.ts";
import type { RtspConnection } from "./connection.ts";

const hashText: HashText = (name, text) =>
  createHash(name === "md5" ? "md5" : "sha256")
    .update(text)
    .digest("hex");

export interface Session {
  readonly id: string;
  readonly timeoutMs: number;
}

/** The questions of one run, with login and session added to each. */
export class Conversation {
  readonly #connection: RtspConnection;
  readonly #login: Login | undefined;
  #challenge: Challenge | undefined;
  #uses = 0;
  session: Session | undefined;

  constructor(connection: RtspConnection, login: Login | undefined) {
    this.#connection = connection;
    this.#login = login;
  }

  /**
   * Asks; logs in when told to, again when the nonce has grown stale. Any status but 401, 403 and 3xx
   * is the caller's. Throws Fault `camera` / `camera_login_refused` or `camera_unusable` (redirect).
   */
  async ask(
    method: string,
    uri: string,
    headers: readonly RtspHeader[] = [],
  ): Promise<RtspResponse> {
    for (let attempt = 0; ; attempt++) {
      const tried = this.#challenge;
      const answer = await this.#connection.ask({
        method,
        uri,
        headers: [...headers, ...this.#common(method, uri)],
      });
      if (answer.status >= 300 && answer.status < 400)
        throw new Fault("camera", "camera_unusable", { hint: "redirects are not followed" });
      if (answer.status === 403)
        throw new Fault("camera", "camera_login_refused", {
          hint: "the account may not see this stream",
        });
      if (answer.status !== 401) return answer;
      this.#learn(answer, tried, attempt);
    }
  }

  /** Remembers the Session header, whose first value stays (RFC 2326 section 12.37). */
  keepSession(answer: RtspResponse): void {
    const [, id, timeout] =
      /^([!-:<-~]{1,256})(?:\s*;\s*timeout\s*=\s*(\d{1,5}))?/i.exec(
        headerOf(answer, "Session") ?? "",
      ) ?? [];
    if (id !== undefined)
      this.session ??= { id, timeoutMs: Math.max(2, Number(timeout ?? "60")) * 1_000 };
  }

  #common(method: string, uri: string): RtspHeader[] {
    const headers: RtspHeader[] = [["User-Agent", "Liuhen"]];
    if (this.session !== undefined) headers.push(["Session", this.session.id]);
    if (this.#challenge !== undefined && this.#login !== undefined) {
      const use = {
        method,
        uri,
        count: ++this.#uses,
        clientNonce: Buffer.from(draw(8)).toString("hex"),
      };
      headers.push(["Authorization", authorization(this.#challenge, this.#login, use, hashText)]);
    }
    return headers;
  }

  #learn(answer: RtspResponse, tried: Challenge | undefined, attempt: number): void {
    const offered = headersOf(answer, "WWW-Authenticate")
      .map(parseChallenge)
      .filter((one) => one !== undefined);
    const challenge = strongest(offered);
    if (this.#login === undefined) throw loginRefused("the camera wants a login");
    if (challenge === undefined)
      throw loginRefused("the camera wants a kind of login we do not have");
    // A second refusal is about the login itself, unless only the nonce is too old.
    const stale =
      challenge.scheme === "digest" &&
      (challenge.stale ||
        (tried?.scheme === "digest" && attempt === 0 && tried.nonce !== challenge.nonce));
    if (tried !== undefined && !(stale && attempt < 2))
      throw loginRefused("the camera does not know this name or secret");
    this.#challenge = challenge;
    this.#uses = 0;
  }
}

function loginRefused(hint: string): Fault {
  return new Fault("camera", "camera_login_refused", { hint });
}
