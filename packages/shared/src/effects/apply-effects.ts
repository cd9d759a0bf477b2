import type { Actor } from '../commands/context.ts';
import { type AuditRecord, writeAudit } from '../commands/write-audit.ts';
import type { Transaction } from '../db/client.ts';
import { type Flight, startFlight } from '../db/flight.ts';
import { fieldChange } from '../db/tables/field-change.ts';
import { mandate } from '../db/tables/mandate.ts';
import { person } from '../db/tables/person.ts';
import { roleAssignment } from '../db/tables/role-assignment.ts';
import { school } from '../db/tables/school.ts';
import type { CivilDate } from '../domain/dates.ts';
import type { Effect, EffectKind, EffectOf } from './effect.ts';
import { WRITES } from './sql/writes.ts';

/** Why and for whom effects are written, and what links in mails are made with. */
export type ApplyOptions = {
  causeId: string;
  requestId: string | null;
  actor: Actor;
  now: Date;
  /** The civil day in Brussels on which it is applied: mails of days to come wait. */
  today: CivilDate;
  tokenKeys: readonly string[];
};

/**
 * What the SQL steps share: rows to insert are gathered and written together, table by table; updates are sent in the
 * order of the effects. No step waits for an answer: all of it is one trip to the server.
 */
export type Writing = ApplyOptions & {
  tx: Transaction;
  persons: (typeof person.$inferInsert)[];
  mandates: (typeof mandate.$inferInsert)[];
  roles: (typeof roleAssignment.$inferInsert)[];
  schools: (typeof school.$inferInsert)[];
  fieldChanges: (typeof fieldChange.$inferInsert)[];
  audits: AuditRecord[];
  /** Accounts, links and mails: they refer to the rows above, so they come last. */
  afterwards: (() => void)[];
  send: Flight['send'];
};

/**
 * Writes the effects of a plan, with their origin and audit, in the caller's transaction. The rows must be locked.
 * The in-memory twin is `advance`; a test holds both equal.
 * @throws when the database refuses: a constraint of DESIGN.md §4 would be broken
 */
export async function applyEffects(tx: Transaction, effects: readonly Effect[], options: ApplyOptions): Promise<void> {
  const flight = startFlight();
  const writing: Writing = {
    ...options,
    tx,
    persons: [],
    mandates: [],
    roles: [],
    schools: [],
    fieldChanges: [],
    audits: [],
    afterwards: [],
    send: flight.send,
  };
  for (const effect of effects) {
    // The one cast: TypeScript cannot see that the step found under a kind takes that kind's effect.
    const write = WRITES[effect.kind] as (writing: Writing, effect: EffectOf<EffectKind>) => void;
    write(writing, effect);
  }
  if (writing.persons.length > 0) flight.send(tx.insert(person).values(writing.persons));
  if (writing.mandates.length > 0) flight.send(tx.insert(mandate).values(writing.mandates));
  if (writing.roles.length > 0) flight.send(tx.insert(roleAssignment).values(writing.roles));
  if (writing.schools.length > 0) flight.send(tx.insert(school).values(writing.schools));
  if (writing.fieldChanges.length > 0) flight.send(tx.insert(fieldChange).values(writing.fieldChanges));
  for (const step of writing.afterwards) step();
  const audits = writing.audits.map((audit) => ({ ...audit, causeId: options.causeId, requestId: options.requestId }));
  flight.send(writeAudit(tx, options.actor, options.now, audits));
  await flight.land();
}
