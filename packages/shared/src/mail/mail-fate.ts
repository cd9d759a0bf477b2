import type { MailState } from '../db/tables/mail.ts';
import type { ReportKind } from '../domain/mailings/mail-report.ts';
import { sayDay } from './say-moment.ts';

const CANCELLED: Record<string, string> = {
  deceased: 'pas envoyé : la personne est décédée',
  'no-mandate': 'pas envoyé : plus aucun mandat en cours ou à venir',
  'link-dead': 'pas envoyé : son lien était déjà remplacé',
  'no-longer-asked': 'pas envoyé : la question n’attendait plus de réponse',
  'staff-disabled': 'pas envoyé : le destinataire a quitté le secrétariat',
  'already-confirmed': 'pas envoyé : l’adresse était déjà confirmée',
  flood: 'pas envoyé : trop de mails à cette adresse',
  erased: 'pas envoyé : les données de la personne ont été effacées',
  merged: 'pas envoyé : cette fiche a été fusionnée avec celle d’une personne qui reçoit le même courrier',
  'left-roles': 'pas envoyé : la personne n’exerce plus le rôle, ou a quitté le PO',
  'no-address': 'pas envoyé : la personne n’a plus d’adresse mail',
  suppressed: 'pas envoyé : l’adresse est bloquée',
  'left-list': 'pas envoyé : la personne s’est désinscrite',
  'mailing-stopped': 'pas envoyé : le courrier a été arrêté',
};

/** Where no server was asked. */
const FAILED: Record<string, string> = {
  suppressed: 'pas envoyé : l’adresse est bloquée',
  unwritten: 'pas envoyé : le texte n’a pas pu être fait pour cette personne',
  'unsafe-header': 'pas envoyé : le nom ou l’adresse contient un caractère qu’aucun mail ne peut porter',
};

export type FateFacts = {
  state: MailState;
  errorCode: string | null;
  /** While it is pending: the earliest moment at which it leaves. */
  dueAt: Date | null;
  /** What another server said of it since it left; null: nothing. */
  report?: ReportKind | null;
};

const REPORTED: Record<ReportKind, { fate: string; trouble: boolean }> = {
  delivered: { fate: 'remis dans la boîte du destinataire', trouble: false },
  delayed: { fate: 'retardé : son serveur essaie encore', trouble: false },
  bounced: { fate: 'revenu : il n’a pas pu être remis', trouble: true },
  complained: { fate: 'reçu, et signalé comme indésirable', trouble: true },
};

/** What became of a mail, in words for staff; `trouble` when somebody has to look at it. */
export function sayFate(
  { state, errorCode, dueAt, report = null }: FateFacts,
  now: Date,
): { fate: string; trouble: boolean } {
  const fine = (fate: string) => ({ fate, trouble: false });
  const bad = (fate: string) => ({ fate, trouble: true });
  switch (state) {
    case 'sent':
      return report !== null ? REPORTED[report] : fine('parti : le serveur du destinataire l’a accepté');
    case 'failed':
      return bad(FAILED[errorCode ?? ''] ?? 'refusé par le serveur du destinataire');
    case 'unknown':
      return bad('on ne sait pas s’il est arrivé');
    case 'cancelled':
      return fine(CANCELLED[errorCode ?? ''] ?? 'pas envoyé');
    case 'held':
      return fine('retenu tant que l’adresse n’est pas confirmée');
    case 'sending':
      return fine('en train de partir');
    case 'pending':
      return fine(dueAt !== null && dueAt > now ? `partira ${sayDay(dueAt)}` : 'sur le point de partir');
  }
}
