import type { AudienceCriteria } from '@guichet/shared/contracts/mailing-audience';
import type { MailingBlock, MailingBody, MailingInline, MailingVariable } from '@guichet/shared/contracts/mailing-body';
import type { MailingChanges } from '@guichet/shared/contracts/mailing-view';
import { addDays, type CivilDate, formatLongDate } from '@guichet/shared/domain/dates';
import { type DemoMember, find } from './demo-members.ts';
import { writePdf } from './write-pdf.ts';

type Line = string | (string | { is: MailingVariable })[];

const NOBODY: AudienceCriteria = { roles: [], pos: {}, day: null, fallbacks: [], include: [], exclude: [] };

/** A duty of a role that few POs have filled: most of it still goes to presidents. */
export function fireDrills(): MailingChanges {
  return {
    kind: 'duty',
    subject: 'Exercices d’évacuation : deux dates à choisir',
    criteria: {
      ...{ ...NOBODY, roles: ['prevention-adviser'] },
      fallbacks: [{ role: 'prevention-adviser', chain: ['managing-administrator', 'president'] }],
    },
    body: written(
      paragraph(['Bonjour ', { is: 'first-name' }, ',']),
      paragraph(['Chaque implantation de votre PO (', { is: 'po' }, ') s’exerce deux fois par an à évacuer.']),
      heading('Ce que nous vous demandons'),
      list(
        'choisir les deux dates de l’année avec la direction ;',
        'noter chaque exercice dans le registre de sécurité ;',
        'garder la liste de contrôle près du téléphone.',
      ),
      paragraph('La liste de contrôle est dans l’extranet, sous « Sécurité et bien-être au travail ».'),
      paragraph('Merci de ce que vous faites pour la sécurité de tous.'),
    ),
  };
}

/** An invitation to those who keep the books, and to one who does without the role, and without an address. */
export function accountsEvening(members: readonly DemoMember[], today: CivilDate): MailingChanges {
  return {
    kind: 'training',
    subject: 'Lire les comptes de votre ASBL : une soirée pour les trésoreries',
    criteria: {
      ...{ ...NOBODY, roles: ['treasurer'], include: [find(members, '11/4').id] },
      fallbacks: [{ role: 'treasurer', chain: ['managing-administrator', 'president'] }],
    },
    body: eveningBody('Namur, salle des Tanneurs', addDays(today, 24)),
  };
}

/** The same evening once more, elsewhere: a draft that lacks nothing. */
export function secondEvening(today: CivilDate): MailingChanges {
  return {
    subject: 'Lire les comptes de votre ASBL : seconde soirée, en Luxembourg',
    criteria: {
      ...{ ...NOBODY, roles: ['treasurer'], pos: { provinces: ['luxembourg'] } },
      fallbacks: [{ role: 'treasurer', chain: ['managing-administrator', 'president'] }],
    },
    body: eveningBody('Libramont, maison des Tilleuls', addDays(today, 45)),
  };
}

/** What leaves by itself one day, far ahead. */
export function yearlyReading(): MailingChanges {
  return {
    kind: 'register',
    subject: 'Avant votre assemblée générale : relisez le dossier de votre PO',
    criteria: {
      ...{ ...NOBODY, roles: ['secretary'] },
      fallbacks: [{ role: 'secretary', chain: ['managing-administrator', 'president'] }],
    },
    body: written(
      paragraph(['Bonjour ', { is: 'first-name' }, ',']),
      paragraph(['Le dossier de ', { is: 'po' }, ' se lit dans l’extranet : écoles, membres, rôles, adresses.']),
      paragraph('Relisez-le avant votre assemblée générale, et signalez ce qui a changé par le formulaire.'),
      paragraph('Merci, et bien à vous.'),
    ),
  };
}

/** What goes with the invitation. */
export const EVENING_PROGRAMME = {
  name: 'Programme de la soirée.pdf',
  bytes: writePdf('Lire les comptes de votre ASBL', [
    'Programme de démonstration.',
    '',
    '19 h 30   Accueil',
    '19 h 45   Le bilan et le compte de résultats, ligne par ligne',
    '20 h 45   Questions des trésoreries',
    '21 h 30   Fin',
  ]),
};

function eveningBody(place: string, day: CivilDate): MailingBody {
  return written(
    paragraph(['Bonjour ', { is: 'first-name' }, ',']),
    paragraph(['Vous êtes ', { is: 'role' }, ' (', { is: 'po' }, '). Une soirée pour lire un bilan sans peine :']),
    table([
      ['Quand', 'Où', 'Pour qui'],
      [`${formatLongDate(day)} à 19\u00a0h\u00a030`, place, 'qui tient ou relit les comptes du PO'],
    ]),
    heading('Ce que vous en emporterez'),
    list('un modèle de budget ;', 'les questions à poser à la comptabilité ;', 'un contact au service de gestion.'),
    paragraph('Pour vous inscrire, écrivez au secrétariat avant le jour même. Le programme est en pièce jointe.'),
  );
}

const written = (...content: MailingBlock[]): MailingBody => ({ type: 'doc', content });

function inlines(line: Line): MailingInline[] {
  return (typeof line === 'string' ? [line] : line).map((part) =>
    typeof part === 'string' ? { type: 'text', text: part } : { type: 'variable', attrs: { name: part.is } },
  );
}

const paragraph = (line: Line): MailingBlock => ({ type: 'paragraph', content: inlines(line) });
const heading = (words: string): MailingBlock => ({ type: 'heading', attrs: { level: 2 }, content: inlines(words) });
const list = (...lines: string[]): MailingBlock => ({
  type: 'bulletList',
  content: lines.map((line) => ({ type: 'listItem', content: [paragraph(line)] })),
});
const table = (rows: string[][]): MailingBlock => ({
  type: 'table',
  content: rows.map((cells, row) => ({
    type: 'tableRow',
    content: cells.map((words) => ({
      type: row === 0 ? 'tableHeader' : 'tableCell',
      attrs: { colspan: 1, rowspan: 1 },
      content: [paragraph(words)],
    })),
  })),
});
