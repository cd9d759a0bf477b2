import { kept, personal, plain, purged, type TableRetention } from './retention-rule.ts';

/** What the services write to those who hold roles. */
export const MAILING_RETENTION: Record<string, TableRetention> = {
  mailing: {
    holds: 'Les courriers aux rôles : leur texte et à qui ils étaient destinés',
    purpose: 'mails',
    row: kept('un courrier au rôle se relit par qui reprend le rôle'),
    columns: plain(
      'id region_id kind subject body text_part text_made criteria state version scheduled_for created_by created_at updated_by updated_at submitted_by submitted_at approved_by approved_at computed_on started_at ended_at prepared_at remark',
    ),
  },
  mailing_recipient: {
    holds: 'Qui a reçu un courrier, et pour quel rôle',
    purpose: 'mails',
    row: kept(
      'dit à qui un courrier est parti, sous une personne effacée ; l’adresse est dans les mails, et s’en va avec eux',
    ),
    columns: plain('mailing_id person_id reasons president obstacle mail_id'),
  },
  mailing_po: {
    holds: 'Les PO qu’un courrier visait',
    purpose: 'mails',
    row: kept('avec le courrier : qui reprend le rôle dans un de ces PO peut le relire'),
    columns: plain('po_id mailing_id'),
  },
  mail_pace: {
    holds: 'Le rythme des courriers : le prochain moment libre, par domaine de messagerie',
    purpose: 'mails',
    row: purged(null, 'quand un courrier a fini de partir'),
    columns: plain('key next_at'),
  },
  audience: {
    holds: 'Les audiences enregistrées',
    purpose: 'mails',
    row: kept('des rôles et des PO ; de personnes, des identifiants seulement'),
    columns: plain('id region_id name criteria version updated_by updated_at archived_at'),
  },
  mail_report: {
    holds: 'Ce que les serveurs des destinataires ont dit des mails, une fois partis',
    purpose: 'mails',
    row: kept('dit si un mail est arrivé ; un avis qui ne correspond à aucun mail est supprimé après 90 jours'),
    columns: {
      ...plain('id message_key mail_id kind status source received_at'),
      ...personal('member', 'mail', 'server_words'),
    },
    ofPerson: 'mail_id in (select id from mail where person_id = any(:person) or account_id = any(:account))',
  },
  coverage_month: {
    holds: 'Mois après mois, dans combien de PO chaque rôle est tenu et joignable',
    purpose: 'register',
    row: kept('des nombres seulement'),
    columns: plain('region_id month role day pos held reachable'),
  },
  mailing_opt_out: {
    holds: 'Les courriers qu’une personne ne veut plus recevoir',
    purpose: 'mails',
    row: purged(null, 'quand la personne est effacée'),
    columns: { ...plain('person_id at staff_id'), ...personal('member', 'row', 'kind via') },
    ofPerson: 'person_id = any(:person)',
  },
  mailing_file: {
    holds: 'Les images et les pièces jointes des courriers',
    purpose: 'mails',
    row: purged(null, 'sept jours après que plus aucun courrier ni modèle ne l’utilise'),
    columns: plain('id region_id name kind bytes sha256 content uploaded_by uploaded_at expires_at'),
  },
  mailing_file_use: {
    holds: 'Quel courrier, ou quel modèle, utilise quel fichier',
    purpose: 'mails',
    row: kept('avec le courrier'),
    columns: plain('file_id mailing_id template_id attached place'),
  },
  mailing_template: {
    holds: 'Les modèles de courriers',
    purpose: 'mails',
    row: kept('un texte, sans destinataire'),
    columns: plain('id region_id name kind subject body text_part version updated_by updated_at archived_at'),
  },
};
