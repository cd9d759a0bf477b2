import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { formatDate, todayInBrussels } from '../domain/dates.ts';
import { formatName } from '../domain/names.ts';
import { NotFoundError } from '../errors/errors.ts';
import type { ErasurePreview } from '../contracts/privacy.ts';
import { type RetentionPeriods, retentionCutoff } from '../privacy/retention-periods.ts';

type Row = {
  firstName: string;
  lastName: string;
  erased: boolean;
  /** The day after the last mandate; null: none was ever held. */
  lastDay: string | null;
  current: string[];
  openRequests: number;
  requests: number;
  envois: number;
  mails: number;
  account: boolean;
  staff: boolean;
  contactOf: string[];
  pending: string | null;
};

/**
 * What erasing a person would take away, what stays, and what stands in its way, at `now`. Changes nothing.
 * @throws NotFoundError for a person of another secretariat
 */
export async function previewErasure(
  db: Database | Transaction,
  { regionId, personId }: { regionId: string; personId: string },
  { now, periods }: { now: Date; periods: RetentionPeriods },
): Promise<ErasurePreview> {
  const row = await readScope(db, { regionId, personId, now });
  const legal =
    row.lastDay !== null && row.lastDay > todayInBrussels(retentionCutoff('people-without-mandate', periods, now));
  const obstacles = [
    ...(row.erased ? ['Cette personne est déjà effacée.'] : []),
    ...(row.pending ? ['Un effacement de cette personne est déjà demandé.'] : []),
    ...(row.current.length > 0
      ? [
          `Elle a encore un mandat (${row.current.join(', ')}) : l’identité d’un administrateur en fonction est une obligation légale. Mettez d’abord fin au mandat.`,
        ]
      : []),
    ...(row.openRequests > 0 ? ['Une demande à son sujet est ouverte : terminez-la d’abord.'] : []),
    ...(row.staff ? ['Elle fait partie du secrétariat : son départ se règle d’abord dans l’équipe.'] : []),
  ];
  const warnings = [
    ...(legal && row.current.length === 0 && row.lastDay
      ? [
          `Son dernier mandat s’est terminé le ${formatDate(row.lastDay)}, il y a moins de ${periods['people-without-mandate']} mois : la responsabilité d’un administrateur n’est pas prescrite. Le droit à l’effacement ne s’applique pas à ce que la loi demande de garder (RGPD, art. 17.3.b) : effacez seulement si vous en avez décidé ainsi.`,
        ]
      : []),
    ...row.contactOf.map(
      (name) => `Son adresse est l’adresse de contact de ${name} : elle y restera. Changez-la dans le dossier du PO.`,
    ),
  ];
  return {
    name: formatName(row),
    obstacles,
    warnings,
    goes: sayWhatGoes(row),
    stays: [
      'Les mandats et les rôles, avec leurs dates et leur PO, sous le nom «\u00a0Personne effacée\u00a0».',
      'Les demandes : leur type, leur PO, leurs dates et qui, au secrétariat, les a traitées.',
      'Les entrées du journal, sans leurs valeurs : la chaîne se vérifie toujours.',
    ],
  };
}

async function readScope(
  db: Database | Transaction,
  { regionId, personId, now }: { regionId: string; personId: string; now: Date },
): Promise<Row> {
  const today = todayInBrussels(now);
  const [row] = await db.execute<Row>(sql`
    with about as materialized (select requests_about(${personId}) as id)
    select p.first_name as "firstName", p.last_name as "lastName", p.erased_at is not null as erased,
      (select (max(coalesce(upper(period), 'infinity'::date)) - 1)::text from mandate where person_id = p.id and annulled_at is null and not upper_inf(period)) as "lastDay",
      array(select distinct o.name from mandate m join po o on o.id = m.po_id where m.person_id = p.id and m.annulled_at is null
        and (upper_inf(m.period) or upper(m.period) > ${today}::date)) as current,
      (select count(*)::int from change_request c where c.id in (select id from about) and c.state in ('submitted', 'correction_requested', 'approved', 'failed')) as "openRequests",
      (select count(*)::int from about) as requests,
      (select count(*)::int from envois_by(p.id)) as envois,
      (select count(*)::int from mail where person_id = p.id or account_id = a.id) as mails,
      a.id is not null as account,
      exists (select from staff_user s where s.person_id = p.id and s.disabled_at is null) as staff,
      array(select o.name from po o where lower(o.contact_email) = p.email_key) as "contactOf",
      (select e.id from erasure e where e.person_id = p.id and e.state in ('awaiting-second', 'ordered')) as pending
    from person p left join member_account a on a.person_id = p.id
    where p.id = ${personId} and (not exists (select from mandate where person_id = p.id)
      or exists (select from mandate m join po o on o.id = m.po_id where m.person_id = p.id and o.region_id = ${regionId}))`);
  if (!row)
    throw new NotFoundError(`No person ${personId} in region ${regionId}.`, {
      userMessage: 'Cette personne n’existe pas.',
    });
  return row;
}

function sayWhatGoes({ requests, envois, mails, account }: Row): string[] {
  return [
    'Le nom, le prénom, la date de naissance, l’adresse mail, le téléphone et l’adresse postale, avec leur histoire.',
    ...(requests > 0
      ? [`Le contenu de ${count(requests, 'demande')} à son sujet : réponses, messages, notes, corrections.`]
      : []),
    ...(envois > 0 ? [`Son nom et son adresse sur ${count(envois, 'envoi')} ; ses messages.`] : []),
    ...(mails > 0
      ? [`L’adresse, le nom et le contenu de ${count(mails, 'mail')} ; ceux qui attendent ne partent plus.`]
      : []),
    ...(account ? ['Son compte de l’extranet : fermé, sessions et mot de passe supprimés.'] : []),
    'Les valeurs du journal qui parlent d’elle ; une entrée scellée dit qu’elles ont été effacées.',
  ];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n > 1 ? 's' : ''}`;
}
