import { and, eq, sql } from 'drizzle-orm';
import { changeRequest } from '../../db/tables/change-request.ts';
import { mandate } from '../../db/tables/mandate.ts';
import { po } from '../../db/tables/po.ts';
import { type CivilDate, todayInBrussels } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { drawReference } from '../draw-reference.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { readEntry, type TypedEntry } from './read-entry.ts';
import { acknowledge, insertEnvoi, insertRequests } from './store-entry.ts';

export type Entry = TypedEntry & {
  /** The same id twice is one envoi. */
  id: string;
  /** The member of the PO who asks, when staff recognised them. */
  personId: string | null;
};

export type EntryReceipt = {
  /** 'repeated': the same entry came again, nothing was added. */
  outcome: 'created' | 'repeated';
  /** Eight characters, without the hyphen. */
  reference: string;
  requestIds: string[];
};

export type EntrySettings = { singleHolderRoles: readonly Role[]; tokenKeys: readonly string[] };

/**
 * Enters what came by telephone or letter, in the name of its author: one envoi as the form would send it, marked with
 * who entered it, how and when it came. Its requests are decided like any other. The author gets the acknowledgement of
 * the form where an address was given, and no mail ever where none was.
 * @throws InvalidInputError at the fields that are wrong, or for a PO or a person that is not of this secretariat;
 *   ConflictError for the same id with other answers; ForbiddenError for readers
 */
export async function enterChanges(ctx: Context, input: Entry, settings: EntrySettings): Promise<EntryReceipt> {
  const actor = requireDecider(ctx);
  const today = todayInBrussels(ctx.now());
  const entry = readEntry(input, { today, singleHolderRoles: settings.singleHolderRoles });
  return drawReference((reference) =>
    inTransaction(ctx, async (tx) => {
      await requireKnown(tx, actor, input, today);
      const envoi = await insertEnvoi(tx, actor, input, { entry, reference });
      if (!envoi.isNew) return repeated(tx, actor, envoi);
      const requestIds = await insertRequests(tx, actor, input, { entry, submissionId: envoi.id });
      if (entry.email !== null) await acknowledge(tx, envoi.id, settings.tokenKeys);
      await enqueue(
        tx.db,
        requestIds.map((ref) => ({ kind: 'arrive', ref })),
      );
      await writeAudit(
        tx.db,
        actor,
        tx.now(),
        requestIds.map((id) => ({
          action: 'enter-changes',
          subject: { type: 'change-request', id },
          requestId: id,
          after: { submissionId: envoi.id, cameBy: entry.cameBy, cameOn: entry.cameOn },
        })),
      );
      return { outcome: 'created', reference, requestIds };
    }),
  );
}

async function requireKnown(
  tx: TransactionContext,
  actor: StaffActor,
  { poId, personId }: Entry,
  today: CivilDate,
): Promise<void> {
  if (poId === null) {
    if (personId === null) return;
    throw new InvalidInputError('A member was chosen, and no PO.');
  }
  const [known] = await tx.db
    .select({ id: po.id })
    .from(po)
    .where(and(eq(po.id, poId), eq(po.regionId, actor.regionId)));
  if (!known) {
    const message = 'Ce PO n’est pas de votre secrétariat : choisissez-en un autre.';
    throw new InvalidInputError(`No PO ${poId} in the region.`, [{ path: 'po', message }], { userMessage: message });
  }
  if (personId === null) return;
  const [member] = await tx.db
    .select({ id: mandate.id })
    .from(mandate)
    .where(
      and(
        eq(mandate.poId, poId),
        eq(mandate.personId, personId),
        sql`${mandate.annulledAt} is null and ${mandate.period} @> ${today}::date`,
      ),
    );
  if (member) return;
  const message = 'Cette personne n’est plus membre de ce PO : choisissez-la à nouveau, ou écrivez son nom.';
  throw new InvalidInputError(`Person ${personId} is no member of PO ${poId}.`, [{ path: 'name', message }], {
    userMessage: message,
  });
}

async function repeated(
  tx: TransactionContext,
  actor: StaffActor,
  { id, reference }: { id: string; reference: string },
): Promise<EntryReceipt> {
  const rows = await tx.db
    .select({ id: changeRequest.id })
    .from(changeRequest)
    .where(and(eq(changeRequest.submissionId, id), eq(changeRequest.regionId, actor.regionId)))
    .orderBy(changeRequest.position);
  return { outcome: 'repeated', reference, requestIds: rows.map((row) => row.id) };
}
