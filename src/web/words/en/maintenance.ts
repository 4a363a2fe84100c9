import type * as zh from "../zh-CN/maintenance.ts";

export const maintenanceTerms: typeof zh.maintenanceTerms = {
  kinds: {
    inspection: "Inspection",
    upgrade: "Upgrade",
    tuning: "Tuning",
    parts: "Parts replaced",
    repair: "Repair",
  },
  devices: { camera: "Camera", recorder: "Recording host", disk: "Disk", other: "Other device" },
  periods: { day: "daily", week: "weekly", month: "monthly" },
  usbActions: { attached: "plugged in", detached: "unplugged" },
  usbClasses: { storage: "storage", input: "keyboard or mouse", other: "other" },
  looks: {
    software: "Software or firmware",
    codec: "Video codec",
    codecString: "Codec parameters",
    width: "Width (pixels)",
    height: "Height (pixels)",
    audio: "Audio codec",
    sampleRate: "Sample rate",
    channels: "Channels",
  },
};

export const maintenancePage: typeof zh.maintenancePage = {
  title: "Maintenance",
  note: "Every inspection, upgrade, tuning, replacement and repair has a ticket; a device that changes without one is an incident.",
  tickets: "Tickets",
  devices: "Devices",
  unfinished: "Open",
  all: "All",
  add: "Open a ticket",
  empty: "No tickets.",
  emptyNext: "Open one when a device is to be looked after or has failed.",
  kind: "Kind",
  device: "Device",
  number: "Number",
  fault: "Fault or occasion",
  before: "State before",
  opened: "Opened",
  state: "State",
  open: "being handled",
  done: "done",
  close: "Done and sign",
  closeTitle: "Maintenance done",
  after: "State after",
  advice: "What was done and advised",
  hands: "Done by",
  parts: "Parts replaced",
  partsHint: "One a line",
  remark: "Remark",
  deviceKind: "Kind of device",
  camera: "Camera",
  another: "Another device",
  deviceName: "Name of the device",
  incident: "From an incident",
  incidentNone: "none",
  saved: "Saved",
  forms: "Forms",
  formF04: "F-04 maintenance",
  formF05: "F-05 repairs",
  period: "Kept",
  month: "Month",
  pdf: "Print PDF",
  xlsx: "Export XLSX",
  deviceEmpty: "No device is listed.",
  deviceEmptyNext: "The first ticket of a device lists it.",
  openTickets: "Open tickets",
  warranty: "Warranty",
  warrantyUntil: "until {{day}}",
  warrantyOver: "over since {{day}}",
  warrantyUnknown: "acceptance not noted",
  accepted: "Accepted on",
  acceptedHint: "As 2026-06-01; repair is free for three years from it",
  note2: "Note",
  history: "History",
  changes: "Changes seen",
  changesNote: "What the house saw in streams and answers of the device.",
  noChanges: "No change was seen.",
  change: "Change",
  withTicket: "during a ticket",
  withoutTicket: "without a ticket: an incident",
  back: "Back to maintenance",
};

export const usbPage: typeof zh.usbPage = {
  title: "USB devices",
  note: "A medium that is not registered is an incident as soon as it is plugged in.",
  limit:
    "Only this host and hosts whose log was taken in are seen; computers outside management are blind spots.",
  watched: "Watching this host {{host}}, looked at {{at}}",
  blind: "This host shows no USB devices (no /sys/bus/usb); logs can be taken in.",
  hosts: "Hosts with events",
  onlyUnknown: "Unregistered only",
  import: "Take in a host's log",
  importHint: "CSV or JSON lines with time, host, action, class, vendor, product, serial, name",
  imported: "{{rows}} row{{rows, s}} read, {{taken}} new, {{unknown}} of them unregistered",
  faults:
    "{{count}} row{{count, s}} {{count, are}} not in form, nothing was taken in: rows {{rows}}",
  empty: "No USB events.",
  emptyNext: "What is plugged into this host, or stands in a log taken in, is listed here.",
  at: "Time",
  host: "Host",
  action: "Action",
  device: "Device",
  serial: "Serial",
  medium: "Registered medium",
  unknown: "unregistered",
  notAsked: "need not be",
  way: "From",
  ways: { watched: "this host", imported: "log" },
};

export const maintenanceEntryKinds: typeof zh.maintenanceEntryKinds = {
  "maintenance.opened@1": "Maintenance ticket opened",
  "maintenance.closed@1": "Maintenance done and signed",
  "maintenance.printed@1": "Maintenance form printed",
  "device.noted@1": "Device noted",
  "device.changed@1": "Device's software or stream changed",
  "usb.seen@1": "USB device plugged in or out",
  "usb.imported@1": "USB log of a host taken in",
};

export const maintenanceSubjects: typeof zh.maintenanceSubjects = {
  device: "Device",
  ticket: "Maintenance ticket",
};

export const maintenanceRules: typeof zh.maintenanceRules = {
  "S0-5.4.1": "Article 5 (4) 1: inspection, upgrade, tuning, parts and repair are recorded",
};

export const maintenanceRefusals: typeof zh.maintenanceRefusals = {
  ticket_closed: { what: "This ticket is done.", next: "Open another one for what is new." },
  usb_log_unreadable: {
    what: "This USB log cannot be read.",
    next: "Export it with the columns described, in CSV or JSON lines.",
  },
};

export const maintenanceIncidents: typeof zh.maintenanceIncidents = {
  "camera-altered": "Camera's software or stream changed without a ticket",
  "usb-unknown": "Unregistered USB device plugged in",
};

export const maintenanceNext: typeof zh.maintenanceNext = {
  "camera-altered": "Find out who changed it; open a ticket where it was maintenance",
  "usb-unknown": "Unplug it and find out whose it is; register media before use",
};

export const maintenanceFields: typeof zh.maintenanceFields = {
  ticketId: "ticket",
  deviceId: "device",
  incidentId: "incident",
  parts: "parts",
  resultSha256: "digest of the result",
  form: "form",
  acceptedOn: "accepted on",
  action: "action",
  class: "class",
  vendorId: "vendor",
  productId: "product",
  mediumId: "medium",
  taken: "new",
  unknown: "unregistered",
  digest: "digest",
  fault: "fault",
  after: "state after",
  advice: "advice",
  hands: "done by",
};
