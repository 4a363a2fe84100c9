export function PlanPage() { return null; }
export function ChangePage() { return null; }
