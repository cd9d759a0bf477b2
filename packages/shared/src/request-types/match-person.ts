import type { CivilDate } from '../domain/dates.ts';
import { formatDate } from '../domain/dates.ts';
import { type AskedIdentity, compareIdentity, formatName } from '../domain/names.ts';
import { foldForSearch } from '../domain/text.ts';
import type { PersonState, World } from '../effects/world.ts';
import type { SettlementOption } from './plan.ts';
import type { PlanDraft } from './plan-draft.ts';
import type { FactsWithPo } from './request-type.ts';

type Candidate = { person: PersonState; match: 'exact' | 'probable'; reasons: string[] };

/** Persons of the world that may be the one asked for: exact ones first, then by number of reasons, then by name. */
export function findCandidates(world: World, asked: AskedIdentity, among: readonly string[]): Candidate[] {
  return among
    .flatMap((id): Candidate[] => {
      const person = world.persons[id];
      if (!person || person.mergedInto !== undefined) return [];
      const { match, reasons } = compareIdentity(asked, person);
      return match === 'none' ? [] : [{ person, match, reasons }];
    })
    .sort(
      (a, b) =>
        Number(b.match === 'exact') - Number(a.match === 'exact') ||
        b.reasons.length - a.reasons.length ||
        formatName(a.person).localeCompare(formatName(b.person), 'fr') ||
        (a.person.id < b.person.id ? -1 : 1),
    );
}

/** Everybody with a mandate in the PO that was not annulled, whatever its dates. */
export function membersOf(world: World, poId: string): string[] {
  const ids = Object.values(world.mandates)
    .filter((mandate) => mandate.poId === poId && !mandate.annulled)
    .map((mandate) => mandate.personId);
  return [...new Set(ids)].sort();
}

/**
 * The known person a new member is, 'new' for nobody known, or null while staff must choose. Only an exact identity is
 * taken without asking, and shown; people are never merged on likeness (DESIGN.md §5).
 */
export function matchNewcomer(
  asked: AskedIdentity & { birthDate: CivilDate },
  facts: FactsWithPo,
  draft: PlanDraft,
): PersonState | 'new' | null {
  const chosen = readChoice(facts, draft);
  if (chosen) return chosen === 'unknown' ? null : chosen;
  const candidates = findCandidates(draft.world, asked, Object.keys(draft.world.persons));
  const exact = candidates.filter((candidate) => candidate.match === 'exact');
  const [only] = exact;
  if (only && exact.length === 1) {
    draft.find('info', 'person-known', 'Même nom et même date de naissance : la fiche existante sera complétée.', {
      detail: whereKnown(draft.world, only.person),
      options: [{ label: 'Autre personne', detail: 'une nouvelle fiche sera créée', set: { personId: 'new' } }],
    });
    return only.person;
  }
  if (candidates.length > 0) {
    draft.find(
      'blocking',
      exact.length > 1 ? 'several-persons' : 'person-probable',
      exact.length > 1
        ? 'Plusieurs fiches portent ce nom et cette date de naissance : choisissez.'
        : 'Cette personne est peut-être déjà connue : choisissez.',
      {
        options: [
          ...candidates.map((candidate) => optionOf(draft.world, candidate)),
          { label: 'Aucune d’elles', detail: 'une nouvelle fiche sera créée', set: { personId: 'new' } },
        ],
      },
    );
    return null;
  }
  return 'new';
}

/** The member of the PO that a removal or a change is about, or null while staff must choose. */
export function matchMember(asked: AskedIdentity, facts: FactsWithPo, draft: PlanDraft): PersonState | null {
  const chosen = readChoice(facts, draft);
  if (chosen) return chosen === 'unknown' || chosen === 'new' ? null : chosen;
  const members = membersOf(draft.world, facts.poId);
  const candidates = findCandidates(draft.world, asked, members);
  const sameNames = candidates.filter(({ person, match }) => match === 'exact' || hasNames(person, asked));
  const [only] = sameNames;
  if (only && sameNames.length === 1) {
    const doubt = asked.birthDate && asked.birthDate !== only.person.birthDate;
    if (doubt) {
      draft.find(
        'warning',
        'other-birth-date',
        `La date de naissance indiquée n’est pas celle que nous connaissons (${formatDate(only.person.birthDate)}).`,
      );
    }
    return only.person;
  }
  if (candidates.length > 0) {
    draft.find(
      'blocking',
      'several-members',
      candidates.length > 1
        ? 'Plusieurs membres de ce PO peuvent être cette personne : choisissez.'
        : 'Un membre de ce PO porte un nom proche : confirmez que c’est bien lui ou elle.',
      { options: candidates.map((candidate) => optionOf(draft.world, candidate)) },
    );
    return null;
  }
  draft.find(
    'blocking',
    'member-not-found',
    'Aucun membre de ce PO ne porte ce nom. Choisissez la personne, ou refusez la demande.',
    {
      options: members.flatMap((id) => {
        const person = draft.world.persons[id];
        return person ? [optionOf(draft.world, { person, match: 'probable', reasons: [] })] : [];
      }),
    },
  );
  return null;
}

function hasNames(person: PersonState, asked: AskedIdentity): boolean {
  return (
    foldForSearch(person.lastName) === foldForSearch(asked.lastName) &&
    foldForSearch(person.firstName) === foldForSearch(asked.firstName)
  );
}

function readChoice(facts: FactsWithPo, draft: PlanDraft): PersonState | 'new' | 'unknown' | null {
  const { personId } = facts.settlement;
  if (personId === undefined) return null;
  if (personId === 'new') return 'new';
  const person = draft.world.persons[personId];
  if (person && person.mergedInto === undefined) return person;
  draft.find('blocking', 'chosen-person-gone', 'La personne choisie n’est plus dans la base : choisissez à nouveau.');
  return 'unknown';
}

function optionOf(world: World, { person, reasons }: Candidate): SettlementOption {
  const detail = [`né·e le ${formatDate(person.birthDate)}`, whereKnown(world, person), ...reasons];
  return { label: formatName(person), detail: detail.filter(Boolean).join(' ; '), set: { personId: person.id } };
}

function whereKnown(world: World, person: PersonState): string {
  const names = Object.values(world.mandates)
    .filter((mandate) => mandate.personId === person.id && !mandate.annulled)
    .map((mandate) => world.pos[mandate.poId]?.name)
    .filter((name) => name !== undefined);
  return names.length > 0 ? `connu·e par ${[...new Set(names)].sort().join(', ')}` : 'sans mandat';
}
