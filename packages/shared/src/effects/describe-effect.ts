import { type CivilDate, compareDates, dayAfter, formatDate } from '../domain/dates.ts';
import { ERASED, sayBirthDate } from '../domain/erased.ts';
import { de } from '../domain/elision.ts';
import { formatEnterpriseNumber } from '../domain/identifiers.ts';
import { formatName } from '../domain/names.ts';
import { formatPeriod, periodWithin } from '../domain/periods.ts';
import { formatPhone } from '../domain/phone.ts';
import { formatAddress, type PostalAddress } from '../domain/postal-address.ts';
import { ROLE_FUNCTIONS } from '../domain/roles.ts';
import type { Effect } from './effect.ts';
import type { MandateState, PersonField, PoField, RoleState, World } from './world.ts';

export type EffectIcon = 'person' | 'calendar' | 'role' | 'building' | 'mail' | 'account';

/** What staff read about one effect: a sentence, and a remark below it. */
export type EffectText = { icon: EffectIcon; text: string; detail: string | null };

export const PERSON_FIELD_LABELS: Record<PersonField, string> = {
  lastName: 'Nom',
  firstName: 'Prénom',
  birthDate: 'Date de naissance',
  email: 'Adresse mail',
  phone: 'Téléphone',
  address: 'Adresse postale',
};
export const PO_FIELD_LABELS: Record<PoField, string> = {
  name: 'Nom du PO',
  enterpriseNumber: 'Numéro d’entreprise (BCE)',
  contactEmail: 'Adresse mail de contact',
  contactPhone: 'Téléphone de contact',
  address: 'Adresse du PO',
};

/** One value of a person's or PO's field as people read it; "—" when there is none. */
export function formatFieldValue(field: PersonField | PoField, value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (value === ERASED) return ERASED;
  if (field === 'address') return formatAddress(value as PostalAddress);
  const text = String(value);
  if (field === 'birthDate') return sayBirthDate(text);
  if (field === 'phone' || field === 'contactPhone') return formatPhone(text);
  if (field === 'enterpriseNumber') return formatEnterpriseNumber(text);
  return text;
}

/**
 * French sentence for one effect, as read on `today`. `world` must hold the rows it names, before or after the effect.
 */
