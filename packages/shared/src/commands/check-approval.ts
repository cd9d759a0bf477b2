import { ConflictError, InvalidInputError, StalePlanError } from '../errors/errors.ts';
import type { PlannedRequest } from '../reads/plan-request.ts';
import type { Finding, Plan } from '../request-types/plan.ts';
import type { Approval } from './approve-request.ts';
import type { StaffActor } from './context.ts';
import { type DecisionSettings, refuseAlone } from './staff-decision.ts';

/** A finding that nobody has settled or seen stands in the way of an approval. */
export class UnsettledError extends InvalidInputError {
  readonly findings: readonly Finding[];

  constructor(message: string, findings: readonly Finding[], userMessage: string) {
    const issues = findings.map(({ code, message: sentence }) => ({ path: code, message: sentence }));
    super(message, issues, { userMessage });
    this.findings = findings;
  }
}

/**
 * Whether what was planned may be approved as asked; the state of the request is not looked at.
 * @throws what `approveRequest` throws
 */
export function checkApproval(
  actor: StaffActor,
  planned: PlannedRequest | null,
  { requestId, shownHash, acknowledged }: Pick<Approval, 'requestId' | 'shownHash' | 'acknowledged'>,
  settings: Pick<DecisionSettings, 'fourEyes'>,
): asserts planned is PlannedRequest {
  if (!planned) {
    throw new ConflictError(`The payload of change request ${requestId} has been erased.`, {
      userMessage: 'Le contenu de cette demande a été effacé.',
    });
  }
  refuseAlone(actor, planned, planned.plan.personIds, settings);
  if (shownHash !== null && planned.shownHash !== shownHash) {
    throw new StalePlanError(`The plan of change request ${requestId} is not the one that was shown.`);
  }
  refuseUnsettled(planned.plan, shownHash === null ? [] : acknowledged);
}

/** @throws UnsettledError while a finding of the plan blocks, or a warning is not ticked */
export function refuseUnsettled(plan: Plan, acknowledged: readonly string[]): void {
  const blocking = plan.findings.filter((finding) => finding.severity === 'blocking');
  if (blocking.length > 0) {
    throw new UnsettledError(
      `${blocking.length} finding(s) block the approval: ${blocking.map((finding) => finding.code).join(', ')}.`,
      blocking,
      'Un constat empêche encore d’approuver : réglez-le d’abord.',
    );
  }
  const unseen = plan.findings.filter(({ severity, code }) => severity === 'warning' && !acknowledged.includes(code));
  if (unseen.length > 0) {
    throw new UnsettledError(
      `${unseen.length} warning(s) not acknowledged: ${unseen.map((finding) => finding.code).join(', ')}.`,
      unseen,
      'Cochez que vous avez vu chaque avertissement.',
    );
  }
}
