import { type CivilDate, compareDates, dayBefore, daysBetween, formatDate } from '../domain/dates.ts';
import { formatName, nameSimilarity } from '../domain/names.ts';
import { formatPeriod, type Period, periodsOverlap } from '../domain/periods.ts';
import { ROLE_FUNCTIONS, type Role } from '../domain/roles.ts';
import { foldForSearch } from '../domain/text.ts';
import type { RoleState, World } from '../effects/world.ts';
import type { Finding, SettlementOption } from './plan.ts';
import type { PlanDraft } from './plan-draft.ts';
import type { FactsWithPo } from './request-type.ts';
import type { Replacement } from './succession.ts';

/** A single-holder role that is about to be given: to whom, when, and whom the submitter says it is taken over from. */
export type Succession = { role: Role; personId: string; wanted: Period; said: Replacement | null };

type Holding = Succession & { overlapping: readonly RoleState[]; facts: FactsWithPo; draft: PlanDraft };
type Choice = 'end' | 'keep';

/**
 * Who else holds a single-holder role over the wanted period. The one present holder who is said to be replaced leaves
 * it the day before, in the same act; any other present holder is a warning with that offer, and staff choose when what
 * was said does not fit. A holder who starts later blocks until staff choose. Returns the last day of the new role, or
 * false while it is not settled.
 */
export function settleHolders(succession: Succession, facts: FactsWithPo, draft: PlanDraft): CivilDate | null | false {
  const { role, personId, wanted } = succession;
  const others = holdersOf(draft.world, facts.poId, role, personId);
  const overlapping = others.filter((held) => periodsOverlap(held.period, wanted));
  const holding: Holding = { ...succession, overlapping, facts, draft };
  const startedBefore = (held: RoleState) => compareDates(held.period.from, wanted.from) < 0;
  const present = overlapping.filter(startedBefore);
  const later = overlapping.filter((held) => !startedBefore(held));
  const presentSettled = settlePresent(holding, present);
  if (overlapping.length === 0) findNobodyReplaced(holding, others);
  const to = settleLater(holding, later);
  return presentSettled ? to : false;
}

/** Everybody but `except` who holds the role in the PO, the earliest first. */
export function holdersOf(world: World, poId: string, role: Role, except: string | null): RoleState[] {
  return Object.values(world.roles)
    .filter((held) => {
      const mandate = world.mandates[held.mandateId];
      return (
        held.role === role &&
        !held.annulled &&
        mandate?.poId === poId &&
        !mandate.annulled &&
        mandate.personId !== except
      );
    })
    .sort((a, b) => compareDates(a.period.from, b.period.from) || (a.id < b.id ? -1 : 1));
}

export function holderName(world: World, held: RoleState): string {
  const person = world.persons[world.mandates[held.mandateId]?.personId ?? ''];
  return person ? formatName(person) : 'Quelqu’un';
}

/** Under which a choice is kept: for the role, or for each of several holders of it. */
function keyOf({ role, overlapping }: Holding, held: RoleState): string {
  return overlapping.length > 1 ? `${role}:${held.id}` : role;
}

function choiceFor(holding: Holding, held: RoleState): Choice | undefined {
  const { holders } = holding.facts.settlement;
  return holders?.[`${holding.role}:${held.id}`] ?? holders?.[holding.role];
}

function describe({ role, draft }: Holding, held: RoleState): string {
  return `${holderName(draft.world, held)} est ${ROLE_FUNCTIONS[role]} de ce PO ${formatPeriod(held.period)}.`;
}

function settlePresent(holding: Holding, present: readonly RoleState[]): boolean {
  const { role, said, draft } = holding;
  const saysYes = said?.answer === 'yes';
  const open = present.filter((held) => choiceFor(holding, held) === undefined);
  const [only] = present;
  if (saysYes && open.length > 0 && only) {
    if (present.length > 1) {
      findSeveralHolders(holding, present);
      return false;
    }
    if (!fits(said, holderName(draft.world, only))) {
      findOtherHolder(holding, only);
      return false;
    }
  }
  for (const [index, held] of present.entries()) {
    const choice = choiceFor(holding, held);
    // Two findings of one role are ticked one by one.
    const nth = index === 0 ? role : `${role}:${index + 1}`;
    if (choice === 'end' || (choice === undefined && saysYes)) endTheDayBefore(holding, held, nth);
    else findSecondHolder(holding, held, nth);
  }
  return true;
}

