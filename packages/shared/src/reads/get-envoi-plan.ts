import type { StaffActor } from '../commands/context.ts';
import type { EnvoiLink, EnvoiPlan } from '../contracts/envoi-plan.ts';
import type { Database } from '../db/client.ts';
import { type CivilDate, todayInBrussels } from '../domain/dates.ts';
import type { Role } from '../domain/roles.ts';
import { whySecondPerson } from '../domain/second-person.ts';
import { STATE_LABELS } from '../domain/transitions.ts';
import { requestType } from '../request-types/registry.ts';
import { getRequestOrThrow, loadEnvoi, type LoadedRequest } from './load-request.ts';
import { listStaffActs } from './list-staff-acts.ts';
import { chainHash, planChain } from './plan-chain.ts';
import { describePlan, type PlannedRequest } from './plan-request.ts';
import { viewFindings } from './view-findings.ts';

/**
 * What approving all that is to be decided of an envoi would do, request by request, each on the state that those before
 * it will have left.
 * @throws NotFoundError when there is no such request in the actor's region
 */
export async function getEnvoiPlan(
  db: Database,
  actor: StaffActor,
  requestId: string,
  { now, singleHolderRoles, fourEyes }: { now: Date; singleHolderRoles: readonly Role[]; fourEyes: boolean },
): Promise<EnvoiPlan> {
  const { submission } = await getRequestOrThrow(db, requestId, actor.regionId);
  const today = todayInBrussels(now);
  const envoi = await loadEnvoi(db, submission.id);
  const isOpen = ({ request, stored }: LoadedRequest) => request.state === 'submitted' && stored.kind === 'payload';
  const planned = await planChain(db, envoi.filter(isOpen), { today, singleHolderRoles });
  const chain = planned.filter((link): link is PlannedRequest => link !== null);
  return {
    reference: submission.reference,
    total: envoi.length,
    links: chain.map((link) => viewLink(link, today)),
    leftOut: envoi.filter((one) => !isOpen(one)).map(viewLeftOut),
    shownHash: chain.length > 0 ? chainHash(chain) : null,
    ...rightToDecide(actor, chain, fourEyes),
  };
}

function nameOf({ request }: LoadedRequest) {
  const { id, position, type, subject } = request;
  return { id, position, typeLabel: requestType(type).label, subject };
}

function viewLink(link: PlannedRequest, today: CivilDate): EnvoiLink {
  return {
    ...nameOf(link),
    version: link.request.version,
    sentence: requestType(link.request.type).sentence(link.payload),
    effects: describePlan(link, today),
    findings: viewFindings(link.plan.findings),
  };
}

function viewLeftOut(loaded: LoadedRequest): EnvoiPlan['leftOut'][number] {
  const { state } = loaded.request;
  return { ...nameOf(loaded), state, stateLabel: STATE_LABELS[state] };
}

function rightToDecide(
  actor: StaffActor,
  chain: readonly PlannedRequest[],
  fourEyes: boolean,
): Pick<EnvoiPlan, 'mayDecide' | 'mayNotDecideBecause'> {
  const reasons = chain.flatMap((link) => {
    const why = whySecondPerson(actor, { personIds: link.plan.personIds, acts: listStaffActs(link) }, { fourEyes });
    return why === null ? [] : [`Demande ${link.request.position}. ${why}`];
  });
  const reason = actor.role === 'reader' ? 'Votre accès permet de lire, pas de décider.' : (reasons[0] ?? null);
  return { mayDecide: reason === null, mayNotDecideBecause: reason };
}
