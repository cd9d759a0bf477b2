import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.ts';
import type { CivilDate } from '../domain/dates.ts';
import { ERASED } from '../domain/erased.ts';
import type { Role } from '../domain/roles.ts';
import { NotFoundError } from '../errors/errors.ts';
import type { Sender } from '../mail/letter.ts';
import { senderOf } from '../mail/sender-of.ts';
import type { LetterPreview } from '../mail/preview-letter.ts';
import { nameRoles, ROLES_OF_MANDATE } from '../mail/load-mail-facts.ts';
import { isMemberMail, previewMemberLetter } from '../mail/preview-member-letter.ts';
import { requirePersonInRegion } from './find-person.ts';

type Row = {
  kind: string;
  to_address: string;
  created_at: string;
  stage: string | null;
  po_name: string | null;
  mandate_from: CivilDate | null;
  roles: Role[] | null;
  last_day: CivilDate | null;
  mandate_to: CivilDate | null;
  goes_on: boolean;
  proven: boolean;
  expires_at: string | null;
  sender: Sender;
};

/**
 * What a mail to that person about the account or a mandate says.
 * @throws NotFoundError in another region, when it is not a mail to that person, or one about a request
 */
export async function previewPersonMail(
  db: Database,
  regionId: string,
  input: { personId: string; mailId: string },
): Promise<LetterPreview> {
  await requirePersonInRegion(db, input.personId, regionId);
  const [row] = await db.execute<Row>(sql`
    select m.kind, m.to_address, m.created_at, m.params ->> 'stage' as stage, o.name as po_name,
      lower(n.period)::text as mandate_from, ${ROLES_OF_MANDATE} as roles, m.params ->> 'lastDay' as last_day, l.expires_at,
      (upper(n.period) - 1)::text as mandate_to,
      coalesce((m.params ->> 'proven')::boolean, false) as proven, exists (select from mandate k where k.person_id = n.person_id
        and k.id <> n.id and k.annulled_at is null and (upper_inf(k.period) or upper(k.period) > upper(n.period))) as goes_on,
      (select ${senderOf} from region g where g.id = ${regionId}) as sender
    from mail m
      left join member_account a on a.id = m.account_id
      left join mandate n on n.id = (m.params ->> 'mandateId')::uuid
      left join po o on o.id = coalesce((m.params ->> 'poId')::uuid, n.po_id)
      left join lateral (
        select expires_at from read_account_links(a.id) k where k.token_id = m.token_id) l on true
    where m.id = ${input.mailId} and coalesce(m.person_id, a.person_id) = ${input.personId}`);
  if (!row || !isMemberMail(row.kind)) {
    throw new NotFoundError(`mail ${input.mailId} cannot be shown for person ${input.personId}`, {
      userMessage: 'Ce mail ne peut pas être montré ici.',
    });
  }
  if (row.to_address === ERASED)
    throw new NotFoundError(`mail ${input.mailId} has been erased`, {
      userMessage: 'Ce mail est effacé : il ne dit plus rien.',
    });
  return previewMemberLetter({
    kind: row.kind,
    to: row.to_address,
    sender: row.sender,
    told: {
      poName: row.po_name,
      mandateFrom: row.mandate_from,
      roles: nameRoles(row.roles),
      lastDay: row.last_day,
      ending: { lastDay: row.mandate_to, goesOn: row.goes_on, proven: row.proven },
      expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
      stage: row.stage,
      at: new Date(row.created_at),
    },
  });
}
