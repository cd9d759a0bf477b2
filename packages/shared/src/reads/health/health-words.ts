import type { MailState } from '../../db/tables/mail.ts';
import type { OutboxKind } from '../../queue/outbox.ts';
import type { QueueName } from '../../queue/queue-names.ts';

/** What is done for each kind of row of the ledger, in French. */
export const WORK_LABELS: Record<OutboxKind, string> = {
  arrive: 'Examiner une demande qui arrive',
  apply: 'Appliquer une demande approuvée',
  bulk: 'Lot de décisions',
  'member-import': 'Importation de membres',
  mail: 'Envoyer un mail',
  mailing: 'Préparer ou suivre un courrier',
  'mailing-mail': 'Envoyer un mail d’un courrier',
  'close-account': 'Fermer un compte à sa date',
  'account-order': 'Acte demandé sur un compte',
  'own-address': 'Changement d’adresse par un membre',
  'address-left': 'Inviter qui attendait une adresse',
  'activation-clock': 'Rappels d’une activation',
  'account-calendar': 'Comptes qui finissent',
  'correction-clock': 'Rappel ou fin d’une correction',
  'envoi-settled': 'Prévenir qu’un envoi est réglé',
  'tracking-link': 'Lien de suivi demandé',
  'morning-notices': 'Mail du matin au secrétariat',
  duplicates: 'Chercher les doublons',
  'transfer-school': 'Faire passer une école à un autre PO',
  'enterprise-number': 'Donner à un PO son nouveau numéro d’entreprise',
  'erase-person': 'Effacer une personne',
  retention: 'Conservation des données',
  export: 'Écrire une exportation',
  'audit-check': 'Vérifier le journal',
  'verification-round': 'Lancer la vérification annuelle',
  verification: 'Demander si un dossier est juste, ou le rappeler',
};

/** Mails that are somewhere on their way, or did not arrive. */
export const MAIL_LABELS: Partial<Record<MailState, string>> = {
  pending: 'À envoyer',
  sending: 'En train de partir',
  held: 'Retenus : adresse pas encore confirmée',
  failed: 'Refusés, ces 7 derniers jours',
  unknown: 'Sort inconnu, ces 7 derniers jours',
};

export const QUEUE_LABELS: Record<QueueName, string> = { work: 'Travaux', mail: 'Mails', mailing: 'Courriers' };
