import { randomUUID } from 'node:crypto';
import { mailing } from '@guichet/shared/db/tables/mailing';
import { mailingPo } from '@guichet/shared/db/tables/mailing-po';
import { mailingRecipient } from '@guichet/shared/db/tables/mailing-recipient';
import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import type { MailingKind } from '@guichet/shared/domain/mailings/mailing-kinds';
import type { MailingState } from '@guichet/shared/domain/mailings/mailing-states';
import type { RecipientReason } from '@guichet/shared/domain/mailings/recipient';
import type { Role } from '@guichet/shared/domain/roles';
import { queueMail } from '@guichet/shared/mail/queue-mail';
import type { TestDatabase } from '@guichet/shared/testing/database';
import { registerBuilder } from '@guichet/shared/testing/register-builder';

export type SentMailing = {
  id: string;
  /** The mail of each person who was written to. */
  mailOf: Map<string, string>;
};

type To = {
  personId: string;
  reasons: (Partial<RecipientReason> & { poId: string })[];
  obstacle?: 'no-address' | 'left-list';
};

/** A mailing as it stands once it has left, with its snapshot. */
export async function insertMailing(
  database: TestDatabase,
  wanted: {
    subject: string;
    kind?: MailingKind;
    state?: MailingState;
    roles?: Role[];
    pos?: AudienceCriteria['pos'];
    exclude?: string[];
    /** The POs that the audience held when it left. */
    reached?: string[];
    /** When it left; now unless told. */
    at?: Date;
    body?: unknown;
    to: To[];
  },
): Promise<SentMailing> {
  const db = database.db('admin');
  const staff = await registerBuilder(db).staff();
  const id = randomUUID();
  const state = wanted.state ?? 'sent';
  await db.insert(mailing).values({
    ...{ id, regionId: staff.regionId, kind: wanted.kind ?? 'information', subject: wanted.subject, state },
    body: wanted.body ?? {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Bonjour ' },
            { type: 'variable', attrs: { name: 'first-name' } },
          ],
        },
      ],
    },
    criteria: {
      ...{ roles: wanted.roles ?? ['treasurer'], pos: wanted.pos ?? { ids: [] }, day: null, fallbacks: [] },
      ...{ include: [], exclude: wanted.exclude ?? [] },
    },
    ...{ createdBy: staff.id, updatedBy: staff.id },
    startedAt: ['draft', 'scheduled', 'discarded'].includes(state) ? null : (wanted.at ?? new Date()),
  });
  for (const poId of wanted.reached ?? []) await db.insert(mailingPo).values({ poId, mailingId: id });
  const mailOf = new Map<string, string>();
  for (const { personId, reasons, obstacle } of wanted.to) {
    const mailId = obstacle
      ? null
      : await database.db('worker').transaction((tx) =>
          queueMail(tx, {
            ...{ kind: 'mailing', causeKey: `mailing/${id}/${personId}`, personId, params: { mailingId: id } },
            to: { address: `${personId}@membres.example` },
          }),
        );
    if (mailId) mailOf.set(personId, mailId);
    await db.insert(mailingRecipient).values({
      ...{ mailingId: id, personId, president: false, obstacle: obstacle ?? null, mailId },
      reasons: reasons.map((reason) => ({ role: 'treasurer' as const, since: null, insteadOf: null, ...reason })),
    });
  }
  return { id, mailOf };
}
