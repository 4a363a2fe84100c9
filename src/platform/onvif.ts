import type { z } from "zod";
import { CameraSource } from "../contract/camera.ts";
import { type Outcome, granted, refused } from "../contract/outcome.ts";
import type { OnvifProfile } from "../contract/routes/places.ts";
import type { Clock } from "./clock.ts";
import { checkHost } from "./network.ts";
import { type SoapPeer, callSoap } from "./onvif-soap.ts";
import { XmlNode, escapeXml } from "./xml.ts";

/**
 * Asks one given address what it is and which streams it has, as ONVIF profiles S and T define
 * (device service; media 1 and media 2). No discovery, nothing is changed on the camera.
 */
export interface OnvifRequest {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: string;
  readonly networks: readonly string[];
  readonly clock: Clock;
}

export interface OnvifFindings {
  readonly maker: string;
  readonly model: string;
  readonly firmware: string;
  readonly profiles: z.infer<typeof OnvifProfile>[];
}

const devicePath = "/onvif/device_service";
const profilesMost = 16;
const deviceSpace = "http://www.onvif.org/ver10/device/wsdl";
const mediaSpaces = [
  "http://www.onvif.org/ver20/media/wsdl",
  "http://www.onvif.org/ver10/media/wsdl",
] as const;
type MediaSpace = (typeof mediaSpaces)[number];

/** Refuses host_not_allowed, camera_unreachable, camera_login_refused, camera_unusable; throws nothing of the camera's. */
export async function probeOnvif(ask: OnvifRequest): Promise<Outcome<OnvifFindings>> {
  const checked = await checkHost(ask.host, ask.networks);
  if (!checked.ok) return checked;
  const first: SoapPeer = {
    host: ask.host,
    address: checked.value.address,
    port: ask.port,
    login: { user: ask.user, secret: ask.secret },
    clockOffsetMs: 0,
    nowMs: () => ask.clock.now(),
  };
  const time = await callSoap(first, {
    path: devicePath,
    body: `<GetSystemDateAndTime xmlns="${deviceSpace}"/>`,
    signed: false,
  });
  if (!time.ok && time.code === "camera_unreachable") return time;
  const peer = time.ok
    ? { ...first, clockOffsetMs: clockOffset(time.value, ask.clock.now()) }
    : first;
  const device = await callSoap(peer, {
    path: devicePath,
    body: `<GetDeviceInformation xmlns="${deviceSpace}"/>`,
    signed: true,
  });
  if (!device.ok) return device;
  const media = await findMedia(peer);
  if (!media.ok) return media;
  const profiles = await listProfiles(peer, media.value);
  if (!profiles.ok) return profiles;
  const information = device.value.child("GetDeviceInformationResponse");
  const field = (name: string) => plain(information?.child(name)?.text() ?? "", 120);
  return granted({
    maker: field("Manufacturer"),
    model: field("Model"),
    firmware: field("FirmwareVersion"),
    profiles: profiles.value,
  });
}

/** Camera minus ours, from UTCDateTime; 0 where the camera does not say it. */
function clockOffset(body: XmlNode, nowMs: number): number {
  const utc = body
    .child("GetSystemDateAndTimeResponse")
    ?.child("SystemDateAndTime")
    ?.child("UTCDateTime");
  const number = (group: string, name: string) =>
    Number(utc?.child(group)?.child(name)?.text() ?? "x");
  const camera = Date.UTC(
    number("Date", "Year"),
    number("Date", "Month") - 1,
    number("Date", "Day"),
    number("Time", "Hour"),
    number("Time", "Minute"),
    number("Time", "Second"),
  );
  return Number.isSafeInteger(camera) ? camera - nowMs : 0;
}

interface MediaService {
  readonly space: MediaSpace;
  readonly path: string;
}

/** Media 2 where the camera has it (only that one names H.265), else media 1. */
async function findMedia(peer: SoapPeer): Promise<Outcome<MediaService>> {
  const offered = new Map<string, string>();
  const body = `<GetServices xmlns="${deviceSpace}"><IncludeCapability>false</IncludeCapability></GetServices>`;
  const services = await callSoap(peer, { path: devicePath, body, signed: true });
  if (services.ok)
    for (const service of services.value.child("GetServicesResponse")?.children("Service") ?? [])
      offered.set(service.child("Namespace")?.text() ?? "", service.child("XAddr")?.text() ?? "");
  if (offered.size === 0) {
    const old = await callSoap(peer, {
      path: devicePath,
      body: `<GetCapabilities xmlns="${deviceSpace}"><Category>Media</Category></GetCapabilities>`,
      signed: true,
    });
    if (!old.ok) return old;
    offered.set(
      mediaSpaces[1],
      old.value
        .child("GetCapabilitiesResponse")
        ?.child("Capabilities")
        ?.child("Media")
        ?.child("XAddr")
        ?.text() ?? "",
    );
  }
  for (const space of mediaSpaces) {
    const path = pathOnPeer(peer, offered.get(space) ?? "");
    if (path !== undefined) return granted({ space, path });
  }
  return refused("camera_unusable", { reason: offered.size > 0 ? "other_host" : "no_media" });
}