function endTheDayBefore(holding: Holding, held: RoleState, nth: string): void {
  const { wanted, said, draft } = holding;
  const eve = dayBefore(wanted.from);
  const known = describe(holding, held);
  const told = said?.answer === 'yes';
  draft.add({ kind: 'end-role', roleId: held.id, on: eve });
  // What the submitter said needs no tick; what staff added to it does.
  draft.find(told ? 'info' : 'warning', told ? `holder-replaced:${nth}` : `holder-ends:${nth}`, known, {
    detail: told
      ? `L’auteur annonce ce remplacement : ce rôle se terminera le ${formatDate(eve)}.`
      : `Son rôle se terminera le ${formatDate(eve)}.`,
    options: [{ label: 'Garder les deux', set: { holders: { [keyOf(holding, held)]: 'keep' } } }],
    field: 'roles',
  });
}

function findSecondHolder(holding: Holding, held: RoleState, nth: string): void {
  const { wanted, said, draft } = holding;
  const denied = said?.answer === 'no' ? 'L’auteur écrit que personne n’est remplacé. ' : '';
  draft.find('warning', `second-holder:${nth}`, describe(holding, held), {
    detail: `${denied}Un PO a d’habitude une seule personne dans ce rôle ; les deux le tiendront.`,
    options: [
      {
        label: 'Terminer ce rôle la veille',
        detail: `le ${formatDate(dayBefore(wanted.from))}`,
        set: { holders: { [keyOf(holding, held)]: 'end' } },
      },
    ],
    field: 'roles',
  });
}

/** One is said to be replaced, and several hold the role. */
function findSeveralHolders(holding: Holding, present: readonly RoleState[]): void {
  const { role, said, wanted, draft } = holding;
  const names = present.map((held) => holderName(draft.world, held));
  const all = (choice: Choice) => Object.fromEntries(present.map((held) => [keyOf(holding, held), choice]));
  const eve = `rôle terminé le ${formatDate(dayBefore(wanted.from))}`;
  const options = present.map((held, index): SettlementOption & { fits: boolean } => {
    const isNamed = said?.name != null && fits(said, names[index] ?? '');
    return {
      label: `${names[index]} est remplacé·e`,
      detail: isNamed ? `${eve} ; c’est le nom indiqué` : eve,
      set: { holders: { ...all('keep'), [keyOf(holding, held)]: 'end' } },
      fits: isNamed,
    };
  });
  draft.find(
    'blocking',
    `several-holders:${role}`,
    `L’auteur annonce un remplacement, et ${names.length} personnes sont ${ROLE_FUNCTIONS[role]} de ce PO : ${names.join(', ')}.`,
    {
      options: [
        ...options.sort((a, b) => Number(b.fits) - Number(a.fits)).map(({ fits: _, ...option }) => option),
        { label: 'Tous sont remplacés', detail: eve, set: { holders: all('end') } },
        { label: 'Garder tout le monde', set: { holders: all('keep') } },
      ],
      field: 'roles',
    },
  );
}

/** Somebody else than the present holder is said to be replaced. */
function findOtherHolder(holding: Holding, held: RoleState): void {
  const { role, said, wanted, draft } = holding;
  draft.find('blocking', `other-holder:${role}`, describe(holding, held), {
    detail: `L’auteur annonce le remplacement de « ${said?.name} » : choisissez.`,
    options: [
      {
        label: `${holderName(draft.world, held)} est remplacé·e`,
        detail: `rôle terminé le ${formatDate(dayBefore(wanted.from))}`,
        set: { holders: { [keyOf(holding, held)]: 'end' } },
      },
      { label: 'Garder les deux', set: { holders: { [keyOf(holding, held)]: 'keep' } } },
    ],
    field: 'roles',
  });
}

/** Days within which a role that ended without a successor is still the one that is taken over. */
const RECENT_DAYS = 366;

