import type { ArticleKey } from "../../../contract/articles.ts";

export const articleWords: Record<ArticleKey, { asks: string; does: string }> = {
  "S0-1": {
    asks: "Four kinds of teaching are traced whole, for quality and evaluation.",
    does: "A lesson cannot be planned without its kind; recording, roster and entries follow by themselves.",
  },
  "S0-2a": {
    asks: "Five kinds of material are bound by the rule from capture to destruction.",
    does: "Each item stands in the register of keeping and moves by its states only; anything else is refused and entered.",
  },
  "S0-2b": {
    asks: "Six kinds of persons are bound, those from outside too.",
    does: "An account has its category; one from outside has an end, and cannot sign in after it.",
  },
  "S0-3a": {
    asks: "Work follows six principles.",
    does: "The six tiles above are checked live; one fault turns a tile red.",
  },
  "S0-3b": {
    asks: "Originals are never changed, cut, hidden or destroyed.",
    does: "Originals are written once, sealed and entered; there is no way to change or hide them, and damage is named.",
  },
  "S0-4.1a": {
    asks: "The director answers first and approves retrieval, lending and destruction.",
    does: "Three routes of their own; only the director or a recorded delegate signs, never for themselves.",
  },
  "S0-4.1b": {
    asks: "The director sees that the rule is carried out.",
    does: "A digest is made each month; unacknowledged for seven days it goes one step up.",
  },
  "S0-4.2a": {
    asks: "The administrator runs, copies, registers, keeps media and inspects.",
    does: "Seven duties come round as tasks and are signed; what was skipped stays visible, what is late is marked late.",
  },
  "S0-4.2b": {
    asks: "Faults and anomalies are dealt with promptly.",
    does: "Each one becomes an incident with an owner and a clock, and escalates when late.",
  },
  "S0-4.3a": {
    asks: "Teachers check recording before the lesson.",
    does: "A card opens 15 minutes before, filled by detection and signed; unsigned, both are warned.",
  },
  "S0-4.3b": {
    asks: "Nobody interrupts the recording or covers a camera.",
    does: "Teachers have no stop button; covered, black and frozen pictures are detected with a snapshot.",
  },
  "S0-4.3c": {
    asks: "After the lesson its traces are checked.",
    does: "The card holds expected against present; unexplained gaps block it, after 24 hours it is overdue.",
  },
  "S0-4.3d": {
    asks: "Problems are reported at once.",
    does: "One tap on the lesson's page raises an incident and tells the administrator.",
  },
  "S0-4.4": {
    asks: "Trainees cover, touch and alter nothing.",
    does: "The rules are acknowledged at the first check-in; trainees have no controls; covered lenses are detected. Limit: a hand on a cable is not seen.",
  },
  "S0-5.1.1": {
    asks: "Sign-ins are recorded with account, name, time, terminal and length.",
    does: "Each sign-in is a line that closes by itself; the register prints at any time.",
  },
  "S0-5.1.2": {
    asks: "Changes of rights, settings, functions and accounts are recorded.",
    does: "A change and its entry stand together, with before and after; without the entry nothing changes.",
  },
  "S0-5.1.3": {
    asks: "Operations of devices are recorded.",
    does: "Cameras are operated through one door, entered whether it worked or not.",
  },
  "S0-5.2.0": {
    asks: "Seven scenes must be filmed.",
    does: "Such a lesson cannot be planned without recording; the database refuses.",
  },
  "S0-5.2.1": {
    asks: "The whole lesson is recorded without a break, in four kinds of coverage.",
    does: "Each camera is held against each second; gaps are registered, asked for, and certified.",
  },
  "S0-5.2.2": {
    asks: "Four kinds of special footage are kept.",
    does: "Bookmarks of these kinds, live or later; the original is never touched.",
  },
  "S0-5.2.3": {
    asks: "Exams and contests are filmed whole.",
    does: "An exam cannot open while a camera is down; an override is an incident and the director's.",
  },
  "S0-5.2.4": {
    asks: "Training with outside parties is kept.",
    does: "Such lessons lie in their own partition with party and agreement; a missing one is asked for.",
  },
  "S0-5.3.1": {
    asks: "Six facts of a lesson are complete.",
    does: "Without all six a lesson's record cannot be completed; it prints as a form.",
  },
  "S0-5.3.2": {
    asks: "Steps, scores, results and summaries are kept.",
    does: "Each mark is kept; a changed score keeps the old one, who and why; the summary is made anew.",
  },
  "S0-5.3.3": {
    asks: "Tasks, attendance and comments are kept.",
    does: "Check-in by code, kiosk or teacher, once each; comments bear their second, a correction is a new one.",
  },
  "S0-5.4.1": {
    asks: "Five kinds of maintenance are recorded.",
    does: "Tickets by device, closed with a signature; a camera changed without one is found.",
  },
  "S0-5.4.2": {
    asks: "Stalls, gaps, desync, power and network faults are recorded with their handling.",
    does: "Detectors find them and raise incidents; recovery closes them; each step is kept.",
  },
  "S0-5.4.3": {
    asks: "Misuse, damage and hazards are registered.",
    does: "A matter closes only with who answers for it and what was done, with evidence linked.",
  },
  "S0-6.1a": {
    asks: "Recording starts and ends by itself.",
    does: "It follows the timetable only, and goes on after a restart.",
  },
  "S0-6.1b": {
    asks: "Nobody pauses, interrupts or covers during lessons.",
    does: "There is no stop button; an attempt is refused and entered.",
  },
  "S0-6.1c": {
    asks: "A fault is given its reason at once and recording resumes.",
    does: "Interruptions register themselves, ask for a reason within 24 hours, and recording resumes alone.",
  },
  "S0-6.2a": {
    asks: "The electronic ledger is made by itself and counts first.",
    does: "Every act is numbered into the ledger and signed each second; anybody verifies it offline.",
  },
  "S0-6.2b": {
    asks: "Paper ledgers correspond one to one.",
    does: "Sheets bear serial, code and digest; each is paired with its paper, and missing ones are listed.",
  },
  "S0-7": {
    asks: "Files are named uniformly.",
    does: "Names are made from date, project, audience, teacher and room, and kept by copies.",
  },
  "S0-8.1a": {
    asks: "Two copies: here, and encrypted elsewhere.",
    does: "Copies leave encrypted, one by one; what has one copy only is said to be unprotected.",
  },
  "S0-8.1b": {
    asks: "An incremental copy each night.",
    does: "It runs in its window with list and signature; a failed night alarms before eight.",
  },
  "S0-8.1c": {
    asks: "Copies are checked weekly.",
    does: "A sample is read back and the house restored for trial; the task is signed.",
  },
  "S0-8.2": {
    asks: "Five partitions, never mixed.",
    does: "The partition follows the activity; misplaced files are looked for each night.",
  },
  "S0-8.3.1": {
    asks: "Teaching footage, logs and data: three years at least.",
    does: "Nothing can be destroyed before its term; then it is only due for review.",
  },
  "S0-8.3.2": {
    asks: "Exams, certification and contests: five years.",
    does: "They fall into this class by themselves; a term can only be longer.",
  },
  "S0-8.3.3": {
    asks: "Inspections, evaluations, accidents and complaints: for ever.",
    does: "Permanent and held items have no way to destruction; a list with one is refused whole.",
  },
  "S0-8.3.4": {
    asks: "Material of external service is kept as its agreement says.",
    does: "Agreements are recorded; the longer of class and agreement wins.",
  },
  "S0-8.4a": {
    asks: "Virus and hardware checks each quarter.",
    does: "Quarterly tasks fall due; the disks' health is read by itself.",
  },
  "S0-8.4b": {
    asks: "Capacity is reviewed each year.",
    does: "A report of growth, days left and duplicates; clearing goes by destruction only.",
  },
  "S0-9.1a": {
    asks: "Teachers see their own lessons only.",
    does: "The database guards each row; a strange teacher is tried now and must see nothing.",
  },
  "S0-9.1b": {
    asks: "Managers see their area.",
    does: "Bound to their rooms; a change holds from the next request.",
  },
  "S0-9.1c": {
    asks: "The administrator has full authority.",
    does: "All functions, but no right to alter originals or ledger; looking is entered as for everybody.",
  },
  "S0-9.1d": {
    asks: "Trainees see their own scores and replay only.",
    does: "Their own station only, no download, a watermark with name and time.",
  },
  "S0-9.2": {
    asks: "Every look is logged.",
    does: "Playing, seeking and closing are entered; what cannot be entered is not shown.",
  },
  "S0-10a": {
    asks: "Staff register before they look.",
    does: "Without its line nothing opens; a grant names items and hours and ends by itself.",
  },
  "S0-10b": {
    asks: "No private download or copy.",
    does: "There is no download; an exception is approved, taken once, with its digest.",
  },
  "S0-11.1": {
    asks: "Internal and superior units: letter, director, date of return.",
    does: "Without letter or any field it cannot be filed; overdue returns are listed.",
  },
  "S0-11.2": {
    asks: "Outside units and courts: papers and two approvals.",
    does: "Two different persons in order; the papers are kept with the case.",
  },
  "S0-12.1": {
    asks: "Only for five purposes.",
    does: "A request names one of five; copies bear it. Limit: what happens after an approved export is not seen.",
  },
  "S0-12.2a": {
    asks: "Originals are never edited.",
    does: "There is no editing; each night they are read again and a change is named.",
  },
  "S0-12.2b": {
    asks: "Excerpts need approval and their source.",
    does: "A clip is a new item with source and purpose burnt in; the original stays.",
  },
  "S0-13a": {
    asks: "One person, one account.",
    does: "The person's key is unique; a second sign-in ends or blocks the first.",
  },
  "S0-13b": {
    asks: "Passwords change each quarter.",
    does: "Reminded 14, 7 and 1 days before; after that only the change page opens.",
  },
  "S0-13c": {
    asks: "Passwords meet the rules.",
    does: "Judged when set; common ones are refused.",
  },
  "S0-13d": {
    asks: "One signs out when leaving.",
    does: "Idle pages lock, one key locks at once; locked, nothing is shown.",
  },
  "S0-14.1": {
    asks: "Footage is not passed on to social media.",
    does: "No share links; each frame bears a mark that names viewer and time; the notice is accepted first. Limit: a photographed screen can be traced, not stopped.",
  },
  "S0-14.2": {
    asks: "Scores, data and rankings do not leak.",
    does: "Trainees get their own data only, and no ranking.",
  },
  "S0-14.3": {
    asks: "No unknown media are plugged in.",
    does: "What is plugged in here is seen, other hosts' logs are imported; unknown is an incident. Limit: hosts outside are blind.",
  },
  "S0-15": {
    asks: "Four events are cut off, preserved, reported and recorded.",
    does: "Four playbooks: containment that acts, a snapshot, three notices with receipts, a signed end.",
  },
  "S0-16": {
    asks: "Each December what stays is archived and handed over.",
    does: "The list opens by itself; four properties are examined, and two receipts end it.",
  },
  "S0-17.1": {
    asks: "What is due is checked, confirmed, applied for and approved.",
    does: "Only due items without holds can be listed; without approval nothing runs.",
  },
  "S0-17.2a": {
    asks: "Destruction is thorough.",
    does: "Keys first, then bytes and copies; each place is read again and certified.",
  },
  "S0-17.2b": {
    asks: "Two persons watch and sign.",
    does: "Two witnesses at one terminal within five minutes, and both sign.",
  },
  "S0-17.3": {
    asks: "Paper ledgers follow the archives' rules.",
    does: "An item closes only with the archives' reference.",
  },
  "S0-18.1": {
    asks: "Recording, copies and log are checked daily.",
    does: "The house judges from six o'clock; the administrator signs, and a missed day stays.",
  },
  "S0-18.2": {
    asks: "Four things are checked monthly.",
    does: "The form is filled with figures; a finding without deadline cannot be signed.",
  },
  "S0-18.3": {
    asks: "Offices inspect each quarter.",
    does: "A read-only account, a seed entered before the draw, a pack that verifies offline.",
  },
  "S0-19": {
    asks: "Six violations are dealt with.",
    does: "Signs are found by the house, people decide; each has evidence and an outcome.",
  },
  "S0-20": {
    asks: "Validity and revision of the rule.",
    does: "Documents have versions and days; every setting rests on one.",
  },
};
