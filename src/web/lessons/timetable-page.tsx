export function TimetablePage() { return null; }
