import type { MailKind } from './mail-kinds.ts';

const NAMES: Record<MailKind, string> = {
  'resume-draft': 'Mail « continuer plus tard »',
  acknowledgement: 'Accusé de réception',
  'envoi-settled': 'Mail « tout est traité »',
  'request-lapsed': 'Mail « sans suite »',
  'request-reverted': 'Mail « demande annulée »',
  'answers-copy': 'Copie des réponses',
  'tracking-link': 'Mail « lien de suivi »',
  'correction-asked': 'Mail « une question »',
  'correction-reminder': 'Rappel de la question',
  'correction-cancelled': 'Mail « plus besoin de répondre »',
  'staff-message': 'Message du secrétariat',
  'request-rejected': 'Mail « demande refusée »',
  activation: 'Mail d’activation',
  'activation-reminder': 'Rappel d’activation',
  'address-shared': 'Mail « adresse partagée »',
  'mandate-added': 'Mail « nouveau mandat »',
  'mandate-ended': 'Mail « fin de mandat »',
  'account-reopened': 'Mail « compte rouvert »',
  'account-ending': 'Mail « votre mandat se termine »',
  'account-closed': 'Mail « compte fermé »',
  'password-reset': 'Mail « nouveau mot de passe »',
  'password-changed': 'Mail « mot de passe changé »',
  'confirm-new-address': 'Mail de confirmation d’adresse',
  'address-change-notice': 'Avis de changement d’adresse',
  'sign-in-link': 'Mail « lien de connexion »',
  'account-security': 'Sécurité d’un accès (membre)',
  'own-address': 'Changement d’adresse par le membre',
  'staff-notice': 'Avis à un membre du secrétariat',
  'staff-digest': 'Avis du matin',
  'staff-invitation': 'Invitation à rejoindre l’équipe',
  'staff-password-reset': 'Nouveau mot de passe (équipe)',
  'staff-security': 'Sécurité d’un accès (équipe)',
};

/** What staff call each kind of mail. */
export const MAIL_NAMES: Record<string, string | undefined> = NAMES;