/** Somebody is said to be replaced, and nobody holds the role: its holder may have left already. */
function findNobodyReplaced(holding: Holding, others: readonly RoleState[]): void {
  const { role, said, wanted, facts, draft } = holding;
  if (said?.answer !== 'yes' || facts.settlement.holders?.[role] !== undefined) return;
  const former = others
    .filter(({ period }) => period.to !== null && compareDates(period.to, wanted.from) < 0)
    .sort((a, b) => compareDates(b.period.to ?? '', a.period.to ?? '') || (a.id < b.id ? -1 : 1))
    .find((held) =>
      said.name === null
        ? daysBetween(held.period.to ?? wanted.from, wanted.from) <= RECENT_DAYS
        : fits(said, holderName(draft.world, held)),
    );
  if (former?.period.to) {
    draft.find(
      'info',
      `already-replaced:${role}`,
      `${holderName(draft.world, former)} n’est plus ${ROLE_FUNCTIONS[role]} de ce PO après le ${formatDate(former.period.to)}.`,
      { detail: 'L’auteur annonce ce remplacement : il n’y a plus de rôle à terminer.', field: 'roles' },
    );
    return;
  }
  const none: Omit<Finding, 'code' | 'severity' | 'message'> = {
    detail: `Personne n’est ${ROLE_FUNCTIONS[role]} de ce PO à cette date : aucun rôle ne se terminera.`,
    options: [{ label: 'Personne n’est à remplacer', set: { holders: { [role]: 'keep' } } }],
    field: 'roles',
  };
  const whom = said.name === null ? 'un remplacement' : `le remplacement de « ${said.name} »`;
  draft.find('warning', `nobody-to-replace:${role}`, `L’auteur annonce ${whom}.`, none);
}

function settleLater(holding: Holding, later: readonly RoleState[]): CivilDate | null | false {
  const { role, wanted, draft } = holding;
  let to = wanted.to;
  let settled = true;
  for (const held of later) {
    const choice = choiceFor(holding, held);
    const key = keyOf(holding, held);
    const known = describe(holding, held);
    const keep = { label: 'Garder les deux', set: { holders: { [key]: 'keep' as const } } };
    const eve = dayBefore(held.period.from);
    const until = {
      label: 'S’arrêter la veille',
      detail: `le nouveau rôle se termine le ${formatDate(eve)}`,
      set: { holders: { [key]: 'end' as const } },
    };
    if (choice === 'keep') {
      draft.find('warning', `second-holder-later:${role}`, known, {
        detail: 'Les deux tiendront ce rôle en même temps.',
        options: [until],
        field: 'roles',
      });
    } else if (choice === 'end' && compareDates(eve, wanted.from) >= 0) {
      if (to === null || compareDates(eve, to) < 0) to = eve;
      draft.find('warning', `holder-starts-later:${role}`, known, {
        detail: `Le nouveau rôle se terminera le ${formatDate(eve)}.`,
        options: [keep],
        field: 'roles',
      });
    } else {
      settled = false;
      draft.find('blocking', `later-holder:${role}`, known, {
        detail: 'Ce rôle est déjà donné pour plus tard : choisissez.',
        options: compareDates(eve, wanted.from) >= 0 ? [until, keep] : [keep],
        field: 'roles',
      });
    }
  }
  return settled ? to : false;
}

const TITLES = new Set(['m', 'mr', 'mme', 'mlle', 'monsieur', 'madame', 'mademoiselle', 'dr', 'abbe', 'pere', 'soeur']);

/** Whether a name as typed ("Mme Dupont", "Dupont Pierre") may be that holder's. Nothing typed fits anybody. */
function fits({ name }: Replacement, holder: string): boolean {
  if (name === null) return true;
  const typed = foldForSearch(name)
    .split(' ')
    .filter((word) => word !== '' && !TITLES.has(word));
  const known = foldForSearch(holder).split(' ');
  if (typed.length === 0) return true;
  return typed.every((word) => known.some((other) => other === word || alike(word, other)));
}

/** "Dupond" and "Dupont": a slip of one letter in a word that is long enough. */
function alike(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 4 && nameSimilarity(a, b) >= 0.8;
}
