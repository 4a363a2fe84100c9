#!/usr/bin/python3
"""An independent camera for tests: GstRtspServer on 127.0.0.1.

Usage: gst-server.py <port> [--user NAME --secret TEXT] [--udp-only]
Paths: /h264-aac /h265 /h264-pcma /h264-pcmu /udp-only. Prints READY <port> and ends when its input closes.
"""
import argparse
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

PICTURE = "videotestsrc is-live=true pattern=ball ! video/x-raw,width=640,height=360,framerate=25/1 ! videoconvert ! video/x-raw,format=I420 ! "
H264 = PICTURE + "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 bitrate=800 ! video/x-h264,profile=main ! rtph264pay name=pay0 pt=96 config-interval={interval} "
H265 = PICTURE + "x265enc tune=zerolatency speed-preset=ultrafast key-int-max=25 bitrate=800 ! h265parse ! rtph265pay name=pay0 pt=96 config-interval={interval} "
TONE = "audiotestsrc is-live=true wave=ticks ! audio/x-raw,rate={rate},channels=1 ! audioconvert ! audioresample ! "

PIPELINES = {
    "/h264-aac": H264.format(interval=1) + TONE.format(rate=48000) + "avenc_aac ! rtpmp4gpay name=pay1 pt=97",
    "/h265": H265.format(interval=1),
    "/h264-pcma": H264.format(interval=0) + TONE.format(rate=8000) + "alawenc ! rtppcmapay name=pay1 pt=8",
    "/h264-pcmu": H264.format(interval=-1) + TONE.format(rate=8000) + "mulawenc ! rtppcmupay name=pay1 pt=0",
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--user")
    parser.add_argument("--secret")
    parser.add_argument("--udp-only", action="store_true")
    given = parser.parse_args()
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(given.port))
    if given.user:
        auth = GstRtspServer.RTSPAuth()
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", "watcher")
        auth.add_digest(given.user, given.secret, token)
        server.set_auth(auth)
    for path, pipeline in PIPELINES.items():
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch("( " + pipeline + " )")
        factory.set_shared(True)
        if given.udp_only:
            factory.set_protocols(GstRtsp.RTSPLowerTrans.UDP)
        if given.user:
            permissions = GstRtspServer.RTSPPermissions()
            permissions.add_permission_for_role("watcher", "media.factory.access", True)
            permissions.add_permission_for_role("watcher", "media.factory.construct", True)
            factory.set_permissions(permissions)
        server.get_mount_points().add_factory(path, factory)
    server.attach(None)
    loop = GLib.MainLoop()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.quit()), daemon=True).start()
    print("READY", server.get_bound_port(), flush=True)
    loop.run()


if __name__ == "__main__":
    main()
