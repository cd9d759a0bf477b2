import { randomUUID } from 'node:crypto';
import { note } from '../../db/tables/note.ts';
import { findMentions } from '../../domain/mentions.ts';
import { listColleagues } from '../../reads/list-colleagues.ts';
import { getRequestOrThrow } from '../../reads/load-request.ts';
import { type Context, inTransaction } from '../context.ts';
import { noticeStaff } from '../notices/notice-staff.ts';
import { readWords } from '../read-words.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Writes a note of the secretariat about a request, whatever its state. Colleagues whom it names are told. `id` is given
 * by the caller: sent twice, it is one note.
 * @throws InvalidInputError without words, ForbiddenError for readers, NotFoundError in another region
 */
export async function addNote(
  ctx: Context,
  input: { id?: string; requestId: string; words: string },
): Promise<{ id: string; mentions: string[] }> {
  const actor = requireDecider(ctx);
  const body = readWords(input.words, { path: 'words', missing: 'Écrivez votre note.' });
  const id = input.id ?? randomUUID();
  return inTransaction(ctx, async (tx) => {
    const { request } = await getRequestOrThrow(tx.db, input.requestId, actor.regionId);
    const colleagues = await listColleagues(tx.db, actor.regionId);
    const mentions = findMentions(body, colleagues).filter((staffId) => staffId !== actor.id);
    const [written] = await tx.db
      .insert(note)
      .values({ id, requestId: request.id, staffId: actor.id, body, mentions, at: tx.now() })
      .onConflictDoNothing()
      .returning({ id: note.id });
    if (!written) return { id, mentions };
    await noticeStaff(tx, { kind: 'mentioned', requestId: request.id, cause: id, to: mentions });
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'add-note',
        subject: { type: 'change-request', id: request.id },
        requestId: request.id,
        after: { noteId: id, mentions },
      },
    ]);
    return { id, mentions };
  });
}
