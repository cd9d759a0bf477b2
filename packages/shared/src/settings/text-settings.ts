import type { SettingDefinition } from './setting-definition.ts';

const contact = { room: 'texts', group: 'Le secrétariat', kind: 'line' } as const;
const form = { room: 'texts', group: 'Le formulaire public' } as const;
const extranet = { room: 'texts', group: 'L’extranet' } as const;
const everywhere = 'Au bas des mails, sur le formulaire, sur l’extranet et dans le suivi';
const soon = 'Visible en quelques secondes, sans redémarrer.';

/** Texts, and what is shown to whom. Of the contacts, the installation keeps what it was given (SECRETARIAT_NAME and its like). */
export const TEXT_SETTINGS = {
  'secretariat-name': {
    ...contact,
    ...{ longest: 120, mayBeEmpty: false, given: '', appears: everywhere },
    label: 'Nom du secrétariat',
    explanation: `C’est lui qui signe les mails et répond de la protection des données. ${soon}`,
  },
  'secretariat-email': {
    ...contact,
    ...{ longest: 120, mayBeEmpty: false, format: 'email', given: '', appears: everywhere },
    label: 'Adresse mail du secrétariat',
    explanation: `L’adresse à laquelle les gens écrivent ; celle qui envoie les mails ne change pas. ${soon}`,
  },
  'secretariat-phone': {
    ...contact,
    ...{ longest: 40, mayBeEmpty: true, given: '', appears: everywhere },
    label: 'Téléphone du secrétariat',
    explanation: `Vide : aucun numéro n’est donné. ${soon}`,
  },
  'mail-signature': {
    ...{ room: 'texts', group: 'Le secrétariat', kind: 'text', longest: 600, mayBeEmpty: false },
    ...{ given: 'Ce mail est envoyé par Guichet PO.', appears: 'Au bas de tous les mails' },
    label: 'Fin des mails',
    explanation: 'Sous le nom et les coordonnées du secrétariat. Vaut pour les mails qui partent après le changement.',
  },
  'form-welcome': {
    ...form,
    ...{ kind: 'text', longest: 600, mayBeEmpty: false, appears: 'Accueil du formulaire, sous le titre' },
    given: 'Dites-le au secrétariat en cinq minutes, sans compte ni mot de passe.',
    label: 'Accueil du formulaire',
    explanation: `Une phrase ou deux, avant les choix. ${soon}`,
  },
  'form-notice': {
    ...form,
    ...{ kind: 'text', longest: 600, mayBeEmpty: true, given: '', appears: 'Accueil du formulaire, dans un encadré' },
    label: 'Message du moment',
    explanation: `Par exemple : « Le secrétariat est fermé du 1er au 15 août. » Vide : pas d’encadré. ${soon}`,
  },
  'form-footer': {
    ...form,
    ...{ kind: 'text', longest: 400, mayBeEmpty: true, given: '', appears: 'Au bas de chaque page du formulaire' },
    label: 'Bas de page du formulaire',
    explanation: `Vide : seulement les liens. ${soon}`,
  },
  'extranet-welcome': {
    ...extranet,
    ...{ kind: 'line', longest: 120, mayBeEmpty: false, appears: 'Page de connexion, au-dessus du titre' },
    given: 'Espace des membres des Pouvoirs organisateurs',
    label: 'Accueil de l’extranet',
    explanation: `Dit où l’on est, avant de se connecter. ${soon}`,
  },
  'extranet-footer': {
    ...extranet,
    ...{ kind: 'text', longest: 400, mayBeEmpty: false, given: 'Une question\u00a0?' },
    appears: 'Au bas de chaque page de l’extranet, avant les coordonnées du secrétariat',
    label: 'Bas de page de l’extranet',
    explanation: `Suivi du nom et des coordonnées du secrétariat. ${soon}`,
  },
  'colleague-contacts': {
    ...extranet,
    ...{ kind: 'yes-no', given: false, appears: 'Le dossier d’un PO, vu par ses membres' },
    label: 'Montrer aux membres les coordonnées de leurs collègues',
    explanation:
      'Oui : au sein d’un PO, chaque membre voit l’adresse mail et le téléphone des autres. Non : les noms, les rôles et les dates. Chacun voit toujours ses propres données, et lit sous « Mes données » qui les voit. Vaut à la page suivante.',
  },
} as const satisfies Record<string, SettingDefinition>;
