import { eq } from 'drizzle-orm';
import { po } from '../../db/tables/po.ts';
import { school } from '../../db/tables/school.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import type { Writing } from '../apply-effects.ts';
import { oneRow } from './one-row.ts';
import type { Writes } from './writes.ts';

export const poWrites: Writes<
  'set-po-field' | 'open-school' | 'close-school' | 'reopen-school' | 'rename-school' | 'move-school'
> = {
  'set-po-field': (writing, { poId, field, from, to }) => {
    const columns = field === 'address' ? (to as PostalAddress) : { [field]: to };
    const rows = writing.tx
      .update(po)
      .set({ ...columns, updatedAt: writing.now })
      .where(eq(po.id, poId))
      .returning({ id: po.id });
    writing.send(oneRow(rows, 'po', poId));
    note(writing, 'po', poId, field, from, to);
  },

  'open-school': (writing, { schoolId, poId, name, fase, address, on }) => {
    const row = { poId, name, fase, ...address, openedOn: on };
    writing.schools.push({ id: schoolId, ...row, createdBy: writing.causeId });
    writing.audit({ action: 'open-school', subject: { type: 'school', id: schoolId }, after: row });
  },

  'close-school': (writing, { schoolId, on }) => setSchool(writing, schoolId, { closedOn: on }, 'closedOn', null, on),
  'reopen-school': (writing, { schoolId, closedOn }) =>
    setSchool(writing, schoolId, { closedOn: null }, 'closedOn', closedOn, null),
  'rename-school': (writing, { schoolId, from, to }) => setSchool(writing, schoolId, { name: to }, 'name', from, to),
  'move-school': (writing, { schoolId, from, to }) => setSchool(writing, schoolId, to, 'address', from, to),
};

function setSchool(
  writing: Writing,
  schoolId: string,
  columns: Partial<typeof school.$inferInsert>,
  field: string,
  from: unknown,
  to: unknown,
): void {
  const rows = writing.tx
    .update(school)
    .set({ ...columns, updatedAt: writing.now })
    .where(eq(school.id, schoolId))
    .returning({ id: school.id });
  writing.send(oneRow(rows, 'school', schoolId));
  note(writing, 'school', schoolId, field, from, to);
}

function note(
  writing: Writing,
  subjectType: 'po' | 'school',
  subjectId: string,
  field: string,
  from: unknown,
  to: unknown,
): void {
  writing.fieldChanges.push({
    subjectType,
    subjectId,
    field,
    oldValue: from,
    newValue: to,
    causeId: writing.causeId,
    at: writing.now,
  });
  writing.audit({
    action: `set-${subjectType}-field`,
    subject: { type: subjectType, id: subjectId },
    before: { [field]: from },
    after: { [field]: to },
  });
}
