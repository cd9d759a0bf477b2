import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { imagesOf, type MailingBody } from '../../contracts/mailing-body.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { mailingFile } from '../../db/tables/mailing-file.ts';
import { mailingFileUse } from '../../db/tables/mailing-file-use.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import type { StaffActor, TransactionContext } from '../context.ts';

/** How long a file stays that nothing holds: an image that was taken out may be put back by "undo". */
const UNHELD_DAYS = 7;
/** More than a mail can bear. */
const MOST = 60;

export type FileOwner = { mailingId: string } | { templateId: string };

/**
 * What a text shows and brings is held by it from now on, and nothing else is. Left out: as it was.
 * @throws InvalidInputError for a file that is not, or no longer, there
 */
export async function holdMailingFiles(
  tx: TransactionContext,
  { regionId }: StaffActor,
  owner: FileOwner,
  wanted: { body?: MailingBody | undefined; attachments?: readonly string[] | undefined },
): Promise<void> {
  const lists = [
    ...(wanted.body === undefined ? [] : [{ attached: false, ids: imagesOf(wanted.body) }]),
    ...(wanted.attachments === undefined ? [] : [{ attached: true, ids: [...new Set(wanted.attachments)] }]),
  ];
  for (const { attached, ids } of lists) {
    const held = await tx.db
      .select({ fileId: mailingFileUse.fileId })
      .from(mailingFileUse)
      .where(and(isOf(owner), eq(mailingFileUse.attached, attached)))
      .orderBy(mailingFileUse.place);
    const before = held.map(({ fileId }) => fileId);
    if (before.join() === ids.join()) continue;
    await requireFiles(tx, regionId, ids);
    await tx.db.delete(mailingFileUse).where(and(isOf(owner), eq(mailingFileUse.attached, attached)));
    const rows = ids.map((fileId, place) => ({ fileId, attached, place, ...owner }));
    if (rows.length > 0) await tx.db.insert(mailingFileUse).values(rows);
    await keepOrLetGo(tx, [...before, ...ids]);
  }
}

function isOf(owner: FileOwner) {
  return 'mailingId' in owner
    ? eq(mailingFileUse.mailingId, owner.mailingId)
    : eq(mailingFileUse.templateId, owner.templateId);
}

async function requireFiles({ db }: TransactionContext, regionId: string, ids: readonly string[]): Promise<void> {
  if (ids.length > MOST) refuse(`${ids.length} files`, `C’est trop de fichiers : ${MOST} au plus.`);
  if (ids.length === 0) return;
  const known = await db.$count(
    mailingFile,
    and(eq(mailingFile.regionId, regionId), inArray(mailingFile.id, [...ids])),
  );
  if (known < ids.length) {
    refuse('a file is gone', 'Une image ou une pièce jointe n’est plus là. Retirez-la, puis ajoutez-la à nouveau.');
  }
}

/** A file that something holds stays; one that nothing holds goes in some days. */
async function keepOrLetGo({ db, now }: TransactionContext, ids: readonly string[]): Promise<void> {
  const isHeld = sql`exists (select from mailing_file_use u where u.file_id = ${mailingFile.id})`;
  const among = sql`${mailingFile.id} = any(${uuidList(ids)})`;
  await db.update(mailingFile).set({ expiresAt: null }).where(and(among, isHeld));
  await db
    .update(mailingFile)
    .set({ expiresAt: endOfUnheld(now()) })
    .where(and(among, isNull(mailingFile.expiresAt), sql`not ${isHeld}`));
}

/** What one holds, another holds too. */
export async function copyMailingFiles({ db }: TransactionContext, from: FileOwner, to: FileOwner): Promise<void> {
  const { fileId, attached, place } = mailingFileUse;
  const held = await db.select({ fileId, attached, place }).from(mailingFileUse).where(isOf(from));
  if (held.length > 0) await db.insert(mailingFileUse).values(held.map((use) => ({ ...use, ...to })));
}

/** When a file goes that was brought or let go now, unless something holds it by then. */
export function endOfUnheld(now: Date): Date {
  return new Date(now.getTime() + UNHELD_DAYS * 86_400_000);
}

function refuse(what: string, message: string): never {
  throw new InvalidInputError(`The files of a mailing cannot be held: ${what}.`, [{ path: 'files', message }], {
    userMessage: message,
  });
}
