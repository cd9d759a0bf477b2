import { eq } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import type { Database, Transaction } from '../db/client.ts';
import { noticeSetting } from '../db/tables/notice-setting.ts';
import { NOTICE_KINDS, type NoticeSetting, proposedSetting } from '../domain/notices.ts';

/** In which way a member of staff is told of each kind of thing, in the order of the screen. */
export async function listNoticeSettings(
  db: Database | Transaction,
  staff: Pick<StaffActor, 'id' | 'role'>,
): Promise<NoticeSetting[]> {
  const rows = await db.select().from(noticeSetting).where(eq(noticeSetting.staffId, staff.id));
  return NOTICE_KINDS.map((kind) => {
    const chosen = rows.find((row) => row.kind === kind);
    if (!chosen) return proposedSetting(kind, staff.role);
    return { kind, browser: chosen.browser, mail: chosen.mail, afterDays: chosen.afterDays };
  });
}
