import type { TriageView } from '../contracts/triage.ts';
import { type CivilDate, todayInBrussels } from '../domain/dates.ts';
import { initialsOf } from '../domain/names.ts';
import type { RequestAge } from '../domain/request-age.ts';

type Known = { assignedTo: string | null; assigneeName: string | null; setAsideUntil: CivilDate | null };

/** Who has a request, until when it waits, and its age, as screens show them. */
export function viewTriage({ assignedTo, assigneeName, setAsideUntil }: Known, age: RequestAge, now: Date): TriageView {
  return {
    assignee:
      assignedTo && assigneeName ? { id: assignedTo, name: assigneeName, initials: initialsOf(assigneeName) } : null,
    setAsideUntil,
    isSetAside: setAsideUntil !== null && setAsideUntil > todayInBrussels(now),
    age,
  };
}
