import { type CivilDate, compareDates } from '../domain/dates.ts';
import { derivedId } from '../domain/hash.ts';
import { formatName } from '../domain/names.ts';
import { periodsOverlap } from '../domain/periods.ts';
import type { MandateState, PoState, World } from '../effects/world.ts';
import { joinWords } from './format-answers.ts';
import type { Finding, Severity } from './plan.ts';
import { planAccountForMandate } from './plan-account.ts';
import type { PlanDraft } from './plan-draft.ts';

/** In a list of members: every one of them, whoever they are on the day it is decided. */
export const EVERY_MEMBER = 'all';

/** Mandates of a PO that go on that day or begin later, in the order of their members' names. */
export function mandatesFrom(world: World, poId: string, on: CivilDate): MandateState[] {
  return Object.values(world.mandates)
    .filter((mandate) => mandate.poId === poId && !mandate.annulled && !world.persons[mandate.personId]?.deceased)
    .filter(({ period }) => period.to === null || compareDates(period.to, on) >= 0)
    .sort((a, b) => nameOf(world, a).localeCompare(nameOf(world, b), 'fr') || (a.id < b.id ? -1 : 1));
}

/**
 * Whoever is chosen of a PO that ends goes on as a member of the one that takes it over, without roles, for as long as was
 * foreseen. Comes before their mandates end: an account that the new one keeps open does not close.
 * @param chosen ids of persons, or EVERY_MEMBER
 */
export function carryMembers(
  { from: gone, to: heir, on }: { from: PoState; to: PoState; on: CivilDate },
  chosen: readonly string[],
  { draft, key, today }: { draft: PlanDraft; key: string; today: CivilDate },
): void {
  const everybody = chosen.includes(EVERY_MEMBER);
  const going = mandatesFrom(draft.world, gone.id, on).filter(({ personId }) => everybody || chosen.includes(personId));
  const there: string[] = [];
  const told = gatherFindings(draft);
  for (const mandate of going) {
    const { personId, period } = mandate;
    const from = compareDates(period.from, on) > 0 ? period.from : on;
    const wanted = { from, to: period.to };
    const known = Object.values(draft.world.mandates).some(
      (other) =>
        other.personId === personId &&
        other.poId === heir.id &&
        !other.annulled &&
        periodsOverlap(other.period, wanted),
    );
    if (known) {
      there.push(nameOf(draft.world, mandate));
      continue;
    }
    const mandateId = derivedId('mandate', key, mandate.id);
    draft.add({ kind: 'open-mandate', mandateId, personId, poId: heir.id, ...wanted });
    planAccountForMandate(personId, mandateId, from, today, told.about(nameOf(draft.world, mandate)));
  }
  told.find();
  if (there.length > 0)
    draft.find('info', 'members-there', `${joinWords([...new Set(there)])} : déjà membre de ${heir.name}.`, {
      detail: 'Ce mandat reste tel quel, aucun autre ne s’y ajoute.',
    });
  findOthers(going, chosen, { heir, everybody }, draft);
}

/** What becomes of those who are not taken along, and of those who were named and are members no more by then. */
function findOthers(
  going: readonly MandateState[],
  chosen: readonly string[],
  { heir, everybody }: { heir: PoState; everybody: boolean },
  draft: PlanDraft,
): void {
  const gone = chosen.filter((id) => id !== EVERY_MEMBER && !going.some(({ personId }) => personId === id));
  const names = gone.flatMap((id) => {
    const person = draft.world.persons[id];
    return person ? [formatName(person)] : [];
  });
  if (gone.length > 0 && !everybody)
    draft.find('info', 'members-gone', `Sans mandat à cette date : ${joinWords(names)}.`);
  if (!everybody)
    draft.find(
      'info',
      'members-stay-behind',
      going.length === 0
        ? `Les membres ne deviennent pas d’eux-mêmes membres de ${heir.name}.`
        : `Les autres membres ne deviennent pas membres de ${heir.name}.`,
      { detail: 'Cochez ceux qui le rejoignent, ou donnez-leur un mandat plus tard depuis la page de ce PO.' },
    );
  if (going.length > 0)
    draft.find('info', 'members-without-roles', `Les rôles dans ${heir.name} ne sont pas repris.`, {
      detail: 'Donnez-les depuis la page de ce PO, à qui les y exerce.',
    });
}

/** The same finding about several people is one finding that names them. */
function gatherFindings(draft: PlanDraft) {
  type Gathered = { severity: Severity; code: string; message: string; more: Partial<Finding>; names: string[] };
  const gathered: Gathered[] = [];
  return {
    about: (name: string): PlanDraft => {
      const find: PlanDraft['find'] = (severity, code, message, more = {}) => {
        const same = gathered.find((known) => known.code === code && known.message === message);
        if (same) same.names.push(name);
        else gathered.push({ severity, code, message, more, names: [name] });
      };
      return Object.assign(Object.create(draft) as PlanDraft, { find });
    },
    find: () => {
      const count = (code: string) => gathered.filter((one) => one.code === code).length;
      for (const [n, { severity, code, message, more, names }] of gathered.entries()) {
        const { field: _, ...rest } = more;
        // Ticked by code: two sentences under one code are two findings.
        draft.find(severity, count(code) > 1 ? `${code}:m${n + 1}` : code, `${joinWords(names)} : ${message}`, rest);
      }
    },
  };
}

function nameOf(world: World, { personId }: MandateState): string {
  const person = world.persons[personId];
  return person ? formatName(person) : 'cette personne';
}
