import { CAME_BY_LABELS, isCameBy } from '../domain/came-by.ts';
import { formatDate, isCivilDate } from '../domain/dates.ts';

/** What the history of a request says happened, by event. */
const EVENT_LABELS: Record<string, string> = {
  submit: 'Demande envoyée',
  'confirm-email': 'Adresse mail de l’auteur confirmée',
  arrive: 'Demande examinée',
  settle: 'Constat réglé',
  split: 'Séparée en deux',
  approve: 'Approuvée',
  undo: 'Approbation annulée',
  apply: 'Appliquée',
  fail: 'Échec de l’application',
  retry: 'Application relancée',
  'return-to-staff': 'Remise à traiter',
  reject: 'Refusée',
  'close-by-hand': 'Clôturée à la main',
  'ask-correction': 'Correction demandée',
  'answer-correction': 'Correction reçue',
  'cancel-correction': 'Demande de correction annulée',
  withdraw: 'Retirée par l’auteur',
  lapse: 'Restée sans suite',
  merge: 'Fusionnée',
  'merge-in': 'Une autre demande y est jointe',
  unmerge: 'Fusion annulée',
  take: 'Prise en charge',
  release: 'Rendue : elle n’est plus à personne',
  assign: 'Confiée à un·e collègue',
  'set-aside': 'Mise de côté',
  'bring-back': 'Remise dans la liste',
  'correct-answer': 'Réponse corrigée par le secrétariat',
  'order-revert': 'Annulation demandée',
  'take-back': 'Annulée : les données sont redevenues comme avant',
};

/** What happened, with whom, which day or which way it names. */
export function sayEvent(event: string, { name, until, cameBy, ordered }: Record<string, unknown>): string {
  if (event === 'assign' && typeof name === 'string') return `Confiée à ${name}`;
  if (event === 'set-aside' && isCivilDate(until)) return `Mise de côté jusqu’au ${formatDate(until)}`;
  if (event === 'submit' && isCameBy(cameBy)) return `Saisie par le secrétariat, reçue ${CAME_BY_LABELS[cameBy]}`;
  if (event === 'submit' && ordered === true) return 'Modification demandée par le secrétariat';
  if (event === 'withdraw' && ordered === true) return 'Retirée par le secrétariat';
  return EVENT_LABELS[event] ?? event;
}
