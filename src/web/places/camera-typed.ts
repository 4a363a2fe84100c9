import type { CameraInput } from "../../contract/routes/places.ts";
import type { CameraSource, CoverageKind, StreamName } from "../../contract/camera.ts";
import type { CameraNow } from "./use-places.ts";

/** One stream as typed: every part apart, an empty secret keeps the stored one. */
export interface TypedStream {
  readonly scheme: CameraSource["scheme"];
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly transport: CameraSource["transport"];
  readonly user: string;
  readonly secret: string;
}

export interface TypedCamera {
  readonly name: string;
  readonly venueId: string;
  readonly stationId: string | undefined;
  readonly coverage: CoverageKind[];
  readonly mode: CameraInput["mode"];
  readonly main: TypedStream;
  readonly withSub: boolean;
  readonly sub: TypedStream;
}

export const emptyStream: TypedStream = {
  scheme: "rtsp",
  host: "",
  port: 554,
  path: "/",
  transport: "auto",
  user: "",
  secret: "",
};

export function typedStream(
  camera: CameraNow | undefined,
  stream: StreamName,
): TypedStream | undefined {
  const found = camera?.streams.find((each) => each.stream === stream);
  return found === undefined ? undefined : { ...found.source, user: found.user, secret: "" };
}

/** A new camera has no stored secret: an empty one is then really empty. */
export function streamInput(
  typed: TypedStream,
  stream: StreamName,
  hasStored: boolean,
): CameraInput["streams"][number] {
  const { user, secret, scheme, host, port, path, transport } = typed;
  return {
    stream,
    source: {
      scheme,
      host: host.trim(),
      port,
      path: path.startsWith("/") ? path : `/${path}`,
      transport,
    },
    user: user ?? "",
    secret: (secret ?? "") === "" ? (hasStored ? null : "") : secret,
  };
}

export function cameraInput(typed: TypedCamera, camera: CameraNow | undefined): CameraInput {
  const stored = (stream: StreamName) =>
    camera?.streams.some((each) => each.stream === stream && each.hasSecret) ?? false;
  const streams = [streamInput(typed.main, "main", stored("main"))];
  if (typed.withSub) streams.push(streamInput(typed.sub, "sub", stored("sub")));
  return {
    name: typed.name,
    venueId: typed.venueId,
    stationId: typed.stationId ?? null,
    coverage: typed.coverage,
    mode: typed.mode,
    streams,
  };
}