export function describeEffect(world: World, effect: Effect, today: CivilDate): EffectText {
  const person = (id: string) => {
    const found = world.persons[id];
    return found ? formatName(found) : 'cette personne';
  };
  const holder = (mandateId: string) => person(world.mandates[mandateId]?.personId ?? '');
  const poName = (id: string) => world.pos[id]?.name ?? 'ce PO';
  const school = (id: string) => world.schools[id]?.name ?? 'cette école';
  const until = (to: CivilDate | null) => (to ? ` et se termine le ${formatDate(to)}` : '');

  switch (effect.kind) {
    case 'create-person':
      return line(
        'person',
        'Une personne sera créée',
        `${formatName(effect)}, né·e le ${sayBirthDate(effect.birthDate)}`,
      );
    case 'set-person-field':
      return line(
        'person',
        `${PERSON_FIELD_LABELS[effect.field]} ${de(person(effect.personId))} : ${formatFieldValue(effect.field, effect.to)}`,
        `aujourd’hui : ${formatFieldValue(effect.field, effect.from)} ; l’ancienne valeur reste dans l’historique`,
      );
    case 'mark-deceased':
      return line(
        'person',
        `${person(effect.personId)} est noté·e comme décédé·e`,
        'aucun mail ne partira plus à cette personne',
      );
    case 'unmark-deceased':
      return line('person', `${person(effect.personId)} n’est plus noté·e comme décédé·e`, null);
    case 'open-mandate':
      return line(
        'calendar',
        `Mandat ouvert le ${formatDate(effect.from)}${until(effect.to)}`,
        `${person(effect.personId)}, ${poName(effect.poId)}`,
      );
    case 'end-mandate':
      return line(
        'calendar',
        `Le mandat ${de(holder(effect.mandateId))} se termine le ${formatDate(effect.on)}`,
        `${isToldOfEnd(world, effect) ? 'un mail le lui dit ; ' : ''}la personne reste enregistrée, avec son historique`,
      );
    case 'set-mandate-dates':
      return line(
        'calendar',
        `Mandat ${de(holder(effect.mandateId))} : du ${formatDate(effect.from)} ${effect.to ? `au ${formatDate(effect.to)}` : 'sans fin prévue'}`,
        null,
      );
    case 'annul-mandate': {
      const kept = coveringMandate(world, effect.mandateId);
      return line(
        'calendar',
        `Un mandat ${de(holder(effect.mandateId))} est annulé`,
        kept
          ? `sa période est jointe au mandat qui reste dans ${poName(kept.poId)}, ${formatPeriod(kept.period)}`
          : 'il reste lisible dans l’historique',
      );
    }
    case 'assign-role':
      return line(
        'role',
        `${holder(effect.mandateId)} devient ${ROLE_FUNCTIONS[effect.role]} le ${formatDate(effect.from)}`,
        effect.to ? `jusqu’au ${formatDate(effect.to)}` : null,
      );
    case 'end-role':
      return line(
        'role',
        `Le rôle ${de(roleName(world, effect.roleId))} ${de(holder(world.roles[effect.roleId]?.mandateId ?? ''))} se termine le ${formatDate(effect.on)}`,
        null,
      );
    case 'set-role-dates':
      return line(
        'role',
        `Rôle ${de(roleName(world, effect.roleId))} ${de(holder(world.roles[effect.roleId]?.mandateId ?? ''))} : du ${formatDate(effect.from)} ${effect.to ? `au ${formatDate(effect.to)}` : 'sans fin prévue'}`,
        null,
      );
    case 'annul-role':
      return line(
        'role',
        `Le rôle ${de(roleName(world, effect.roleId))} ${de(holder(world.roles[effect.roleId]?.mandateId ?? ''))} est annulé`,
        coveringRole(world, effect.roleId)
          ? 'sa période est jointe au même rôle, qui reste'
          : 'il reste lisible dans l’historique',
      );
    case 'set-po-field':
      return line(
        'building',
        `${PO_FIELD_LABELS[effect.field]} : ${formatFieldValue(effect.field, effect.to)}${effect.on ? `, depuis le ${formatDate(effect.on)}` : ''}`,
        `${effect.on ? 'avant' : 'aujourd’hui'} : ${formatFieldValue(effect.field, effect.from)}`,
      );
    case 'announce-number':
      return line(
        'building',
        `${PO_FIELD_LABELS.enterpriseNumber} : ${formatEnterpriseNumber(effect.number)}, dès le ${formatDate(effect.on)}`,
        `d’ici là : ${formatFieldValue('enterpriseNumber', effect.from)}`,
      );
    case 'withdraw-number':
      return line(
        'building',
        `${poName(effect.poId)} garde son numéro d’entreprise`,
        `le numéro ${formatEnterpriseNumber(effect.number)}, prévu le ${formatDate(effect.on)}, est annulé`,
      );
    case 'found-po':
      return line(
        'building',
        `Un PO sera créé : ${effect.name}, FASE ${effect.fase}`,
        `${formatAddress(effect.address)} ; à partir du ${formatDate(effect.on)}`,
      );
    case 'close-po':
      return line(
        'building',
        `${poName(effect.poId)} ferme le ${formatDate(effect.on)}`,
        effect.mergedInto === null
          ? 'il reste lisible ; on ne le propose plus dans les formulaires'
          : `il est fusionné dans ${poName(effect.mergedInto)}, et reste lisible`,
      );
    case 'reopen-po':
      return line(
        'building',
        `${poName(effect.poId)} reste ouvert`,
        `sa fermeture du ${formatDate(effect.closedOn)} est annulée`,
      );
    case 'transfer-school':
      return line(
        'building',
        `L’école ${school(effect.schoolId)} dépend de ${poName(effect.toPoId)} depuis le ${formatDate(effect.on)}`,
        `avant : ${poName(effect.fromPoId)}`,
      );
    case 'announce-transfer':
      return line(
        'building',
        `L’école ${school(effect.schoolId)} passera à ${poName(effect.toPoId)} le ${formatDate(effect.on)}`,
        'd’ici là, rien ne change',
      );
    case 'withdraw-transfer':
      return line(
        'building',
        `L’école ${school(effect.schoolId)} reste dans son PO`,
        `son passage à ${poName(effect.toPoId)}, prévu le ${formatDate(effect.on)}, est annulé`,
      );
    case 'open-school':
      return line(
        'building',
        `L’école ${effect.name} s’ajoute au PO`,
        effect.on ? `à partir du ${formatDate(effect.on)}` : null,
      );
    case 'close-school':
      return line('building', `L’école ${school(effect.schoolId)} ferme le ${formatDate(effect.on)}`, null);
    case 'reopen-school':
      return line(
        'building',
        `L’école ${school(effect.schoolId)} reste ouverte`,
        `sa fermeture du ${formatDate(effect.closedOn)} est annulée`,
      );
    case 'rename-school':
      return line('building', `L’école ${effect.from} s’appelle désormais ${effect.to}`, null);
    case 'move-school':
      return line(
        'building',
        `L’école ${school(effect.schoolId)} s’installe ${formatAddress(effect.to)}`,
        `aujourd’hui : ${formatAddress(effect.from)}`,
      );
    case 'invite':
      return line('mail', `Mail d’activation à ${effect.email}`, whenMailLeaves(effect.on, today));
    case 'leave-address':
      return line(
        'account',
        `Le compte fermé ${de(person(effect.personId))} laisse l’adresse ${effect.email}`,
        'avec un nouveau mandat, cette personne sera invitée à nouveau',
      );
    case 'hold-account':
      return line(
        'account',
        `Pas encore de compte pour ${person(effect.personId)}`,
        `${effect.email} sert déjà à se connecter à quelqu’un d’autre : le compte attend une adresse personnelle`,
      );
    case 'reopen-account':
      return line(
        'mail',
        `Le compte ${de(person(effect.personId))} est rouvert : mail d’activation à ${effect.email}`,
        whenMailLeaves(effect.on, today),
      );
    case 'restore-account':
      return line(
        'account',
        `Le compte ${de(person(effect.personId))} est rouvert, avec le mot de passe que cette personne avait`,
        `un mail l’en prévient à ${effect.email}, ${whenMailLeaves(effect.on, today)}`,
      );
    case 'announce-mandate':
      return line(
        'mail',
        `Mail à ${person(effect.personId)} : un mandat s’ajoute à son compte`,
        'le compte existe déjà, aucun mail d’activation ne part',
      );
    case 'close-account':
      return line(
        'account',
        `Le compte ${de(person(effect.personId))} sera fermé le ${formatDate(dayAfter(effect.after))}`,
        'la personne n’a plus d’autre mandat',
      );
    case 'readdress-invitation':
      return line(
        'mail',
        `Nouveau mail d’activation à ${effect.email}`,
        effect.on === undefined
          ? 'le lien envoyé avant ne marche plus'
          : `${whenMailLeaves(effect.on, today)} ; le lien envoyé avant ne marche plus`,
      );
    case 'propose-sign-in-address':
      return line(
        'account',
        `${effect.to} deviendra l’adresse de connexion quand elle aura été confirmée`,
        `un mail de confirmation y part ; l’adresse actuelle, ${effect.from}, en est prévenue`,
      );
    case 'withdraw-sign-in-address':
      return line(
        'account',
        `${effect.to} ne deviendra pas l’adresse de connexion de ${person(effect.personId)}`,
        'le lien de confirmation envoyé à cette adresse ne marche plus',
      );
    case 'merge-person':
      return line(
        'person',
        `La fiche ${de(person(effect.mergedId))} est fusionnée dans celle ${de(person(effect.personId))}`,
        'elle reste lisible, hors des recherches et des listes ; ses mails et ses demandes suivent',
      );
    case 'move-mandate': {
      const mandate = world.mandates[effect.mandateId];
      return line(
        'calendar',
        `Mandat ${mandate ? `${formatPeriod(mandate.period)} ` : ''}dans ${poName(mandate?.poId ?? '')} : passe à la fiche qui reste`,
        'avec ses rôles',
      );
    }
    case 'move-role':
      return line('role', `Le rôle ${de(roleName(world, effect.roleId))} passe au mandat qui reste`, null);
    case 'keep-account': {
      const kept = world.accounts[effect.accountId]?.email;
      return line(
        'account',
        `Le compte qui reste est celui ${kept ? `de ${kept}` : 'sans adresse mail'}`,
        effect.closedAccountId === null
          ? null
          : 'l’autre est fermé, ses sessions se terminent, son adresse est libérée',
      );
    }
    case 'unmerge-person':
      return line(
        'person',
        `La fusion est défaite : ${person(effect.personId)} et ${person(effect.mergedId)} sont de nouveau deux fiches`,
        'mandats, rôles, comptes, mails et demandes redeviennent comme avant',
      );
  }
}

