import type { CameraSource } from "../../contract/camera.ts";
import { Fault } from "../../contract/faults.ts";
import type {
  AudioParameters,
  StreamEnd,
  StreamEvent,
  VideoParameters,
} from "../../contract/stream.ts";
import { joinControl } from "../../kernel/rtsp/control-url.ts";
import type { CameraAuthority } from "../../kernel/rtsp/control-url.ts";
import { headerOf } from "../../kernel/rtsp/message.ts";
import type { Clock } from "../clock.ts";
import { checkHost } from "../network.ts";
import type { Resolve } from "../network.ts";
import { RtspConnection } from "./connection.ts";
import { Conversation } from "./conversation.ts";
import { Run } from "./run.ts";
import { describe, setUp, succeeded, unusable } from "./setup.ts";
import type { Description, Lane } from "./setup.ts";

export interface StreamOptions {
  readonly source: CameraSource;
  readonly user?: string | undefined;
  readonly secret?: string | undefined;
  /** CIDR networks the camera may lie in. */
  readonly networks: readonly string[];
  readonly clock: Clock;
  /** Called in order, from before `openStream` resolves on; never after `closed`. A throw is a bug and ends the process. */
  readonly onEvent: (event: StreamEvent) => void;
  readonly tracks?: "all" | "video";
  /** The system's resolver unless given. */
  readonly resolve?: Resolve;
}

export interface OpenStream {
  /** What the session description says; the video's may come only in band. */
  readonly parameters: {
    readonly video: VideoParameters | undefined;
    readonly audio?: AudioParameters;
  };
  readonly software: string | undefined;
  readonly transport: "tcp" | "udp";
  /** From the first look-up to the answer to PLAY. */
  readonly connectMs: number;
  /** TEARDOWN, then the end; resolves when the connection is released. */
  stop(): Promise<void>;
  readonly closed: Promise<StreamEnd>;
}

/**
 * Opens a camera's stream (RTSP 1.0, RFC 2326): interleaved TCP first, UDP where the camera refuses
 * it and the source says `auto`. The host is judged before any connection and connected by the
 * address that was judged. Throws Fault `network` (host_not_allowed, camera_unreachable) or `camera`
 * (camera_login_refused, camera_unusable).
 */
export async function openStream(options: StreamOptions): Promise<OpenStream> {
  const { source, clock } = options;
  const startedTicks = clock.ticks();
  const judged = await checkHost(source.host, options.networks, options.resolve);
  if (!judged.ok)
    throw new Fault("network", "host_not_allowed", {
      hint: `the camera's host is not in an allowed network (${judged.facts?.["reason"] ?? ""})`,
    });
  const connection = await RtspConnection.open({
    address: judged.value.address,
    port: source.port,
    secure: source.scheme === "rtsps",
    clock,
  });
  try {
    const { run, description, lanes, way } = await talk(connection, options);
    const audio = lanes.some((lane) => lane.track.kind === "audio")
      ? description.audioFormat?.parameters
      : undefined;
    return {
      parameters: {
        video: description.videoFormat.sets.read(),
        ...(audio === undefined ? {} : { audio }),
      },
      software: description.software,
      transport: way,
      connectMs: Math.round(clock.ticks() - startedTicks),
      stop: () => run.stop(),
      closed: run.closed,
    };
  } catch (cause) {
    connection.close();
    throw cause instanceof Fault && cause.code === "rtsp_garbled"
      ? unusable("the camera does not speak RTSP", cause)
      : cause;
  }
}

interface Talked {
  readonly run: Run;
  readonly description: Description;
  readonly lanes: readonly Lane[];
  readonly way: "tcp" | "udp";
}

async function talk(connection: RtspConnection, options: StreamOptions): Promise<Talked> {
  const { source } = options;
  const authority: CameraAuthority = {
    scheme: source.scheme,
    host: source.host.replace(/^\[|\]$/g, ""),
    port: source.port,
  };
  const uri = joinControl(authority, source.path, undefined);
  if (uri === undefined) throw unusable("the stream's path cannot be used");
  const login =
    options.user === undefined || options.user === ""
      ? undefined
      : { user: options.user, secret: options.secret ?? "" };
  const conversation = new Conversation(connection, login);
  const abilities = await conversation.ask("OPTIONS", uri);
  const keepAlive = /\bGET_PARAMETER\b/i.test(headerOf(abilities, "Public") ?? "")
    ? "GET_PARAMETER"
    : "OPTIONS";
  const description = await describe(
    conversation,
    { authority, uri, tracks: options.tracks ?? "all" },
    options.onEvent,
  );
  const { lanes, way } = await anyWay(conversation, connection, { source, description });
  // Listening begins before PLAY: the first frames may come ahead of its answer.
  const run = new Run({
    connection,
    conversation,
    lanes,
    uri: description.uri,
    clock: options.clock,
    keepAlive,
  });
  try {
    succeeded(await conversation.ask("PLAY", description.uri, [["Range", "npt=0.000-"]]), "PLAY");
  } catch (cause) {
    for (const lane of lanes) lane.datagrams?.close();
    throw cause;
  }
  run.start();
  return { run, description, lanes, way };
}

async function anyWay(
  conversation: Conversation,
  connection: RtspConnection,
  at: { source: CameraSource; description: Description },
): Promise<{ lanes: readonly Lane[]; way: "tcp" | "udp" }> {
  const { source, description } = at;
  // Behind TLS a datagram would travel in the clear: there is only the one way.
  const ways =
    source.scheme === "rtsps"
      ? secureWays(source)
      : source.transport === "auto"
        ? (["tcp", "udp"] as const)
        : [source.transport];
  for (const way of ways) {
    const lanes = await setUp(conversation, connection, { description, way });
    if (lanes !== undefined) return { lanes, way };
  }
  throw unusable(`the camera refuses transport by ${ways.join(" and ")}`);
}

function secureWays(source: CameraSource): readonly ["tcp"] {
  if (source.transport === "udp") throw unusable("a stream under TLS has no transport by UDP");
  return ["tcp"];
}
