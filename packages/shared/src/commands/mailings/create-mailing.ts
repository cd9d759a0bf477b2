import { and, eq, isNull } from 'drizzle-orm';
import { EMPTY_BODY } from '../../contracts/mailing-body.ts';
import type { AudienceCriteria } from '../../contracts/mailing-audience.ts';
import { mailing } from '../../db/tables/mailing.ts';
import { mailingTemplate } from '../../db/tables/mailing-template.ts';
import { InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { copyMailingFiles } from './hold-mailing-files.ts';

/** Nobody yet: whom it is for is the first thing that a draft is asked. */
const NOBODY: AudienceCriteria = { roles: [], pos: {}, day: null, fallbacks: [], include: [], exclude: [] };

export type NewMailing = { id: string; copyOf?: string | undefined; template?: string | undefined };

/**
 * Opens a draft: empty, with the text of a template, or with the text and the audience of another mailing. The same id again is the same draft.
 * @throws NotFoundError when what is copied is not of the secretariat, InvalidInputError when the id is taken,
 *   ForbiddenError for readers
 */
export async function createMailing(ctx: Context, { id, copyOf, template }: NewMailing): Promise<{ id: string }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const source =
      copyOf !== undefined
        ? await getMailingOrThrow(tx, actor, copyOf)
        : template !== undefined
          ? { ...(await getTemplateOrThrow(tx, actor, template)), criteria: NOBODY }
          : null;
    const from =
      copyOf !== undefined ? { mailingId: copyOf } : template !== undefined ? { templateId: template } : null;
    const now = tx.now();
    const [row] = await tx.db
      .insert(mailing)
      .values({
        ...{ id, regionId: actor.regionId, createdBy: actor.id, createdAt: now, updatedBy: actor.id, updatedAt: now },
        ...(source ?? { kind: 'register' as const, subject: '', body: EMPTY_BODY, textPart: null, criteria: NOBODY }),
      })
      .onConflictDoNothing()
      .returning({ id: mailing.id });
    if (!row) return sameDraft(tx, actor, id);
    if (from) await copyMailingFiles(tx, from, { mailingId: id });
    await writeAudit(tx.db, actor, now, [
      {
        ...{ action: 'create-mailing', subject: { type: 'mailing', id } },
        after: {
          kind: source?.kind ?? 'register',
          subject: source?.subject ?? '',
          copyOf: copyOf ?? null,
          template: template ?? null,
        },
      },
    ]);
    return row;
  });
}

async function getTemplateOrThrow({ db }: TransactionContext, { regionId }: StaffActor, id: string) {
  const { kind, subject, body, textPart } = mailingTemplate;
  const [found] = await db
    .select({ kind, subject, body, textPart })
    .from(mailingTemplate)
    .where(and(eq(mailingTemplate.id, id), eq(mailingTemplate.regionId, regionId), isNull(mailingTemplate.archivedAt)));
  if (!found) throw new NotFoundError(`No template ${id}.`, { userMessage: 'Ce modèle n’existe plus.' });
  return found;
}

async function getMailingOrThrow({ db }: TransactionContext, { regionId }: StaffActor, id: string) {
  const { kind, subject, body, textPart, textMade, criteria } = mailing;
  const [found] = await db
    .select({ kind, subject, body, textPart, textMade, criteria })
    .from(mailing)
    .where(and(eq(mailing.id, id), eq(mailing.regionId, regionId)));
  if (!found) throw new NotFoundError(`No mailing ${id}.`, { userMessage: 'Ce courrier n’existe pas.' });
  return found;
}

/** Sent twice, it is one draft; an id that somebody else took is refused as any other slip. */
async function sameDraft({ db }: TransactionContext, actor: StaffActor, id: string): Promise<{ id: string }> {
  const [known] = await db
    .select({ id: mailing.id })
    .from(mailing)
    .where(and(eq(mailing.id, id), eq(mailing.regionId, actor.regionId), eq(mailing.createdBy, actor.id)));
  if (known) return known;
  throw new InvalidInputError(`The id ${id} is taken.`, [], { userMessage: 'Rechargez la page, puis recommencez.' });
}
