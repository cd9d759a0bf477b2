import { DEFAULT_CORRECTION_DELAYS } from '../domain/corrections.ts';
import { DEFAULT_AGE_ALERTS } from '../domain/request-age.ts';
import type { SettingDefinition } from './setting-definition.ts';

const deciding = { room: 'delays', group: 'Décider' } as const;
const asking = { room: 'delays', group: 'Demander une correction' } as const;
const accounts = { room: 'delays', group: 'Comptes des membres' } as const;
const links = { room: 'delays', group: 'Liens envoyés par mail' } as const;
const bounces = { room: 'delays', group: 'Adresses où rien n’arrive' } as const;
const yearly = { room: 'delays', group: 'Vérification annuelle' } as const;
const fromNow = 'Les liens déjà envoyés gardent leur fin.';

/** Delays, with what the programme is given without anybody's choice. */
export const DELAY_SETTINGS = {
  'undo-delay': {
    ...deciding,
    ...{ kind: 'number', unit: 'seconds', min: 0, max: 3_600, given: 10 },
    label: 'Reprendre une approbation',
    explanation:
      'Temps pendant lequel une approbation peut être reprise avant d’être appliquée. Vaut dès la prochaine approbation.',
  },
  'age-slow': {
    ...deciding,
    ...{ kind: 'number', unit: 'working-days', min: 1, max: 90, given: DEFAULT_AGE_ALERTS[0] },
    label: 'Une demande commence à traîner après',
    explanation:
      'La liste des demandes la marque alors en orange. Les jours où l’auteur doit répondre ne comptent pas.',
  },
  'age-late': {
    ...deciding,
    ...{ kind: 'number', unit: 'working-days', min: 2, max: 180, given: DEFAULT_AGE_ALERTS[1] },
    label: 'Une demande est en retard après',
    explanation: 'La liste des demandes la marque alors en rouge.',
  },
  'correction-reminders': {
    ...asking,
    ...{ kind: 'numbers', unit: 'working-days', max: 120, most: 4, given: DEFAULT_CORRECTION_DELAYS.reminderDays },
    label: 'Rappeler une question restée sans réponse',
    explanation:
      'Nombre de jours après la question, un par rappel. Vaut pour les questions posées après le changement.',
  },
  'correction-lapse': {
    ...asking,
    ...{ kind: 'number', unit: 'working-days', min: 2, max: 250, given: DEFAULT_CORRECTION_DELAYS.lapseDays },
    label: 'Classer sans suite une demande sans réponse',
    explanation:
      'Après ce délai, la demande est close et son auteur prévenu. Vaut pour les questions posées après le changement.',
  },
  'activation-reminders': {
    ...accounts,
    ...{ kind: 'numbers', unit: 'days', max: 59, most: 4, given: [5, 12] },
    label: 'Rappeler une activation qui attend',
    explanation:
      'Nombre de jours après le départ du mail, un par rappel. Le lendemain de la fin du lien, une tâche arrive au secrétariat. Vaut pour les invitations envoyées après le changement.',
  },
  'account-ending': {
    ...accounts,
    // An assembly is called at least 15 days ahead (CSA, art. 9:14), and then has to tell the secretariat.
    ...{ kind: 'number', unit: 'days', min: 0, max: 120, given: 30 },
    label: 'Prévenir un membre avant la fin de son mandat',
    explanation:
      'Un mail dit alors quand son accès se fermera, sauf si un autre mandat continue ou est déjà connu. 0 : personne n’est prévenu. Vaut dès le lendemain matin.',
  },
  'activation-link': {
    ...links,
    ...{ kind: 'number', unit: 'days', min: 1, max: 60, given: 14 },
    label: 'Lien d’activation d’un compte',
    explanation: `Compté depuis le jour où le mail part. Un lien échu propose d’en envoyer un autre. ${fromNow}`,
  },
  'password-link': {
    ...links,
    ...{ kind: 'number', unit: 'hours', min: 1, max: 48, given: 2 },
    label: 'Lien pour choisir un nouveau mot de passe',
    explanation: `Court, parce que ce lien ouvre un compte existant. ${fromNow}`,
  },
  'address-link': {
    ...links,
    ...{ kind: 'number', unit: 'days', min: 1, max: 30, given: 7 },
    label: 'Lien qui confirme une adresse notée par le secrétariat',
    explanation: `Tant qu’il n’est pas suivi, l’ancienne adresse sert à se connecter. ${fromNow}`,
  },
  'own-address-link': {
    ...links,
    ...{ kind: 'number', unit: 'hours', min: 2, max: 168, given: 48 },
    label: 'Liens qui confirment une adresse changée par le membre',
    explanation: `Un part à l’ancienne adresse, un à la nouvelle : les deux servent dans ce délai, sinon rien ne change. ${fromNow}`,
  },
  'sign-in-link': {
    ...links,
    // A mail that a slow server holds back some minutes still has to serve; within the hour nobody else finds it.
    ...{ kind: 'number', unit: 'minutes', min: 5, max: 60, given: 15 },
    label: 'Lien pour se connecter sans mot de passe',
    explanation: `Très court, parce que qui a ce lien entre. ${fromNow}`,
  },
  'tracking-link': {
    ...links,
    ...{ kind: 'number', unit: 'days', min: 30, max: 800, given: 400 },
    label: 'Lien de suivi d’une demande',
    explanation:
      'Celui du mail de référence et celui de la page de confirmation. Les liens déjà envoyés par mail gardent leur fin.',
  },
  'bounces-in-a-row': {
    ...bounces,
    ...{ kind: 'number', unit: 'mails', min: 2, max: 20, given: 4 },
    label: 'Ne plus écrire à une adresse dont reviennent de suite',
    explanation:
      'Boîte pleine, refus de passage : après tant de mails revenus de suite, plus rien n’y part et une tâche arrive au secrétariat. Une adresse qui n’existe pas est bloquée dès le premier.',
  },
  'verification-day': {
    ...yearly,
    ...{ kind: 'day', given: '' },
    label: 'Demander chaque année si le dossier est juste',
    explanation:
      'Ce matin-là, la présidence et le secrétariat de chaque PO reçoivent un mail. Sans date, la vérification se lance à la main. Une date déjà passée attend l’année suivante.',
  },
  'verification-reminders': {
    ...yearly,
    ...{ kind: 'numbers', unit: 'days', max: 150, most: 4, given: [14, 28] },
    label: 'Rappeler ceux qui n’ont pas répondu',
    explanation:
      'Nombre de jours après la demande, un par rappel. Vaut pour les vérifications demandées après le changement.',
  },
  'verification-link': {
    ...yearly,
    ...{ kind: 'number', unit: 'days', min: 7, max: 180, given: 60 },
    label: 'Lien pour répondre',
    explanation: 'Compté depuis la demande ou le dernier rappel.',
  },
} as const satisfies Record<string, SettingDefinition>;
