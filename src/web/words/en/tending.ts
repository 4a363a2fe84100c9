/** Looking after the house: words of incidents, duties and disks that stand in lists of others. */
export const tendingRefusals = {
  incident_closed: {
    what: "This incident is closed already.",
    next: "If it happens again the house opens a new one: handle that one.",
  },
  task_signed: {
    what: "This task is signed and cannot be signed again.",
    next: "Add what is missing to the remark of the next period.",
  },
  task_not_yours: {
    what: "This task belongs to another post.",
    next: "Somebody of that post signs in and signs it.",
  },
  task_field_missing: {
    what: "The record of the check is incomplete.",
    next: "Fill in the marked fields, then sign.",
  },
  storage_full: {
    what: "The storage disk is full: no new recording can be planned.",
    next: "The system administrator looks at the Storage page and adds space; what is planned already is recorded.",
  },
};

export const tendingEntryKinds = {
  "incident.raised@1": "Incident raised",
  "incident.worsened@1": "Incident worsened",
  "incident.returned@1": "Incident came back",
  "incident.reported@1": "Incident reported to the superior",
  "incident.settled@1": "Incident settled",
  "incident.acknowledged@1": "Incident taken on",
  "incident.closed@1": "Incident closed",
  "task.opened@1": "Tasks of a period opened",
  "task.reminded@1": "Task reminded",
  "task.missed@1": "Task overdue",
  "task.signed@1": "Task signed",
  "task.exported@1": "Tasks exported",
  "storage.reported@1": "Capacity report exported",
};

export const tendingSubjects = { incident: "incident", task: "task" };
