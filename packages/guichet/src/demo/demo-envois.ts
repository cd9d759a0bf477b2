import type { CameBy } from '@guichet/shared/domain/came-by';
import { addDays, type CivilDate, dayAfter } from '@guichet/shared/domain/dates';
import { formatName } from '@guichet/shared/domain/names';
import type { MemberChange } from '@guichet/shared/request-types/member-change/form';
import type { NewMember } from '@guichet/shared/request-types/new-member/form';
import type { PoChange } from '@guichet/shared/request-types/po-change/form';
import type { Removal } from '@guichet/shared/request-types/removal/form';
import { type DemoMember, find } from './demo-members.ts';
import { addressIn, changeOf, endOfMonth, newMemberOf, poChangeOf, removalOf } from './demo-payloads.ts';

/** When something happened, seen from the load; `hour` in Brussels. */
export type DemoMoment = { daysAgo: number; hour: number } | { hoursAgo: number };

/** What happened to the first request of an envoi after it was sent. */
export type DemoStep = { at: DemoMoment } & (
  | { does: 'approve-and-apply' }
  | { does: 'approve-and-wait' }
  /** Staff change the same value between the approval and its application: the plan no longer holds. */
  | { does: 'approve-too-late'; editedEmail: string }
  | { does: 'reject' | 'close-by-hand'; words: string }
  /** `field`: the answer it is about. */
  | { does: 'ask-correction'; field: string; words: string }
  /** What the worker does while nobody answers. */
  | { does: 'clock'; step: 'remind-1' | 'remind-2' | 'lapse' }
  /** The author answers the open question: one answer changes. */
  | { does: 'answer'; field: string; value: string }
  | { does: 'assign'; to: 'administrator' | 'secretariat' }
  | { does: 'set-aside'; days: number; words: string }
  /** The server of the author refuses the mail that tells the last step. */
  | { does: 'bounce'; words: string }
  | { does: 'withdraw' }
  | { does: 'merge'; into: string }
);

export type DemoEnvoi = {
  key: string;
  at: DemoMoment;
  /** A seat of the demonstration, or somebody whom nobody knows. */
  by: string | { name: string; email: string };
  function: string;
  po: { index: number } | { typed: { name: string; address: string } };
  confirmed: boolean;
  /** It did not come by the form: staff entered it for a member who left no address. */
  came?: CameBy;
  message?: string;
  requests: { type: string; payload: NewMember | Removal | MemberChange | PoChange }[];
  then: DemoStep[];
};

