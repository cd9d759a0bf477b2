import { eq } from 'drizzle-orm';
import { po } from '../../db/tables/po.ts';
import { school } from '../../db/tables/school.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { brusselsInstant } from '../../domain/brussels-time.ts';
import type { CivilDate } from '../../domain/dates.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import { enqueue } from '../../queue/outbox.ts';
import type { Writing } from '../apply-effects.ts';
import { oneRow } from './one-row.ts';
import type { Writes } from './writes.ts';

export const poWrites: Writes<
  | 'set-po-field'
  | 'announce-number'
  | 'withdraw-number'
  | 'found-po'
  | 'close-po'
  | 'reopen-po'
  | 'open-school'
  | 'close-school'
  | 'reopen-school'
  | 'rename-school'
  | 'move-school'
  | 'transfer-school'
  | 'announce-transfer'
  | 'withdraw-transfer'
> = {
  'set-po-field': (writing, { poId, field, from, to, on }) => {
    setPo(writing, poId, field === 'address' ? (to as PostalAddress) : { [field]: to });
    note(writing, 'po', poId, field, from, to, on);
  },
  'announce-number': (writing, { poId, number, on }) => {
    const { tx, causeId } = writing;
    setPo(writing, poId, { nextNumber: number, nextNumberOn: on, nextNumberBy: causeId });
    const entry = { ref: `${poId}/${causeId}`, nextAt: brusselsInstant(on) };
    writing.send(enqueue(tx, [{ kind: 'enterprise-number', ...entry }]));
    writing.audit({ action: 'announce-number', subject: { type: 'po', id: poId }, after: { number, on } });
  },
  'withdraw-number': (writing, { poId, number, on }) => {
    setPo(writing, poId, { nextNumber: null, nextNumberOn: null, nextNumberBy: null });
    writing.audit({ action: 'withdraw-number', subject: { type: 'po', id: poId }, after: { number, on } });
  },
  'found-po': (writing, { kind: _, poId, on, address, ...fields }) => {
    const row = { ...fields, ...address, openedOn: on };
    writing.send(writing.tx.insert(po).values({ id: poId, ...row, createdBy: writing.causeId }));
    writing.audit({ action: 'found-po', subject: { type: 'po', id: poId }, after: row });
  },
  'close-po': (writing, { poId, on, mergedInto }) => {
    setPo(writing, poId, { closedOn: on, mergedInto });
    note(writing, 'po', poId, 'closedOn', null, on);
    if (mergedInto !== null) note(writing, 'po', poId, 'mergedInto', null, mergedInto);
  },
  'reopen-po': (writing, { poId, closedOn, mergedInto }) => {
    setPo(writing, poId, { closedOn: null, mergedInto: null });
    note(writing, 'po', poId, 'closedOn', closedOn, null);
    if (mergedInto !== null) note(writing, 'po', poId, 'mergedInto', mergedInto, null);
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
  'transfer-school': (writing, { schoolId, fromPoId, toPoId, on }) =>
    setSchool(writing, schoolId, { poId: toPoId }, 'poId', fromPoId, toPoId, on),
  'announce-transfer': (writing, { schoolId, toPoId, on }) => {
    const { tx, causeId } = writing;
    updateSchool(writing, schoolId, { nextPoId: toPoId, nextPoOn: on, nextPoBy: causeId });
    const entry = { ref: `${schoolId}/${causeId}`, nextAt: brusselsInstant(on) };
    writing.send(enqueue(tx, [{ kind: 'transfer-school', ...entry }]));
    auditTransfer(writing, 'announce-transfer', schoolId, { toPoId, on });
  },
  'withdraw-transfer': (writing, { schoolId, toPoId, on }) => {
    updateSchool(writing, schoolId, { nextPoId: null, nextPoOn: null, nextPoBy: null });
    auditTransfer(writing, 'withdraw-transfer', schoolId, { toPoId, on });
  },
};

function auditTransfer(writing: Writing, action: AuditAction, schoolId: string, after: unknown): void {
  writing.audit({ action, subject: { type: 'school', id: schoolId }, after });
}

function setPo(writing: Writing, poId: string, columns: Partial<typeof po.$inferInsert>): void {
  const rows = writing.tx
    .update(po)
    .set({ ...columns, updatedAt: writing.now })
    .where(eq(po.id, poId))
    .returning({ id: po.id });
  writing.send(oneRow(rows, 'po', poId));
}

function updateSchool(writing: Writing, schoolId: string, columns: Partial<typeof school.$inferInsert>): void {
  const rows = writing.tx
    .update(school)
    .set({ ...columns, updatedAt: writing.now })
    .where(eq(school.id, schoolId))
    .returning({ id: school.id });
  writing.send(oneRow(rows, 'school', schoolId));
}

function setSchool(
  writing: Writing,
  schoolId: string,
  columns: Partial<typeof school.$inferInsert>,
  field: string,
  from: unknown,
  to: unknown,
  on?: CivilDate,
): void {
  updateSchool(writing, schoolId, columns);
  note(writing, 'school', schoolId, field, from, to, on);
}

function note(
  writing: Writing,
  subjectType: 'po' | 'school',
  subjectId: string,
  field: string,
  from: unknown,
  to: unknown,
  /** The day from which it holds. */
  on?: CivilDate,
): void {
  writing.fieldChanges.push({
    subjectType,
    subjectId,
    field,
    oldValue: from,
    newValue: to,
    causeId: writing.causeId,
    at: writing.now,
    holdsFrom: on ?? null,
  });
  writing.audit({
    action: `set-${subjectType}-field`,
    subject: { type: subjectType, id: subjectId },
    before: { [field]: from },
    after: { [field]: to },
  });
}
