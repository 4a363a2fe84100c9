/** The timetable of the house itself: which job runs when. */
export { archiveJobs } from "./archive-jobs.ts";
export { destructionJobs } from "./destruction-jobs.ts";
export { detectionJobs } from "./detection-jobs.ts";
export { careJobs } from "./care-jobs.ts";
export { copiesJobs } from "./copies-jobs.ts";
export { prepareRecording, recordingJobs } from "./recording-jobs.ts";
export { auditPartitions, tendingJobs } from "./tending-jobs.ts";
export { type Job, type JobState, type RunningJobs, runJobs } from "./run-jobs.ts";
export { ClockWatch, clockJob } from "./watch-clock.ts";
