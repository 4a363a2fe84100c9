/** What is said when a request, a signature or a grant is refused. */
export const askingRefusals = {
  own_request: {
    what: "Nobody decides their own request.",
    next: "Another approver signs; where there is none, the next superior does.",
  },
  same_person: {
    what: "The same person cannot sign twice in one case.",
    next: "Let another approver sign this step.",
  },
  wrong_order: {
    what: "It is not this step’s turn yet.",
    next: "Wait until the step before it is signed.",
  },
  step_decided: {
    what: "Somebody has signed this step already.",
    next: "Reload the page to see the result.",
  },
  not_your_step: {
    what: "This step is not yours to sign.",
    next: "Its approver or a delegate signs; the page names them.",
  },
  field_missing: {
    what: "Something required is missing.",
    next: "Fill in what the page marks and submit again.",
  },
  paper_missing: {
    what: "A required paper is missing.",
    next: "Upload the letter or document the page names.",
  },
  request_not_open: {
    what: "The request’s state does not allow this.",
    next: "Reload the page to see its present state.",
  },
  emergency_not_asked: {
    what: "The request was not declared urgent.",
    next: "Follow the ordinary route, step by step.",
  },
  return_missing: {
    what: "What was lent or retrieved is not back yet.",
    next: "Enter the return first, or attach the statement of destruction.",
  },
  signature_missing: {
    what: "You have not kept a signature yet.",
    next: "Draw one, or keep one in your own settings first.",
  },
  delegation_long: {
    what: "A delegation lasts at most thirty days, those less than a day apart taken together.",
    next: "Choose a shorter span, or leave at least a day after the last one.",
  },
  delegation_pair: {
    what: "This person cannot stand in: the duties exclude each other.",
    next: "Choose somebody from the list.",
  },
  grant_missing: {
    what: "There is no approval that holds.",
    next: "File a request first.",
  },
  grant_used: {
    what: "This approval held once and has been used.",
    next: "The duty rules forbid copying and lending; the procedure allows it once, as approved. File a new request.",
  },
  nothing_made: {
    what: "Nothing has been made to hand over yet.",
    next: "Make what was approved first, then hand it over.",
  },
  outside_grant: {
    what: "This goes beyond what was approved.",
    next: "Only the approved lessons, cameras and span; file a new request for more.",
  },
};
