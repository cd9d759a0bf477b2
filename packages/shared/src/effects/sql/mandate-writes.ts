import { eq, sql } from 'drizzle-orm';
import { mandate } from '../../db/tables/mandate.ts';
import { roleAssignment } from '../../db/tables/role-assignment.ts';
import { oneRow } from './one-row.ts';
import { tellMandateEnded } from './tell-mandate-ended.ts';
import type { Writes } from './writes.ts';

/** The same period, now ending on that day. */
const endingOn = (on: string) => sql`daterange(lower(period), ${on}::date, '[]')`;

export const mandateWrites: Writes<
  | 'open-mandate'
  | 'end-mandate'
  | 'set-mandate-dates'
  | 'annul-mandate'
  | 'assign-role'
  | 'end-role'
  | 'set-role-dates'
  | 'annul-role'
> = {
  'open-mandate': (writing, { mandateId, personId, poId, from, to }) => {
    writing.mandates.push({ id: mandateId, personId, poId, period: { from, to }, openedBy: writing.causeId });
    writing.audit({
      action: 'open-mandate',
      subject: { type: 'mandate', id: mandateId },
      after: { personId, poId, from, to },
    });
  },

  'end-mandate': (writing, { mandateId, on, reason }) => {
    const rows = writing.tx
      .update(mandate)
      .set({ period: endingOn(on), endReason: reason, endedBy: writing.causeId })
      .where(eq(mandate.id, mandateId))
      .returning({ id: mandate.id });
    writing.send(oneRow(rows, 'mandate', mandateId));
    if (reason !== 'death') tellMandateEnded(writing, mandateId);
    writing.audit({
      action: 'end-mandate',
      subject: { type: 'mandate', id: mandateId },
      after: { to: on, reason },
    });
  },

  'set-mandate-dates': (writing, { mandateId, from, to }) => {
    const rows = writing.tx
      .update(mandate)
      // A mandate that goes on ended by nothing, and for no reason.
      .set({
        period: { from, to },
        ...(to === null ? { endedBy: null, endReason: null } : { endedBy: writing.causeId }),
      })
      .where(eq(mandate.id, mandateId))
      .returning({ id: mandate.id });
    writing.send(oneRow(rows, 'mandate', mandateId));
    writing.audit({
      action: 'set-mandate-dates',
      subject: { type: 'mandate', id: mandateId },
      after: { from, to },
    });
  },

  'annul-mandate': (writing, { mandateId }) => {
    const rows = writing.tx
      .update(mandate)
      .set({ annulledAt: writing.now, annulledBy: writing.causeId })
      .where(eq(mandate.id, mandateId))
      .returning({ id: mandate.id });
    writing.send(oneRow(rows, 'mandate', mandateId));
    writing.audit({ action: 'annul-mandate', subject: { type: 'mandate', id: mandateId } });
  },

  'assign-role': (writing, { roleId, mandateId, role, from, to }) => {
    writing.roles.push({ id: roleId, mandateId, role, period: { from, to }, assignedBy: writing.causeId });
    writing.audit({
      action: 'assign-role',
      subject: { type: 'role', id: roleId },
      after: { mandateId, role, from, to },
    });
  },

  'end-role': (writing, { roleId, on }) => {
    const rows = writing.tx
      .update(roleAssignment)
      .set({ period: endingOn(on), endedBy: writing.causeId })
      .where(eq(roleAssignment.id, roleId))
      .returning({ id: roleAssignment.id });
    writing.send(oneRow(rows, 'role', roleId));
    writing.audit({ action: 'end-role', subject: { type: 'role', id: roleId }, after: { to: on } });
  },

  'set-role-dates': (writing, { roleId, from, to }) => {
    const rows = writing.tx
      .update(roleAssignment)
      .set({ period: { from, to }, endedBy: to === null ? null : writing.causeId })
      .where(eq(roleAssignment.id, roleId))
      .returning({ id: roleAssignment.id });
    writing.send(oneRow(rows, 'role', roleId));
    writing.audit({ action: 'set-role-dates', subject: { type: 'role', id: roleId }, after: { from, to } });
  },

  'annul-role': (writing, { roleId }) => {
    const rows = writing.tx
      .update(roleAssignment)
      .set({ annulledAt: writing.now, annulledBy: writing.causeId })
      .where(eq(roleAssignment.id, roleId))
      .returning({ id: roleAssignment.id });
    writing.send(oneRow(rows, 'role', roleId));
    writing.audit({ action: 'annul-role', subject: { type: 'role', id: roleId } });
  },
};