/** Whether whoever had the mandate is told that it ends: as `tellMandateEnded` does it. */
function isToldOfEnd(world: World, { mandateId, reason }: Extract<Effect, { kind: 'end-mandate' }>): boolean {
  const person = world.persons[world.mandates[mandateId]?.personId ?? ''];
  if (reason === 'death' || person === undefined || person.deceased) return false;
  return (
    person.email !== null ||
    Object.values(world.accounts).some(
      ({ personId, state, email }) =>
        personId === person.id && email !== null && (state === 'active' || state === 'closed'),
    )
  );
}

function whenMailLeaves(on: CivilDate, today: CivilDate): string {
  return compareDates(on, today) > 0 ? `le ${formatDate(on)}, premier jour du mandat` : 'dès l’application';
}

/** Of two mandates that were joined, the one that stays and covers the other. */
function coveringMandate(world: World, mandateId: string): MandateState | null {
  const gone = world.mandates[mandateId];
  const survivor = gone && (world.persons[gone.personId]?.mergedInto ?? gone.personId);
  return (
    Object.values(world.mandates).find(
      ({ id, personId, poId, annulled, period }) =>
        gone &&
        id !== mandateId &&
        personId === survivor &&
        poId === gone.poId &&
        !annulled &&
        periodWithin(gone.period, period),
    ) ?? null
  );
}

function coveringRole(world: World, roleId: string): RoleState | null {
  const gone = world.roles[roleId];
  const mandate = gone && world.mandates[gone.mandateId];
  const kept = mandate && (mandate.annulled ? coveringMandate(world, mandate.id) : mandate);
  return (
    Object.values(world.roles).find(
      ({ id, mandateId, role, annulled, period }) =>
        gone &&
        kept &&
        id !== roleId &&
        mandateId === kept.id &&
        role === gone.role &&
        !annulled &&
        periodWithin(gone.period, period),
    ) ?? null
  );
}

function roleName(world: World, roleId: string): string {
  const role = world.roles[roleId];
  return role ? ROLE_FUNCTIONS[role.role] : 'ce rôle';
}

function line(icon: EffectIcon, text: string, detail: string | null): EffectText {
  return { icon, text, detail };
}
