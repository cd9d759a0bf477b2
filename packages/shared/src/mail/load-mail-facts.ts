import { sql } from 'drizzle-orm';
import { recoverSecret } from '../auth/token-secrets.ts';
import type { Transaction } from '../db/client.ts';
import type { StaffLinkPurpose } from '../db/tables/staff-link.ts';
import type { TokenPurpose } from '../db/tables/token.ts';
import type { CameBy } from '../domain/came-by.ts';
import type { CivilDate } from '../domain/dates.ts';
import { isMailingStage, type MailingStage } from '../domain/mailings/mailing-stages.ts';
import { formatReference } from '../domain/reference.ts';
import { ROLE_LABELS, ROLES, type Role } from '../domain/roles.ts';
import { readPayload } from '../request-types/read-payload.ts';
import { requestType } from '../request-types/registry.ts';
import type { MailRow } from './claim-mail.ts';
import type { Sender } from './letter.ts';
import { senderOf } from './sender-of.ts';
import { loadEnvoiFacts } from './load-envoi-facts.ts';
import { loadNoticeFacts } from './load-notice-facts.ts';
import type { MailFacts } from './mail-facts.ts';

export type MailAddresses = {
  intakeUrl: string;
  extranetUrl: string;
  backofficeUrl: string;
  tokenKeys: readonly string[];
};

const TO_STAFF: ReadonlySet<string> = new Set(['staff-notice', 'staff-digest', 'mailing-notice']);

/** What a link in a mail is for: members', authors' and staff's are kept apart. */
type LinkPurpose = TokenPurpose | `staff-${StaffLinkPurpose}` | 'verification';

type Found = {
  sender: Sender;
  reference: string | null;
  came_by: CameBy | null;
  confirmed: boolean | null;
  type: string | null;
  schema_version: number | null;
  payload: unknown;
  reason: string | null;
  po_name: string | null;
  mandate_from: CivilDate | null;
  roles: Role[] | null;
  mandate_to: CivilDate | null;
  goes_on: boolean;
  token: { id: string; purpose: LinkPurpose; sha256: string; expires: string } | null;
  created: string;
  mailing: { subject: string; remark: string | null } | null;
};

/** Roles held within the mandate `n`, now or later. */
export const ROLES_OF_MANDATE = sql.raw(`(
  select jsonb_agg(distinct h.role) from role_assignment h where h.mandate_id = n.id and h.annulled_at is null
    and coalesce(upper(h.period) > (now() at time zone 'Europe/Brussels')::date, true))`);

/** How a mail names them. */
export function nameRoles(held: readonly Role[] | null): string[] {
  return ROLES.filter((role) => held?.includes(role)).map((role) => ROLE_LABELS[role]);
}

/** Reads what the templates may say about one mail, in one statement. */
export async function loadMailFacts(tx: Transaction, row: MailRow, addresses: MailAddresses): Promise<MailFacts> {
  const [found] = await tx.execute<Found>(sql`
    select s.reference, s.came_by, s.email_confirmed_at is not null as confirmed, c.type, y.schema_version, y.payload, d.reason,
      o.name as po_name, lower(n.period)::text as mandate_from, ${ROLES_OF_MANDATE} as roles,
      (upper(n.period) - 1)::text as mandate_to, exists (select from mandate k where k.person_id = n.person_id and k.id <> n.id
        and k.annulled_at is null and (upper_inf(k.period) or upper(k.period) > upper(n.period))) as goes_on, m.created_at::text as created,
      (select jsonb_build_object('subject', g.subject, 'remark', g.remark) from mailing g
        where m.kind = 'mailing-notice' and g.id = (m.params ->> 'mailingId')::uuid) as mailing,
      (select ${senderOf} from region g
        order by g.id = coalesce(s.region_id, o.region_id, (
          select region_id from staff_user where id = (m.params ->> 'staffId')::uuid), (
          select p.region_id from mandate h join po p on p.id = h.po_id
          where h.person_id = coalesce(m.person_id, a.person_id) and h.annulled_at is null
          order by h.period desc limit 1)) desc nulls last, g.created_at limit 1) as sender,
      coalesce((select jsonb_build_object('id', t.id, 'purpose', t.purpose, 'sha256', encode(t.secret_sha256, 'hex'), 'expires', t.expires_at)
        from token t where t.id = m.token_id
          or (m.token_id is null and m.person_id is null and t.purpose = 'tracking' and t.submission_id = s.id and t.voided_at is null)
        order by t.created_at desc limit 1),
      (select jsonb_build_object('id', l.id, 'purpose', 'staff-' || l.purpose, 'sha256', encode(l.secret_sha256, 'hex'), 'expires', l.expires_at)
        from staff_link l where l.id = (m.params ->> 'linkId')::uuid),
      (select jsonb_build_object('id', q.id, 'purpose', 'verification', 'sha256', encode(q.secret_sha256, 'hex'), 'expires', q.expires_at)
        from verification_ask q where q.id = (m.params ->> 'askId')::uuid)) as token
    from mail m
      left join change_request c on c.id = m.request_id
      left join submission s on s.id = coalesce(m.submission_id, c.submission_id)
      left join request_payload y on y.request_id = c.id and y.version = c.payload_version
      left join lateral (
        select reason from decision where request_id = coalesce(c.merged_into, c.id) and kind <> 'approve' order by sequence desc limit 1) d on true
      left join member_account a on a.id = m.account_id
      left join mandate n on n.id = (m.params ->> 'mandateId')::uuid
      left join po o on o.id = coalesce((m.params ->> 'poId')::uuid, n.po_id)
    where m.id = ${row.id}`);
  if (!found) throw new Error(`No mail ${row.id}.`);
  const confirmed = found.confirmed ?? false;
  // The link of an author is for the author: a mail to staff about the same request has another.
  const token = TO_STAFF.has(row.kind) ? null : found.token;
  const told = row.params.reference;
  const reference = found.reference ?? (typeof told === 'string' ? told : null);
  return {
    sender: found.sender,
    cameBy: found.came_by,
    reference: reference === null ? null : formatReference(reference),
    confirmed,
    sentence: confirmed ? sentenceOf(found) : null,
    reason: confirmed ? found.reason || null : null,
    poName: found.po_name,
    mandateFrom: found.mandate_from,
    roles: nameRoles(found.roles),
    lastDay: typeof row.params.lastDay === 'string' ? row.params.lastDay : null,
    ending:
      row.kind === 'mandate-ended'
        ? { lastDay: found.mandate_to, goesOn: found.goes_on, proven: row.params.proven === true }
        : null,
    expiresAt: token ? new Date(token.expires) : null,
    link: token ? tokenLink(token, addresses) : plainLink(row, addresses),
    at: new Date(found.created),
    stage: typeof row.params.stage === 'string' ? row.params.stage : null,
    ...(await loadEnvoiFacts(tx, row, confirmed)),
    notices: await loadNoticeFacts(tx, row),
    mailing: found.mailing === null ? null : { ...found.mailing, stage: mailingStage(row) },
  };
}