/** The path of a service address, if that address is the very server we asked; otherwise undefined. */
function pathOnPeer(peer: SoapPeer, address: string): string | undefined {
  if (address.length > 1_024 || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const port = url.port === "" ? 80 : Number(url.port);
  if (url.protocol !== "http:" || port !== peer.port || !isPeer(peer, url.hostname))
    return undefined;
  const path = url.pathname + url.search;
  return /^\/[!-~]*$/.test(path) ? path : undefined;
}

function isPeer(peer: SoapPeer, hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return (
    bare === peer.host.replace(/^\[|\]$/g, "").toLowerCase() || bare === peer.address.toLowerCase()
  );
}

async function listProfiles(
  peer: SoapPeer,
  media: MediaService,
): Promise<Outcome<OnvifFindings["profiles"]>> {
  const isSecond = media.space === mediaSpaces[0];
  const body = isSecond
    ? `<GetProfiles xmlns="${media.space}"><Type>VideoEncoder</Type></GetProfiles>`
    : `<GetProfiles xmlns="${media.space}"/>`;
  const answer = await callSoap(peer, { path: media.path, body, signed: true });
  if (!answer.ok) return answer;
  const found: OnvifFindings["profiles"] = [];
  for (const node of (answer.value.child("GetProfilesResponse")?.children("Profiles") ?? []).slice(
    0,
    profilesMost,
  )) {
    const token = node.attribute("token");
    const encoder =
      node.child("VideoEncoderConfiguration") ??
      node.child("Configurations")?.child("VideoEncoder");
    if (token === "" || token.length > 64 || encoder === undefined) continue;
    const source = await streamSource(peer, media, token);
    if (source === undefined) continue;
    found.push({
      token,
      name: plain(node.child("Name")?.text() ?? "", 120),
      codec: plain(encoder.child("Encoding")?.text() ?? "", 16),
      widthPixels: whole(encoder.child("Resolution")?.child("Width")?.text()),
      heightPixels: whole(encoder.child("Resolution")?.child("Height")?.text()),
      source,
    });
  }
  return found.length === 0 ? refused("camera_unusable", { reason: "no_stream" }) : granted(found);
}

/** The stream of a profile; none when its address leaves the probed host or is no RTSP address. */
async function streamSource(
  peer: SoapPeer,
  media: MediaService,
  token: string,
): Promise<CameraSource | undefined> {
  const profile = `<ProfileToken>${escapeXml(token)}</ProfileToken>`;
  const setup =
    '<StreamSetup><Stream xmlns="http://www.onvif.org/ver10/schema">RTP-Unicast</Stream>' +
    '<Transport xmlns="http://www.onvif.org/ver10/schema"><Protocol>RTSP</Protocol></Transport></StreamSetup>';
  const inner =
    media.space === mediaSpaces[0] ? `<Protocol>RTSP</Protocol>${profile}` : setup + profile;
  const answer = await callSoap(peer, {
    path: media.path,
    body: `<GetStreamUri xmlns="${media.space}">${inner}</GetStreamUri>`,
    signed: true,
  });
  if (!answer.ok) return undefined;
  const response = answer.value.child("GetStreamUriResponse");
  return sourceFromUri(
    peer,
    (response?.child("Uri") ?? response?.child("MediaUri")?.child("Uri"))?.text() ?? "",
  );
}

/** A typed source from an address the camera answered; credentials inside it are dropped. */
function sourceFromUri(peer: SoapPeer, uri: string): CameraSource | undefined {
  const match =
    /^(rtsps?):\/\/(?:[^@/]*@)?(\[[0-9A-Fa-f:]+\]|[^/:@?#]+)(?::([0-9]{1,5}))?(\/[^#]*)?$/i.exec(
      uri,
    );
  const [, scheme, hostname, port, path] = match ?? [];
  if (scheme === undefined || hostname === undefined || !isPeer(peer, hostname)) return undefined;
  const isTls = scheme.toLowerCase() === "rtsps";
  const source = {
    scheme: isTls ? "rtsps" : "rtsp",
    host: peer.host,
    port: port === undefined ? (isTls ? 322 : 554) : Number(port),
    path: path ?? "/",
    transport: "auto",
  };
  return CameraSource.safeParse(source).data;
}

/** Free text of a camera as a short plain line. */
function plain(text: string, mostCharacters: number): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "").slice(0, mostCharacters);
}

function whole(text: string | undefined): number {
  return /^[0-9]{1,5}$/.test(text ?? "") ? Number(text) : 0;
}
