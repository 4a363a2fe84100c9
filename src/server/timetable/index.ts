/** The timetable of the house itself: which job runs when. */
export { prepareRecording, recordingJobs } from "./recording-jobs.ts";
export { type Job, type JobState, type RunningJobs, runJobs } from "./run-jobs.ts";
export { ClockWatch, clockJob } from "./watch-clock.ts";
