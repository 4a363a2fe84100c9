import { createHash, randomBytes } from "node:crypto";
import { type IncomingMessage, request } from "node:http";
import { type Outcome, granted, refused } from "../contract/outcome.ts";
import { type Login, authorization, parseChallenge, strongest } from "../kernel/rtsp/digest.ts";
import { type XmlNode, escapeXml, parseXml } from "./xml.ts";

/**
 * SOAP 1.2 over HTTP to one camera, which is a hostile host: connected by the checked address and
 * never by its name, no redirects, bounded in time, size and depth, no document type, no entities.
 */
export interface SoapPeer {
  /** As typed, for the Host header; the connection goes to `address`. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly login: Login;
  /** The camera's clock against ours, for the token's `Created`. */
  readonly clockOffsetMs: number;
  readonly nowMs: () => number;
}

export interface SoapCall {
  readonly path: string;
  /** Content of the Body element, made by us. */
  readonly body: string;
  /** Whether to sign in by WS-UsernameToken. */
  readonly signed: boolean;
}

const answerBytes = 256 * 1024;
const timeoutMs = 5_000;

/** The children of the answer's Body. Refuses camera_unreachable, camera_login_refused, camera_unusable. */
export async function callSoap(peer: SoapPeer, call: SoapCall): Promise<Outcome<XmlNode>> {
  const text = envelope(peer, call);
  let answer = await post(peer, call.path, { text });
  if (answer.ok && answer.value.status === 401 && answer.value.challenges.length > 0) {
    const header = answerChallenge(peer, call.path, answer.value.challenges);
    if (header !== undefined) answer = await post(peer, call.path, { text, authorization: header });
  }
  if (!answer.ok) return answer;
  const { status, body } = answer.value;
  if (status === 401 || status === 403) return refused("camera_login_refused");
  if (status >= 300 && status < 400) return refused("camera_unusable", { reason: "redirect" });
  const tree = parseXml(body);
  if (tree === undefined)
    return refused("camera_unusable", { reason: status === 200 ? "xml" : "status", status });
  const soapBody = tree.child("Envelope")?.child("Body");
  const fault = soapBody?.child("Fault");
  if (fault !== undefined) return faultRefusal(fault);
  return soapBody === undefined ? refused("camera_unusable", { reason: "xml" }) : granted(soapBody);
}

function faultRefusal(fault: XmlNode): Outcome<XmlNode> {
  const code = fault.child("Code")?.child("Subcode");
  const text = `${code?.child("Value")?.text() ?? ""} ${code?.child("Subcode")?.child("Value")?.text() ?? ""} ${fault.child("faultcode")?.text() ?? ""}`;
  if (/NotAuthorized|FailedAuthentication|InvalidSecurity|FailedCheck/.test(text))
    return refused("camera_login_refused");
  return refused("camera_unusable", { reason: "fault" });
}

interface HttpAnswer {
  readonly status: number;
  readonly challenges: readonly string[];
  readonly body: string;
}

function post(
  peer: SoapPeer,
  path: string,
  content: { text: string; authorization?: string },
): Promise<Outcome<HttpAnswer>> {
  const bytes = Buffer.from(content.text, "utf8");
  const headers: Record<string, string | number> = {
    Host: `${peer.host}:${peer.port}`,
    "Content-Type": "application/soap+xml; charset=utf-8",
    "Content-Length": bytes.length,
    Connection: "close",
  };
  if (content.authorization !== undefined) headers["Authorization"] = content.authorization;
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const call = request(
      {
        host: peer.address,
        port: peer.port,
        path,
        method: "POST",
        headers,
        agent: false,
        maxHeaderSize: 16_384,
        signal,
      },
      (answer) => void readAnswer(answer).then(resolve),
    );
    call.on("error", () =>
      resolve(refused("camera_unreachable", { reason: signal.aborted ? "timeout" : "connection" })),
    );
    call.end(bytes);
  });
}

async function readAnswer(answer: IncomingMessage): Promise<Outcome<HttpAnswer>> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer) {
      if (!Buffer.isBuffer(part)) throw new TypeError("a stream without encoding gives buffers");
      size += part.length;
      if (size > answerBytes) return refused("camera_unusable", { reason: "too_large" });
      parts.push(part);
    }
  } catch {
    return refused("camera_unreachable", { reason: "connection" });
  } finally {
    answer.destroy();
  }
  const challenges = (answer.headersDistinct["www-authenticate"] ?? []).flatMap((value) =>
    value.split(/,\s*(?=Digest |Basic )/i),
  );
  return granted({
    status: answer.statusCode ?? 0,
    challenges,
    body: Buffer.concat(parts).toString("utf8"),
  });
}

/** Digest only: a Basic login would hand the secret in clear to whoever answers. */
function answerChallenge(
  peer: SoapPeer,
  path: string,
  challenges: readonly string[],
): string | undefined {
  const read = challenges.map(parseChallenge).filter((one) => one?.scheme === "digest");
  const chosen = strongest(read.filter((one) => one !== undefined));
  if (chosen === undefined) return undefined;
  const use = { method: "POST", uri: path, count: 1, clientNonce: randomBytes(8).toString("hex") };
  return authorization(chosen, peer.login, use, (name, text) =>
    createHash(name === "md5" ? "md5" : "sha256")
      .update(text, "utf8")
      .digest("hex"),
  );
}

function envelope(peer: SoapPeer, call: SoapCall): string {
  const header =
    call.signed && peer.login.user !== "" ? `<s:Header>${usernameToken(peer)}</s:Header>` : "";
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body>${call.body}</s:Body></s:Envelope>`;
}

/** OASIS WS-Security UsernameToken Profile 1.0: digest = Base64(SHA-1(nonce ‖ created ‖ password)). */
function usernameToken(peer: SoapPeer): string {
  const nonce = randomBytes(16);
  const created = new Date(peer.nowMs() + peer.clockOffsetMs).toISOString();
  const digest = createHash("sha1")
    .update(nonce)
    .update(created)
    .update(peer.login.secret, "utf8")
    .digest("base64");
  const base = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss";
  return (
    `<Security s:mustUnderstand="1" xmlns="${base}-wssecurity-secext-1.0.xsd"><UsernameToken>` +
    `<Username>${escapeXml(peer.login.user)}</Username>` +
    `<Password Type="${base}-username-token-profile-1.0#PasswordDigest">${digest}</Password>` +
    `<Nonce EncodingType="${base}-soap-message-security-1.0#Base64Binary">${nonce.toString("base64")}</Nonce>` +
    `<Created xmlns="${base}-wssecurity-utility-1.0.xsd">${created}</Created></UsernameToken></Security>`
  );
}
