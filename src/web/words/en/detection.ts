import type { detectionIncidents as zhIncidents } from "../zh-CN/detection.ts";
import type { detectionEntries } from "../../../contract/entries/detection.ts";

export const detectionEntryKinds = {
  "detection.began@1": "Something wrong with a camera began",
  "detection.returned@1": "Something wrong with a camera came back",
  "detection.ended@1": "Something wrong with a camera ended",
  "detection.snapshot-seen@1": "Snapshot of an event seen",
  "detection.learnt-anew@1": "Camera's picture learnt anew",
} satisfies Record<keyof typeof detectionEntries, string>;

type Kinds = Record<keyof typeof zhIncidents, string>;

export const detectionIncidents: Kinds = {
  "recorder-silent": "The recorder does not answer",
  "cameras-lost-together": "Several cameras were lost together",
  "camera-lost": "A camera is lost",
  "camera-stalled": "A camera's picture stalls",
  "camera-frozen": "A camera's picture stands still",
  "camera-covered": "A lens is covered",
  "camera-moved": "A camera was moved",
  "camera-defocused": "A camera is out of focus",
  "camera-dark": "A picture is too dark",
  "camera-black": "A picture is black",
  "camera-silent": "A camera has no sound",
  "camera-clipped": "A camera's sound is distorted",
  "camera-offset": "Sound and picture are apart",
  "camera-clock": "A camera's clock is wrong",
};

export const detectionNext: Kinds = {
  "recorder-silent": "Check host and recorder; the time until then is entered as gaps",
  "cameras-lost-together": "Check switch, power and cables; each camera closes by itself",
  "camera-lost": "Check its power, cable and address; recording then goes on by itself",
  "camera-stalled": "Check network and load of the camera; restart it if it goes on",
  "camera-frozen": "Restart the camera; what it recorded meanwhile shows nothing",
  "camera-covered": "Take away what covers it, and find out whether somebody did it",
  "camera-moved": "Put it back; if it was moved on purpose, have its picture learnt anew",
  "camera-defocused": "Clean the lens and focus it again",
  "camera-dark": "Switch on the light or set the exposure",
  "camera-black": "Check lens cap, sensor and video input",
  "camera-silent": "Check the microphone's cable, power and mute switch",
  "camera-clipped": "Turn the microphone's gain down",
  "camera-offset": "Restart the camera; look at its encoder settings",
  "camera-clock": "Give the camera the time server that this house uses",
};

export const detectionFields = {
  eventId: "event id",
  beganAtMs: "began at",
  ending: "how it ended",
  times: "times",
  snapshotSha256: "digest of the snapshot",
};

export const detection = {
  kinds: {
    lost: "lost",
    stalled: "stalled",
    frozen: "frozen",
    covered: "covered",
    moved: "moved",
    defocused: "out of focus",
    dark: "too dark",
    black: "black",
    silent: "silent",
    clipped: "distorted",
    offset: "sound apart",
    clock: "clock wrong",
  },
  endings: {
    recovered: "recovered",
    unwatched: "recording over, not seen since",
  },
  levels: {
    idle: "not recording",
    learning: "learning its picture",
    full: "picture and sound watched",
    "no-decoder": "stream watched only",
  },
  facts: {
    light: "light",
    spread: "spread of light",
    changePermille: "change (thousandths of a step)",
    likenessPercent: "like usual (%)",
    sharpnessPercent: "sharpness (%)",
    contrastPercent: "contrast (%)",
    levelDb: "level (dB)",
    clippedPermille: "clipped (‰)",
    offsetMs: "sound apart (ms)",
    clockOffsetMs: "clock off by (ms)",
    framesPerMinute: "pictures a minute",
    usualPerMinute: "usual pictures a minute",
    quietMs: "no picture for (ms)",
  },
};

export const detectionPage = {
  title: "Detection",
  note: "While a camera is recorded, its stream, picture and sound are watched. What goes wrong leaves a snapshot and an incident, which recovery settles.",
  now: "Cameras now",
  events: "Events",
  noDecoder:
    "There is no ffmpeg on this machine: only lost, stalled, sound apart and clock are watched. Covered, black, frozen, moved, out of focus and dark cannot be told, nor the level of AAC sound.",
  noDecoderNext: "Install ffmpeg on the host; it is used at once, without a restart.",
  allWell: "Nothing is wrong",
  well: "well",
  blind: "cannot be told now",
  camera: "Camera",
  state: "State",
  wrong: "Wrong",
  lookedAt: "Looked at",
  kind: "What",
  began: "Began",
  lasted: "Lasted",
  goesOn: "goes on",
  times: "{{n}} time{{n, s}}",
  lesson: "Lesson",
  openLesson: "Open lesson",
  snapshot: "Snapshot",
  openSnapshot: "See snapshot",
  snapshotGone: "The snapshot was cleared in time or destroyed with the recording",
  noSnapshot: "no snapshot",
  none: "No events yet",
  noneNext: "Once recording runs, what goes wrong appears here.",
  noCameras: "No camera is being watched",
  noCamerasNext: "Watching begins with a lesson's recording.",
  learnAnew: "Learn picture anew",
  learnAnewTitle: "Learn this camera's picture anew?",
  learnAnewText:
    "After a camera or a room was rearranged on purpose: how it looked before is forgotten, and how it looks now counts. This is entered.",
  learnt: "Learning anew",
  onlyOpen: "Going on only",
  facts: "Measured",
  figures: "figures",
  kindAll: "All kinds",
};