/** The eighteen requests of the demonstration, in seventeen envois: every group of the queue, and the usual findings. */
export function demoEnvois(members: readonly DemoMember[], today: CivilDate): DemoEnvoi[] {
  const member = (key: string) => find(members, key);
  const leaving = member('9/2');
  const lastDay = endOfMonth(addDays(today, 20));
  return [
    {
      key: 'lapsed',
      at: { daysAgo: 60, hour: 10 },
      by: '10/3',
      function: 'Secrétaire',
      po: { index: 9 },
      confirmed: true,
      requests: [{ type: 'member-change', payload: changeOf(member('10/7'), { phone: '+32475009911' }) }],
      then: [
        {
          at: { daysAgo: 58, hour: 9 },
          does: 'ask-correction',
          field: 'phone',
          words: 'Le numéro que vous donnez est celui d’un autre membre. Pouvez-vous le vérifier ?',
        },
        // Some days later than the clock would, wherever holidays fall.
        { at: { daysAgo: 49, hour: 9 }, does: 'clock', step: 'remind-1' },
        { at: { daysAgo: 37, hour: 9 }, does: 'clock', step: 'remind-2' },
        { at: { daysAgo: 11, hour: 9 }, does: 'clock', step: 'lapse' },
      ],
    },
    {
      key: 'applied-address',
      at: { daysAgo: 40, hour: 20 },
      by: '2/3',
      function: 'Secrétaire',
      po: { index: 1 },
      confirmed: true,
      message: 'Nous avons déménagé pendant les vacances.',
      requests: [{ type: 'po-change', payload: poChangeOf({ address: addressIn(1, 'Rue des Trois Fermes', '21') }) }],
      then: [{ at: { daysAgo: 39, hour: 11 }, does: 'approve-and-apply' }],
    },
    {
      key: 'applied-member',
      at: { daysAgo: 33, hour: 14 },
      by: '1/1',
      function: 'Présidente',
      po: { index: 0 },
      confirmed: true,
      requests: [
        {
          type: 'new-member',
          payload: newMemberOf({
            firstName: 'Solange',
            lastName: 'Thirionet',
            birthDate: '1979-03-12',
            email: 'solange.thirionet@courriel.example',
            address: addressIn(0, 'Rue du Sabotier', '19'),
            startDate: addDays(today, -30),
          }),
        },
      ],
      then: [{ at: { daysAgo: 32, hour: 9 }, does: 'approve-and-apply' }],
    },
    {
      key: 'closed-by-hand',
      at: { daysAgo: 27, hour: 17 },
      by: '6/1',
      function: 'Présidente',
      po: { index: 5 },
      confirmed: true,
      requests: [
        {
          type: 'po-change',
          payload: poChangeOf({
            other: 'Nos nouveaux statuts sont parus au Moniteur belge. Faut-il vous les envoyer ?',
          }),
        },
      ],
      then: [
        {
          at: { daysAgo: 26, hour: 15 },
          does: 'close-by-hand',
          words: 'Statuts reçus par la poste et classés dans le dossier du PO.',
        },
      ],
    },
    {
      key: 'rejected',
      at: { daysAgo: 21, hour: 11 },
      by: '3/1',
      function: 'Président',
      po: { index: 2 },
      confirmed: true,
      requests: [
        { type: 'removal', payload: removalOf({ firstName: 'Claudine', lastName: 'Mertens' }, addDays(today, -25)) },
      ],
      then: [
        {
          at: { daysAgo: 20, hour: 10 },
          does: 'reject',
          words: 'Claudine Mertens n’est pas membre de votre PO dans la base : il n’y a rien à supprimer.',
        },
        { at: { daysAgo: 20, hour: 11 }, does: 'bounce', words: '550 5.2.2 Mailbox full' },
      ],
    },
    {
      key: 'withdrawn',
      at: { daysAgo: 15, hour: 19 },
      by: '4/1',
      function: 'Présidente',
      po: { index: 3 },
      confirmed: true,
      requests: [{ type: 'removal', payload: removalOf(member('4/5'), addDays(today, 20)) }],
      then: [{ at: { daysAgo: 14, hour: 8 }, does: 'withdraw' }],
    },
    {
      key: 'waiting-member',
      at: { daysAgo: 9, hour: 16 },
      by: '5/3',
      function: 'Secrétaire',
      po: { index: 4 },
      confirmed: true,
      requests: [{ type: 'new-member', payload: baptiste(today) }],
      then: [{ at: { daysAgo: 7, hour: 8 }, does: 'assign', to: 'secretariat' }],
    },
    {
      key: 'merged',
      at: { daysAgo: 8, hour: 21 },
      by: '5/1',
      function: 'Président',
      po: { index: 4 },
      confirmed: true,
      message: 'Je ne sais pas si notre secrétaire l’a déjà fait.',
      requests: [{ type: 'new-member', payload: baptiste(today) }],
      then: [{ at: { daysAgo: 7, hour: 9 }, does: 'merge', into: 'waiting-member' }],
    },
    {
      key: 'correction-asked',
      at: { daysAgo: 6, hour: 13 },
      by: '11/2',
      function: 'Trésorier',
      po: { index: 10 },
      confirmed: true,
      requests: [
        {
          type: 'new-member',
          payload: newMemberOf({
            firstName: 'Aurore',
            lastName: 'Lespagnard',
            birthDate: `${Number(today.slice(0, 4)) - 9}-05-17`,
            email: 'aurore.lespagnard@maison.example',
            address: addressIn(10, 'Rue Basse', '6'),
            startDate: addDays(today, 7),
            roles: ['administrator', 'secretary'],
          }),
        },
      ],
      then: [
        {
          // Four days hold no five working days: whatever the day of the load, no reminder is due yet.
          at: { daysAgo: 4, hour: 10 },
          does: 'ask-correction',
          field: 'birthDate',
          words: 'D’après la date de naissance, Aurore Lespagnard aurait 9 ans. Quelle est l’année exacte ?',
        },
      ],
    },
    {
      key: 'corrected',
      at: { daysAgo: 5, hour: 17 },
      by: '7/1',
      function: 'Présidente',
      po: { index: 6 },
      confirmed: true,
      requests: [{ type: 'member-change', payload: changeOf(member('7/3'), { phone: '+32475009933' }) }],
      then: [
        {
          at: { daysAgo: 4, hour: 11 },
          does: 'ask-correction',
          field: 'phone',
          words: 'Ce numéro est celui de l’école. Quel est le sien ?',
        },
        { at: { daysAgo: 1, hour: 20 }, does: 'answer', field: 'phone', value: '+32475009934' },
      ],
    },
    {
      key: 'set-aside',
      at: { daysAgo: 5, hour: 9 },
      by: '2/1',
      function: 'Président',
      po: { index: 1 },
      confirmed: true,
      message: 'Le procès-verbal de l’assemblée vous parviendra par la poste.',
      requests: [
        {
          type: 'po-change',
          payload: poChangeOf({ contactPhone: '+32475009955', contactEmail: 'contact@guiral.example' }),
        },
      ],
      then: [
        { at: { daysAgo: 3, hour: 9 }, does: 'assign', to: 'administrator' },
        { at: { daysAgo: 3, hour: 10 }, does: 'set-aside', days: 9, words: 'Attend le procès-verbal par la poste.' },
      ],
    },
    {
      key: 'failed',
      at: { daysAgo: 4, hour: 18 },
      by: '8/3',
      function: 'Secrétaire',
      po: { index: 7 },
      confirmed: true,
      requests: [
        { type: 'member-change', payload: changeOf(member('8/6'), { email: 'luc.charlier.nouveau@boite.example' }) },
      ],
      then: [{ at: { daysAgo: 3, hour: 11 }, does: 'approve-too-late', editedEmail: 'luc.charlier@maison.example' }],
    },
    {
      key: 'treasurer-follows',
      at: { daysAgo: 3, hour: 11 },
      by: '9/1',
      function: 'Présidente',
      po: { index: 8 },
      confirmed: true,
      message: 'Le changement a été décidé à notre assemblée générale.',
      requests: [
        { type: 'removal', payload: removalOf(leaving, lastDay) },
        {
          type: 'new-member',
          payload: newMemberOf({
            firstName: 'Cédric',
            lastName: 'Wilmart',
            birthDate: '1983-10-02',
            email: 'cedric.wilmart@boite.example',
            address: addressIn(8, 'Rue du Tienne', '40'),
            startDate: dayAfter(lastDay),
            roles: ['treasurer'],
            replaces: [{ role: 'treasurer', answer: 'yes', name: formatName(leaving) }],
          }),
        },
      ],
      then: [{ at: { daysAgo: 2, hour: 14 }, does: 'assign', to: 'administrator' }],
    },
    {
      key: 'probably-known',
      at: { daysAgo: 1, hour: 15 },
      by: '3/3',
      function: 'Secrétaire',
      po: { index: 2 },
      confirmed: false,
      requests: [
        {
          type: 'new-member',
          payload: newMemberOf({
            // The prevention adviser of another PO, with her name written otherwise.
            firstName: member('6/7').firstName,
            lastName: `${member('6/7').lastName.replace(/d$/, 't')}`,
            birthDate: member('6/7').birthDate,
            email: 'm.evrart@courriel.example',
            address: addressIn(2, 'Rue du Vivier', '8'),
            startDate: addDays(today, -1),
            roles: ['treasurer'],
          }),
        },
      ],
      then: [],
    },
    {
      key: 'by-telephone',
      at: { hoursAgo: 4 },
      // She has no address: nobody can be told by mail.
      by: '6/5',
      function: 'Administratrice',
      po: { index: 5 },
      confirmed: false,
      came: 'telephone',
      message: 'Elle préfère être rappelée le matin.',
      requests: [{ type: 'member-change', payload: changeOf(member('6/5'), { phone: '+32476009966' }) }],
      then: [],
    },
    {
      key: 'po-not-in-list',
      at: { hoursAgo: 3 },
      by: { name: 'Odile Frankart', email: 'odile.frankart@courriel.example' },
      function: 'Directrice',
      po: { typed: { name: 'Ecole Saint Guirale', address: 'Place de l’Orneau, Gembloux' } },
      confirmed: false,
      requests: [
        {
          type: 'new-member',
          payload: newMemberOf({
            firstName: 'Firmin',
            lastName: 'Dossogne',
            birthDate: '1951-01-30',
            email: null,
            address: addressIn(1, 'Chemin de la Drève', '2'),
            startDate: addDays(today, -10),
          }),
        },
      ],
      then: [],
    },
    {
      key: 'approved',
      at: { hoursAgo: 2 },
      by: '12/3',
      function: 'Secrétaire',
      po: { index: 11 },
      confirmed: true,
      requests: [
        {
          type: 'member-change',
          payload: changeOf(member('12/4'), {
            address: addressIn(11, 'Clos des Merisiers', '12'),
            phone: '+32475009922',
          }),
        },
      ],
      then: [{ at: { hoursAgo: 1 }, does: 'approve-and-wait' }],
    },
  ];
}

function baptiste(today: CivilDate): NewMember {
  return newMemberOf({
    firstName: 'Baptiste',
    lastName: 'Rensonnet',
    birthDate: '1990-06-21',
    email: 'baptiste.rensonnet@maison.example',
    address: addressIn(4, 'Rue du Fourneau', '33'),
    startDate: addDays(today, -12),
    roles: ['administrator', 'pdp-referent'],
  });
}
