/**
 * What became of one recipient, as the list is filtered by it. sent: a server took it. delivered: it says that the mail is in
 * the mailbox. waiting: the mail has not left yet. deferred: the server asked to come back. returned: it left, and came
 * back since. complained: it was read, and called unwanted. unwritten: no mail was written, for an obstacle.
 */
export const RECIPIENT_FATES = [
  'sent',
  'delivered',
  'waiting',
  'deferred',
  'failed',
  'returned',
  'complained',
  'unknown',
  'cancelled',
  'unwritten',
] as const;
export type RecipientFate = (typeof RECIPIENT_FATES)[number];

/** French, one and several. */
export const RECIPIENT_FATE_LABELS: Record<RecipientFate, readonly [string, string]> = {
  sent: ['envoyé', 'envoyés'],
  delivered: ['remis', 'remis'],
  waiting: ['à envoyer', 'à envoyer'],
  deferred: ['remis à plus tard par le serveur', 'remis à plus tard par le serveur'],
  failed: ['refusé', 'refusés'],
  returned: ['revenu', 'revenus'],
  complained: ['signalé comme indésirable', 'signalés comme indésirables'],
  unknown: ['au sort inconnu', 'au sort inconnu'],
  cancelled: ['pas envoyé', 'pas envoyés'],
  unwritten: ['sans mail possible', 'sans mail possible'],
};
