import { fromBase64 } from "../kernel/bytes.ts";
import { sha1Base64 } from "../platform/hash-text.ts";
import { listenHttp } from "../platform/http-server.ts";
import type { HttpAnswer, HttpAsked, HttpServer } from "../platform/http-server.ts";
import { type XmlNode, escapeXml, parseXml } from "../platform/xml.ts";
import type { SimulatedCamera } from "./camera.ts";
import type { Simulator } from "./simulator.ts";
import type { VideoClip } from "./clip.ts";

export interface OnvifDoors {
  /** Each camera's port; its device service is at `/onvif/device_service`. */
  readonly ports: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/**
 * One ONVIF door a camera (device service, media and media 2), at neighbouring ports from
 * `firstPort`; 0 lets the system choose each. Nothing is announced by multicast.
 */
export async function openOnvif(simulator: Simulator, firstPort: number): Promise<OnvifDoors> {
  const ports = new Map<string, number>();
  const servers: HttpServer[] = [];
  for (const [at, camera] of simulator.cameras.entries()) {
    const service = new OnvifService(simulator, camera);
    const port = firstPort === 0 ? 0 : firstPort + at;
    const answer = (asked: HttpAsked) => Promise.resolve(service.answer(asked));
    const server = await listenHttp({ host: simulator.host, port, bodyMostBytes: 65_536, answer });
    servers.push(server);
    ports.set(camera.label, server.port);
  }
  return {
    ports,
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  };
}

const device = "http://www.onvif.org/ver10/device/wsdl";
const media = "http://www.onvif.org/ver10/media/wsdl";
const media2 = "http://www.onvif.org/ver20/media/wsdl";
const freshMs = 300_000;
const noncesKept = 1_000;

class OnvifService {
  readonly #simulator: Simulator;
  readonly #camera: SimulatedCamera;
  readonly #nonces = new Set<string>();

  constructor(simulator: Simulator, camera: SimulatedCamera) {
    this.#simulator = simulator;
    this.#camera = camera;
  }

