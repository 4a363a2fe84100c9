/** Papers: letters, legal papers and signed scans from outside, checked by content and kept for ever. */
export { type OpenPaper, findPapers, isKeeper, openPaper } from "./find-papers.ts";
export { type NewPaper, keepPaper } from "./keep-paper.ts";
export { keepSnapshot } from "./keep-snapshot.ts";