const TOKEN_PATHS: Record<LinkPurpose, (addresses: MailAddresses) => string> = {
  tracking: ({ intakeUrl }) => `${intakeUrl}/suivi/`,
  activation: ({ extranetUrl }) => `${extranetUrl}/activation/`,
  'password-reset': ({ extranetUrl }) => `${extranetUrl}/mot-de-passe/`,
  'email-confirmation': ({ extranetUrl }) => `${extranetUrl}/adresse/`,
  'sign-in': ({ extranetUrl }) => `${extranetUrl}/connexion/lien/`,
  'address-present': ({ extranetUrl }) => `${extranetUrl}/nouvelle-adresse/`,
  'address-new': ({ extranetUrl }) => `${extranetUrl}/nouvelle-adresse/`,
  verification: ({ extranetUrl }) => `${extranetUrl}/verification/`,
  resume: ({ intakeUrl }) => `${intakeUrl}/continuer/`,
  'form-door': ({ intakeUrl }) => `${intakeUrl}/arriver/`,
  // What follows # never leaves the browser: no log on the way holds the secret.
  'staff-invitation': ({ backofficeUrl }) => `${backofficeUrl}/invitation#`,
  'staff-password': ({ backofficeUrl }) => `${backofficeUrl}/mot-de-passe#`,
};

function tokenLink(token: NonNullable<Found['token']>, addresses: MailAddresses): string | null {
  const stored = { id: token.id, purpose: token.purpose, secretSha256: Buffer.from(token.sha256, 'hex') };
  try {
    return TOKEN_PATHS[token.purpose](addresses) + recoverSecret(addresses.tokenKeys, stored);
  } catch (error) {
    // A tracking link outlives keys; its mail says something without it too.
    if (token.purpose === 'tracking') return null;
    throw error;
  }
}

function mailingStage({ id, params: { stage } }: MailRow): MailingStage {
  if (isMailingStage(stage)) return stage;
  throw new Error(`Mail ${id} does not say what became of its mailing.`);
}

/** Mails about an account that carry no secret lead to a page that asks who is there. */
function plainLink(
  { kind, requestId, params }: MailRow,
  { intakeUrl, extranetUrl, backofficeUrl }: MailAddresses,
): string | null {
  switch (kind) {
    case 'address-shared':
    case 'account-ending':
      return `${intakeUrl}/`;
    case 'mandate-added':
    case 'mandate-ended':
      return extranetUrl;
    case 'account-reopened':
      return `${extranetUrl}/connexion`;
    case 'password-changed':
      return `${extranetUrl}/mot-de-passe`;
    case 'account-security':
      return `${extranetUrl}/compte`;
    case 'staff-notice':
      return `${backofficeUrl}/demandes/${requestId}?etat=toutes`;
    case 'mailing-notice':
      return `${backofficeUrl}/courriers/${String(params.mailingId)}`;
    case 'staff-digest':
      return `${backofficeUrl}/demandes`;
    case 'staff-security':
      return `${backofficeUrl}/compte`;
    default:
      return null;
  }
}

function sentenceOf({ type, schema_version: version, payload }: Found): string | null {
  if (type === null || version === null) return null;
  const stored = readPayload(type, version, payload);
  return stored.kind === 'payload' ? requestType(type).sentence(stored.payload) : null;
}
