import { type SQL, sql } from 'drizzle-orm';
import type { StaffActor } from '../../commands/context.ts';
import type { RecipientRow } from '../../contracts/mailing-sending.ts';
import type { Database, Transaction } from '../../db/client.ts';
import type { RecipientFate } from '../../domain/mailings/recipient-fates.ts';
import { fateOf, type FoundRecipient, recipientColumns, recipientRow } from './recipient-rows.ts';

const PAGE = 100;

export type RecipientQuestion = {
  mailingId: string;
  fate?: RecipientFate | undefined;
  q?: string | undefined;
  after?: number | undefined;
};

/** The recipients of a mailing of the secretariat, by name, with what became of each. */
export async function listMailingRecipients(
  db: Database | Transaction,
  staff: Pick<StaffActor, 'regionId'>,
  asked: RecipientQuestion,
  now: Date,
  page: number = PAGE,
): Promise<{ recipients: RecipientRow[]; more: boolean }> {
  const found = await db.execute<FoundRecipient>(sql`
    select ${recipientColumns} from ${recipientsOf(staff, asked)}
    order by p.last_name, p.first_name, r.person_id limit ${page + 1} offset ${asked.after ?? 0}`);
  return { recipients: found.slice(0, page).map((row) => recipientRow(row, now)), more: found.length > page };
}

export async function countMailingRecipients(
  db: Database | Transaction,
  staff: Pick<StaffActor, 'regionId'>,
  asked: RecipientQuestion,
): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${recipientsOf(staff, asked)}`);
  return row?.n ?? 0;
}

/** From and where; each word that was typed stands in the name, the address or the name of a PO. */
function recipientsOf({ regionId }: Pick<StaffActor, 'regionId'>, { mailingId, fate, q }: RecipientQuestion): SQL {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '');
  const holds = words.map(
    (
      word,
    ) => sql`and (strpos(p.search, fold(${word})) > 0 or strpos(lower(coalesce(m.to_address, '')), lower(${word})) > 0
      or exists (select from jsonb_array_elements(r.reasons) e join po o on o.id = (e ->> 'poId')::uuid
        where strpos(fold(o.name), fold(${word})) > 0))`,
  );
  return sql`mailing_recipient r join mailing g on g.id = r.mailing_id and g.region_id = ${regionId}
      join person p on p.id = r.person_id left join mail m on m.id = r.mail_id
    where r.mailing_id = ${mailingId} ${fate ? sql`and ${fateOf} = ${fate}` : sql``} ${sql.join(holds, sql` `)}`;
}
