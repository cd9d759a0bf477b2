import { eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { mailingOptOut } from '../../db/tables/mailing-opt-out.ts';
import type { OptOutWay } from '../../domain/mailings/opt-out-ways.ts';
import { MAILING_KIND_NAMES, MAILING_KINDS, type MailingKind } from '../../domain/mailings/mailing-kinds.ts';

export type MailingWish = {
  kind: MailingKind;
  label: string;
  explanation: string;
  /** Why it cannot be left; null: it can. */
  kept: string | null;
  wanted: boolean;
  /** Since when it is not wanted, how that was said, and to whom of the secretariat where it was said to them. */
  left: { at: Date; via: OptOutWay; staffId: string | null } | null;
};

/** Every kind of mailing, with what a person wants of it. */
export async function listMailingWishes(db: Database, personId: string): Promise<MailingWish[]> {
  const rows = await db.select().from(mailingOptOut).where(eq(mailingOptOut.personId, personId));
  return MAILING_KIND_NAMES.map((kind) => {
    const { label, explanation, leaving } = MAILING_KINDS[kind];
    const left = rows.find((row) => row.kind === kind);
    return {
      ...{ kind, label, explanation, kept: leaving.may ? null : leaving.why, wanted: left === undefined },
      left: left ? { at: left.at, via: left.via, staffId: left.staffId } : null,
    };
  });
}
