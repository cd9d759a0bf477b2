import type * as z from 'zod/mini';
import type { CameBy } from '../../domain/came-by.ts';
import { addDays, type CivilDate, compareDates } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import { InvalidInputError, type Issue } from '../../errors/errors.ts';
import { ENTRY_GROUPS, entryForm, entryPoForm } from '../../request-types/entry-form.ts';
import { readValues } from '../../request-types/fields.ts';
import { readChange, type TypedChange } from '../../request-types/read-change.ts';

export type TypedEntry = {
  poId: string | null;
  values: Record<string, unknown>;
  changes: readonly TypedChange[];
};

export type ReadEntry = {
  name: string;
  function: string;
  email: string | null;
  cameBy: CameBy;
  cameOn: CivilDate;
  message: string;
  poTyped: { name: string; address: string } | null;
  requests: { type: string; schemaVersion: number; subject: string; payload: Record<string, unknown> }[];
};

/** What came longer ago than this is rather a slip of the keyboard. */
const LONGEST_WAIT_DAYS = 366;

/**
 * Reads all that was typed of an entry, every mistake at once. Issues bear the names of the fields; those of a change
 * stand under "changes.<place>".
 * @throws InvalidInputError
 */
export function readEntry(
  { poId, values, changes }: TypedEntry,
  { today, singleHolderRoles }: { today: CivilDate; singleHolderRoles: readonly Role[] },
): ReadEntry {
  const typed = readValues(ENTRY_GROUPS, values);
  const issues: Issue[] = [];
  const answers = entryForm.safeParse(typed);
  const po = poId === null ? entryPoForm.safeParse(typed) : null;
  if (po && !po.success) issues.push(...issuesOf(po.error));
  if (!answers.success) issues.push(...issuesOf(answers.error));
  else issues.push(...dayIssues(answers.data.cameOn, today));
  if (changes.length === 0) issues.push({ path: 'changes', message: 'Ajoutez au moins un changement.' });
  const requests: ReadEntry['requests'] = [];
  for (const [index, change] of changes.entries()) {
    const read = readChange(change, singleHolderRoles);
    if (!read.ok)
      issues.push(...read.issues.map(({ path, message }) => ({ path: `changes.${index}.${path}`, message })));
    else
      requests.push({
        type: change.type,
        schemaVersion: read.schemaVersion,
        subject: read.subject,
        payload: read.payload,
      });
  }
  if (issues.length > 0 || !answers.success) {
    throw new InvalidInputError(`${issues.length} answer(s) of the entry are not usable.`, issues, {
      userMessage: 'Rien n’est encore enregistré : voyez ce qui reste à corriger.',
    });
  }
  const { privacyGiven: _, ...said } = answers.data;
  return { ...said, poTyped: po?.success ? { name: po.data.poName, address: po.data.poAddress } : null, requests };
}

function issuesOf({ issues }: z.core.$ZodError): Issue[] {
  return issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}

function dayIssues(cameOn: CivilDate, today: CivilDate): Issue[] {
  if (compareDates(cameOn, today) > 0) return [{ path: 'cameOn.day', message: 'Cette date est dans le futur.' }];
  if (compareDates(cameOn, addDays(today, -LONGEST_WAIT_DAYS)) < 0)
    return [{ path: 'cameOn.year', message: 'Vérifiez l’année : c’était il y a plus d’un an.' }];
  return [];
}
