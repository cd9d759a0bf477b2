import type { CivilDate } from '../../domain/dates.ts';
import { derivedId } from '../../domain/hash.ts';
import { formatName } from '../../domain/names.ts';
import { warningClass } from '../../domain/member-import.ts';
import type { Role } from '../../domain/roles.ts';
import { describeEffect, type EffectText } from '../../effects/describe-effect.ts';
import type { Effect } from '../../effects/effect.ts';
import type { World } from '../../effects/world.ts';
import { applyHash } from '../../request-types/make-plan.ts';
import type { MemberChange } from '../../request-types/member-change/payload.ts';
import { planMemberChange } from '../../request-types/member-change/plan.ts';
import { planNewMember } from '../../request-types/new-member/plan.ts';
import type { Finding, Plan, Settlement } from '../../request-types/plan.ts';
import { findAroundRequest } from '../../request-types/plan-common.ts';
import { type PlanDraft, startDraft } from '../../request-types/plan-draft.ts';
import { findBeyondClosing } from '../../request-types/plan-po-end.ts';
import type { FactsWithPo, OpenRequest } from '../../request-types/request-type.ts';
import type { ImportedMember } from './read-row.ts';

/** Raised when the meaning of an import's plans changes: dry runs made before go stale instead of applying differently. */
const PLAN_VERSION = 1;

export type PlanRowInput = {
  importId: string;
  line: number;
  poId: string;
  member: ImportedMember;
  settlement: Settlement;
  openRequests: readonly OpenRequest[];
  singleHolderRoles: readonly Role[];
  today: CivilDate;
  /** Whether its effects are wanted in words: staff read them before, nobody while they are written. */
  inWords: boolean;
};

export type PlannedRow = { plan: Plan; effects: EffectText[]; hash: string; creates: boolean; warnings: string[] };

/**
 * What a row of a list would do, by the plans of requests: somebody with a birth date joins (or is a member already),
 * somebody without one must be a member. Pure; `world` is changed.
 */
export function planRow(input: PlanRowInput, world: World): PlannedRow {
  const { importId, line, poId, member, today } = input;
  const facts: FactsWithPo = {
    requestId: derivedId('import-row', importId, String(line)),
    world,
    poId,
    poCandidates: [],
    submitter: { name: '', personId: null, confirmed: true, roles: [] },
    openRequests: [...input.openRequests],
    announced: [],
    singleHolderRoles: input.singleHolderRoles,
    settlement: input.settlement,
  };
  const draft = startDraft(world);
  findAroundRequest({ ordered: true }, formatName(member), facts, draft);
  if (member.birthDate !== null)
    planNewMember({ ...member, birthDate: member.birthDate, replaces: [] }, facts, today, draft);
  else planKnownMember(member, facts, today, draft);
  findBeyondClosing(draft);
  return finish(draft, input);
}

function planKnownMember(member: ImportedMember, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  const { firstName, lastName, email, phone, address, roles, startDate, endDate } = member;
  const nothing = { newFirstName: null, newLastName: null, birthDate: null, knownBirthDate: null, mandateFrom: null };
  const change: MemberChange = {
    ...{ firstName, lastName, email, phone, address, ...nothing },
    ...{
      addedRoles: roles,
      addedFrom: roles.length > 0 ? startDate : null,
      endedRoles: [],
      endedOn: null,
      replaces: [],
    },
    ...{ mandateTo: endDate, correctedRole: null, correctedRoleFrom: null, correctedRoleTo: null },
  };
  planMemberChange(change, facts, today, draft);
}

/** What a list says again of somebody is no reason to stop. */
const EXPECTED = new Set(['already-member', 'person-known']);

function settle(finding: Finding): Finding[] {
  if (finding.code === 'nothing-changes') return [];
  if (finding.code === 'member-not-found') {
    return [
      {
        code: 'member-not-found',
        severity: 'blocking',
        message: 'Aucun membre de ce PO ne porte ce nom, et la ligne ne donne pas de date de naissance.',
        detail: 'Sans elle, une nouvelle personne ne peut pas être enregistrée.',
      },
    ];
  }
  return [EXPECTED.has(finding.code) ? { ...finding, severity: 'info' } : finding];
}

function finish(draft: PlanDraft, { poId, today, inWords }: PlanRowInput): PlannedRow {
  const findings = draft.findings.flatMap(settle);
  const isBlocked = findings.some(({ severity }) => severity === 'blocking');
  const effects = isBlocked ? [] : [...draft.effects];
  const ids = { personIds: [...draft.personIds], subjectIds: [...draft.subjectIds], poId };
  const plan: Plan = { effects, findings, base: draft.base, version: PLAN_VERSION, ...ids };
  return {
    plan,
    effects: inWords ? effects.map((effect) => describe(draft, effect, today)) : [],
    hash: applyHash(plan),
    creates: effects.some(({ kind }) => kind === 'create-person'),
    // A row that changes nothing needs nobody's tick.
    warnings:
      effects.length === 0
        ? []
        : [
            ...new Set(findings.filter(({ severity }) => severity === 'warning').map(({ code }) => warningClass(code))),
          ].sort(),
  };
}

/** Of an import, mails leave when who orders it says so. */
function describe({ world }: PlanDraft, effect: Effect, today: CivilDate): EffectText {
  const said = describeEffect(world, effect, today);
  return effect.kind === 'invite' || effect.kind === 'reopen-account'
    ? { ...said, detail: 'quand vous laisserez partir les mails de cette liste' }
    : said;
}
