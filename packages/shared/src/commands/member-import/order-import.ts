import { eq, sql } from 'drizzle-orm';
import { memberImport } from '../../db/tables/member-import.ts';
import { type CivilDate, compareDates, isCivilDate, todayInBrussels } from '../../domain/dates.ts';
import { type ImportMode, type InviteChoice, warningClassLabel } from '../../domain/member-import.ts';
import { ConflictError, ForbiddenError, InvalidInputError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { type ImportRunRow, lockImport } from './import-run-row.ts';

export type OrderInput = {
  importId: string;
  /** The dry run that was read. */
  generation: number;
  mode: ImportMode;
  /** Classes of warnings accepted for all rows: the others' rows stay where they are. */
  accepted: readonly string[];
  invite: InviteChoice;
  inviteOn: CivilDate | null;
};

/**
 * Orders an import as its dry run was read; the worker writes it. Whole file: only when no row is refused and every class
 * of warnings is accepted.
 * @throws ConflictError when the dry run is another one or there is nothing to write, ForbiddenError when a second person
 *   is needed, InvalidInputError for a day that is over, NotFoundError in another region
 */
export async function orderImport(ctx: Context, input: OrderInput, { fourEyes }: { fourEyes: boolean }): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const run = await lockImport(tx, actor, input.importId);
    if (run.state !== 'planned' || run.generation !== input.generation) {
      throw new ConflictError(`Import ${run.id} is ${run.state}, generation ${run.generation}.`, {
        userMessage: 'Cet essai n’est plus le dernier, ou l’importation est déjà lancée. Rechargez la page.',
      });
    }
    checkDay(input, todayInBrussels(tx.now()));
    await refuseAlone(tx, actor, run, fourEyes);
    const rows = await countRows(tx, input);
    if (input.mode === 'file') refuseGaps(rows, input.accepted);
    if (rows.taken === 0) throw conflict('Aucune ligne n’est à écrire avec ces choix.');
    await tx.db
      .update(memberImport)
      .set({
        ...{
          state: 'applying',
          mode: input.mode,
          accepted: [...input.accepted],
          done: 0,
          total: rows.taken,
          failure: '',
        },
        ...{ invite: input.invite, inviteOn: input.invite === 'day' ? input.inviteOn : null },
        ...{ orderedBy: actor.id, orderedAt: tx.now() },
      })
      .where(eq(memberImport.id, run.id));
    await enqueue(tx.db, [{ kind: 'member-import', ref: `${run.id}/apply/${run.generation}` }]);
    const { mode, accepted, invite } = input;
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'order-import',
        subject: { type: 'member-import', id: run.id },
        after: { mode, accepted, invite, rows: rows.taken },
      },
    ]);
  });
}

function checkDay({ invite, inviteOn }: OrderInput, today: CivilDate): void {
  if (invite !== 'day') return;
  const message = isCivilDate(inviteOn)
    ? compareDates(inviteOn, today) <= 0 && 'Choisissez un jour à venir pour les mails d’activation.'
    : 'Choisissez le jour des mails d’activation.';
  if (message)
    throw new InvalidInputError('invitations need a day to come', [{ path: 'inviteOn', message }], {
      userMessage: message,
    });
}

/** Nobody writes about themselves; with `FOUR_EYES` nobody launches the dry run that they made (DESIGN.md §4.12). */
async function refuseAlone(
  tx: TransactionContext,
  actor: StaffActor,
  run: ImportRunRow,
  fourEyes: boolean,
): Promise<void> {
  if (fourEyes && run.plannedBy === actor.id) {
    throw new ForbiddenError(`Staff user ${actor.id} made the dry run of import ${run.id}.`, {
      userMessage: 'Vous avez préparé cette importation : un·e collègue doit la lancer.',
    });
  }
  if (actor.personId === null) return;
  const [own] = await tx.db.execute<{ line: number }>(sql`
    select line from import_row where import_id = ${run.id} and state = 'ready' and person_ids @> array[${actor.personId}::uuid] limit 1`);
  if (!own) return;
  throw new ForbiddenError(`Import ${run.id} writes about staff user ${actor.id}.`, {
    userMessage: `La ligne ${own.line} vous concerne : un·e collègue doit lancer cette importation.`,
  });
}

type Rows = { taken: number; refused: number; classes: string[] };

async function countRows(tx: TransactionContext, { importId, accepted }: OrderInput): Promise<Rows> {
  const [counted] = await tx.db.execute<Rows>(sql`
    select count(*) filter (where state = 'ready' and warnings <@ array(select jsonb_array_elements_text(${JSON.stringify(accepted)}::jsonb)))::int as taken,
      count(*) filter (where state in ('refused', 'stale', 'waiting'))::int as refused,
      coalesce((select jsonb_agg(distinct class) from import_row r, unnest(r.warnings) as class where r.import_id = ${importId} and r.state = 'ready'), '[]') as classes
    from import_row where import_id = ${importId}`);
  return counted ?? { taken: 0, refused: 0, classes: [] };
}

function refuseGaps({ refused, classes }: Rows, accepted: readonly string[]): void {
  if (refused > 0)
    throw conflict(
      `${refused} ${refused === 1 ? 'ligne est refusée' : 'lignes sont refusées'} : corrigez le fichier, ou importez ligne par ligne.`,
    );
  const open = classes.filter((name) => !accepted.includes(name)).map((name) => `« ${warningClassLabel(name)} »`);
  if (open.length > 0) throw conflict(`Tout ou rien : acceptez aussi ${open.join(', ')}, ou importez ligne par ligne.`);
}

function conflict(userMessage: string): ConflictError {
  return new ConflictError('the import cannot be ordered like that', { userMessage });
}
