import type { SQL } from 'drizzle-orm';
import { issueAccountTokens, type NewAccountToken } from '../auth/issue-token.ts';
import type { Actor } from '../commands/context.ts';
import { startActivationClocks } from '../commands/accounts/activation-clock.ts';
import { type AuditRecord, writeAudits } from '../commands/write-audit.ts';
import type { Transaction } from '../db/client.ts';
import { type Flight, startFlight } from '../db/flight.ts';
import { fieldChange } from '../db/tables/field-change.ts';
import { mandate } from '../db/tables/mandate.ts';
import { memberAccount } from '../db/tables/member-account.ts';
import { person } from '../db/tables/person.ts';
import { roleAssignment } from '../db/tables/role-assignment.ts';
import { school } from '../db/tables/school.ts';
import type { CivilDate } from '../domain/dates.ts';
import { lookForDuplicates } from '../commands/duplicates/plan-duplicate-search.ts';
import { type NewMail, queueMails } from '../mail/queue-mail.ts';
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
 * What the SQL steps of one or several plans share: rows to insert are gathered and written together, table by table;
 * updates are sent in the order of the effects. No step waits for an answer: all of it is one trip to the server.
 */
export type Sheet = {
  tx: Transaction;
  persons: (typeof person.$inferInsert)[];
  mandates: (typeof mandate.$inferInsert)[];
  roles: (typeof roleAssignment.$inferInsert)[];
  schools: (typeof school.$inferInsert)[];
  fieldChanges: (typeof fieldChange.$inferInsert)[];
  /** They read the names of the rows above, so they come after them. */
  accounts: (Omit<typeof memberAccount.$inferInsert, 'name'> & { name: SQL })[];
  /** Updates of accounts and tasks, after all those rows. */
  afterwards: (() => void)[];
  tokens: (NewAccountToken & { id: string })[];
  mails: NewMail[];
  /** Whose identity or address is new: compared with the others afterwards. */
  looks: { personId: string; causeId: string }[];
  audits: (AuditRecord & { actor: Actor })[];
  send: Flight['send'];
  land: Flight['land'];
};

/** The sheet as the steps of one plan see it. */
export type Writing = ApplyOptions & Omit<Sheet, 'audits' | 'land'> & { audit(record: AuditRecord): void };

/**
 * Writes the effects of a plan, with their origin and audit, in the caller's transaction. The rows must be locked.
 * The in-memory twin is `advance`; a test holds both equal.
 * @throws when the database refuses: a constraint of DESIGN.md §4 would be broken
 */
export async function applyEffects(tx: Transaction, effects: readonly Effect[], options: ApplyOptions): Promise<void> {
  const sheet = startSheet(tx);
  addEffects(sheet, effects, options);
  await writeSheet(sheet, options.now);
}

export function startSheet(tx: Transaction): Sheet {
  const { send, land } = startFlight();
  return {
    ...{ tx, send, land },
    ...{ persons: [], mandates: [], roles: [], schools: [], fieldChanges: [], accounts: [] },
    ...{ afterwards: [], tokens: [], mails: [], looks: [], audits: [] },
  };
}

/** Puts the effects of one plan on a sheet: sends its updates, and leaves its rows to `writeSheet`. */
export function addEffects(sheet: Sheet, effects: readonly Effect[], options: ApplyOptions): void {
  const { causeId, requestId, actor } = options;
  const writing: Writing = {
    ...sheet,
    ...options,
    audit: (record) => sheet.audits.push({ ...record, causeId, requestId, actor }),
  };
  for (const effect of effects) {
    // The one cast: TypeScript cannot see that the step found under a kind takes that kind's effect.
    const write = WRITES[effect.kind] as (writing: Writing, effect: EffectOf<EffectKind>) => void;
    write(writing, effect);
  }
}

/** Sends the rows of a sheet, and waits for all that was sent through it. */
export async function writeSheet(sheet: Sheet, now: Date): Promise<void> {
  const { tx, send } = sheet;
  if (sheet.persons.length > 0) send(tx.insert(person).values(sheet.persons));
  if (sheet.mandates.length > 0) send(tx.insert(mandate).values(sheet.mandates));
  if (sheet.roles.length > 0) send(tx.insert(roleAssignment).values(sheet.roles));
  if (sheet.schools.length > 0) send(tx.insert(school).values(sheet.schools));
  if (sheet.fieldChanges.length > 0) send(tx.insert(fieldChange).values(sheet.fieldChanges));
  if (sheet.accounts.length > 0) send(tx.insert(memberAccount).values(sheet.accounts));
  for (const step of sheet.afterwards) step();
  send(issueAccountTokens(tx, sheet.tokens));
  send(queueMails(tx, sheet.mails));
  send(startActivationClocks(tx, sheet.mails, now));
  send(lookForDuplicates(tx, sheet.looks));
  send(writeAudits(tx, now, sheet.audits));
  await sheet.land();
}
