import { eq } from 'drizzle-orm';
import { memberAccount } from '../../db/tables/member-account.ts';
import { person } from '../../db/tables/person.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import type { Writing } from '../apply-effects.ts';
import type { PersonField } from '../world.ts';
import { nameOf } from './name-of.ts';
import { oneRow } from './one-row.ts';
import type { Writes } from './writes.ts';

export const personWrites: Writes<'create-person' | 'set-person-field' | 'mark-deceased' | 'unmark-deceased'> = {
  'create-person': (writing, { personId, lastName, firstName, birthDate, email, phone, address }) => {
    const row = { lastName, firstName, birthDate, email, phone, ...address };
    writing.persons.push({ id: personId, ...row, createdBy: writing.causeId });
    lookAt(writing, personId);
    writing.audit({ action: 'create-person', subject: { type: 'person', id: personId }, after: row });
  },

  'set-person-field': (writing, { personId, field, from, to }) => {
    const rows = writing.tx
      .update(person)
      .set({ ...columnsOf(field, to), updatedAt: writing.now })
      .where(eq(person.id, personId))
      .returning({ id: person.id });
    writing.send(oneRow(rows, 'person', personId));
    if (field === 'firstName' || field === 'lastName') {
      writing.send(
        writing.tx
          .update(memberAccount)
          .set({ name: nameOf(personId), updatedAt: writing.now })
          .where(eq(memberAccount.personId, personId)),
      );
    }
    noteFieldChange(writing, personId, field, from, to);
    if (field !== 'phone' && field !== 'address') lookAt(writing, personId);
    writing.audit({
      action: 'set-person-field',
      subject: { type: 'person', id: personId },
      before: { [field]: from },
      after: { [field]: to },
    });
  },

  'mark-deceased': (writing, { personId }) => setDeceased(writing, personId, true),
  'unmark-deceased': (writing, { personId }) => setDeceased(writing, personId, false),
};

/** Whoever is new, or has another identity or address by now, is compared with the others. */
function lookAt({ looks, causeId }: Writing, personId: string): void {
  looks.push({ personId, causeId });
}

function setDeceased(writing: Writing, personId: string, deceased: boolean): void {
  const rows = writing.tx
    .update(person)
    .set({ deceased, updatedAt: writing.now })
    .where(eq(person.id, personId))
    .returning({ id: person.id });
  writing.send(oneRow(rows, 'person', personId));
  writing.audit({
    action: deceased ? 'mark-deceased' : 'unmark-deceased',
    subject: { type: 'person', id: personId },
    after: { deceased },
  });
}

function columnsOf(field: PersonField, to: unknown): Partial<typeof person.$inferInsert> {
  return field === 'address' ? (to as PostalAddress) : { [field]: to };
}

function noteFieldChange(
  writing: Writing,
  subjectId: string,
  field: string,
  oldValue: unknown,
  newValue: unknown,
): void {
  writing.fieldChanges.push({
    subjectType: 'person',
    subjectId,
    field,
    oldValue,
    newValue,
    causeId: writing.causeId,
    at: writing.now,
  });
}