  /** Undefined (no answer) while the camera is killed or stalled. */
  answer(asked: HttpAsked): HttpAnswer | undefined {
    const target = { camera: this.#camera.label };
    if (this.#simulator.hasFault(target, "kill") || this.#simulator.hasFault(target, "stall"))
      return undefined;
    if (asked.method !== "POST" || !asked.path.startsWith("/onvif/")) return soap(404, "");
    const envelope = parseXml(asked.body)?.child("Envelope");
    const body = envelope?.child("Body");
    if (envelope === undefined || body === undefined) return fault("ter:WellFormed");
    if (body.child("GetSystemDateAndTime") !== undefined) return soap(200, this.#dateAndTime());
    if (!this.#signedIn(envelope)) return fault("ter:NotAuthorized");
    const answer = this.#act(body, asked);
    return answer === undefined ? fault("ter:ActionNotSupported") : soap(200, answer);
  }

  #act(body: XmlNode, asked: HttpAsked): string | undefined {
    if (body.child("GetDeviceInformation") !== undefined) return this.#information();
    const here = `http://${asked.host}/onvif/`;
    if (body.child("GetServices") !== undefined) return services(here);
    if (body.child("GetCapabilities") !== undefined) return capabilities(here);
    const second = asked.path === "/onvif/media2_service";
    if (body.child("GetProfiles") !== undefined) return this.#profiles(second);
    const uri = body.child("GetStreamUri");
    return uri === undefined
      ? undefined
      : this.#streamUri(second, uri.child("ProfileToken")?.text() ?? "");
  }

  /** OASIS UsernameToken Profile 1.0; the token is fresh by the camera's own clock and used once. */
  #signedIn(envelope: XmlNode): boolean {
    const { mode, login } = this.#simulator.loginOf(this.#camera.label);
    if (mode === "none") return true;
    const token = envelope.child("Header")?.child("Security")?.child("UsernameToken");
    const field = (name: string) => token?.child(name)?.text() ?? "";
    const nonce = fromBase64(field("Nonce"));
    const created = field("Created");
    if (nonce === undefined || nonce.length === 0 || this.#nonces.has(field("Nonce"))) return false;
    if (!(Math.abs(Date.parse(created) - this.#nowMs()) <= freshMs)) return false;
    if (field("Username") !== login.user) return false;
    if (field("Password") !== sha1Base64(nonce, created, login.secret)) return false;
    this.#nonces.add(field("Nonce"));
    const [oldest] = this.#nonces;
    if (this.#nonces.size > noncesKept && oldest !== undefined) this.#nonces.delete(oldest);
    return true;
  }

  #nowMs(): number {
    return this.#simulator.cameraMs(this.#camera.label);
  }

  #dateAndTime(): string {
    const now = new Date(this.#nowMs());
    const part = (name: string, value: number) => `<tt:${name}>${value}</tt:${name}>`;
    const time =
      part("Hour", now.getUTCHours()) +
      part("Minute", now.getUTCMinutes()) +
      part("Second", now.getUTCSeconds());
    const date =
      part("Year", now.getUTCFullYear()) +
      part("Month", now.getUTCMonth() + 1) +
      part("Day", now.getUTCDate());
    const utc = `<tt:UTCDateTime><tt:Time>${time}</tt:Time><tt:Date>${date}</tt:Date></tt:UTCDateTime>`;
    const set =
      "<tt:DateTimeType>Manual</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>";
    return `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>${set}${utc}</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`;
  }

  #information(): string {
    const fields = [
      ["Manufacturer", "Liuhen"],
      ["Model", `Simulated camera (${this.#camera.look})`],
      ["FirmwareVersion", "1"],
      ["SerialNumber", this.#camera.label],
      ["HardwareId", "simulator"],
    ];
    const inner = fields
      .map(([name = "", value = ""]) => `<tds:${name}>${escapeXml(value)}</tds:${name}>`)
      .join("");
    return `<tds:GetDeviceInformationResponse>${inner}</tds:GetDeviceInformationResponse>`;
  }

  #profiles(second: boolean): string {
    const space = second ? "tr2" : "trt";
    const profiles = (["main", "sub"] as const).map((name) => {
      const clip = this.#simulator.streamOf(this.#camera.label, name)?.video;
      return clip === undefined ? "" : profile(name, clip, second);
    });
    return `<${space}:GetProfilesResponse>${profiles.join("")}</${space}:GetProfilesResponse>`;
  }

  #streamUri(second: boolean, token: string): string | undefined {
    if (token !== "main" && token !== "sub") return undefined;
    const { host, port, path } = this.#simulator.sourceOf({
      camera: this.#camera.label,
      stream: token,
    });
    const uri = escapeXml(`rtsp://${host}:${port}${path}`);
    if (second)
      return `<tr2:GetStreamUriResponse><tr2:Uri>${uri}</tr2:Uri></tr2:GetStreamUriResponse>`;
    const more =
      "<tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT60S</tt:Timeout>";
    return `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>${uri}</tt:Uri>${more}</trt:MediaUri></trt:GetStreamUriResponse>`;
  }
}

function services(here: string): string {
  const one = (space: string, path: string) =>
    `<tds:Service><tds:Namespace>${space}</tds:Namespace><tds:XAddr>${escapeXml(here + path)}</tds:XAddr>` +
    "<tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>";
  const all =
    one(device, "device_service") + one(media, "media_service") + one(media2, "media2_service");
  return `<tds:GetServicesResponse>${all}</tds:GetServicesResponse>`;
}

function capabilities(here: string): string {
  const one = (name: string, path: string) =>
    `<tt:${name}><tt:XAddr>${escapeXml(here + path)}</tt:XAddr></tt:${name}>`;
  const all = one("Device", "device_service") + one("Media", "media_service");
  return `<tds:GetCapabilitiesResponse><tds:Capabilities>${all}</tds:Capabilities></tds:GetCapabilitiesResponse>`;
}

/** Media 1 has no word for H.265; a profile of it is then named H264, as cameras do that must say something. */
function profile(name: string, clip: VideoClip, second: boolean): string {
  const codec = second && clip.codec === "h265" ? "H265" : "H264";
  const size = `<tt:Resolution><tt:Width>${clip.widthPixels}</tt:Width><tt:Height>${clip.heightPixels}</tt:Height></tt:Resolution>`;
  const encoder = `<tt:Name>${name}</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>${codec}</tt:Encoding>${size}`;
  if (second) {
    const configured = `<tr2:VideoEncoder token="v-${name}">${encoder}</tr2:VideoEncoder>`;
    return `<tr2:Profiles token="${name}" fixed="true"><tr2:Name>${name}</tr2:Name><tr2:Configurations>${configured}</tr2:Configurations></tr2:Profiles>`;
  }
  const configured = `<tt:VideoEncoderConfiguration token="v-${name}">${encoder}</tt:VideoEncoderConfiguration>`;
  return `<trt:Profiles token="${name}" fixed="true"><tt:Name>${name}</tt:Name>${configured}</trt:Profiles>`;
}

const spaces = [
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope"',
  'xmlns:tt="http://www.onvif.org/ver10/schema"',
  'xmlns:ter="http://www.onvif.org/ver10/error"',
  `xmlns:tds="${device}"`,
  `xmlns:trt="${media}"`,
  `xmlns:tr2="${media2}"`,
].join(" ");

function soap(status: number, inner: string): HttpAnswer {
  const body = `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${spaces}><s:Body>${inner}</s:Body></s:Envelope>`;
  return { status, contentType: "application/soap+xml; charset=utf-8", body };
}

function fault(subcode: string): HttpAnswer {
  const code = `<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>${subcode}</s:Value></s:Subcode></s:Code>`;
  return soap(
    400,
    `<s:Fault>${code}<s:Reason><s:Text xml:lang="en">${subcode}</s:Text></s:Reason></s:Fault>`,
  );
}
