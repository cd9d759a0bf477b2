import type { changeRequest } from '../../db/tables/change-request.ts';
import type { submission } from '../../db/tables/submission.ts';
import { derivedId, hashOf } from '../../domain/hash.ts';
import type { LoadedRequest } from '../../reads/load-request.ts';
import { REGISTER_EDIT } from '../../request-types/forms.ts';
import type { Settlement } from '../../request-types/plan.ts';
import { requestType } from '../../request-types/registry.ts';
import { editKind } from '../../request-types/register-edit/edit-kinds.ts';
import type { RegisterEdit } from '../../request-types/register-edit/payload.ts';
import type { StaffActor } from '../context.ts';

export type ReadOrder = {
  /** Of the order: the same id twice is one request. */
  id: string;
  payload: RegisterEdit;
  /** Null where it is only to be founded. */
  poId: string | null;
  settlement: Settlement;
  /** As it was typed: what names rows may be called otherwise when it comes again. */
  typed: unknown;
};

type Rows = Pick<LoadedRequest, 'submission' | 'request'>;

/**
 * The envoi and the request that an order makes, whether it is stored or only looked at: both are planned alike. Its
 * author is whoever orders it, and has no address: nobody is mailed about it.
 */
export function editRows(actor: StaffActor, order: ReadOrder, now: Date): Rows {
  const { payload, poId, settlement, typed } = order;
  const [id, submissionId] = [derivedId('edit', actor.id, order.id), derivedId('edit-envoi', actor.id, order.id)];
  const envoi: typeof submission.$inferSelect = {
    ...{
      id: submissionId,
      reference: '',
      regionId: actor.regionId,
      poId,
      poTyped: poId === null ? typedPo(payload) : null,
      message: '',
    },
    ...{ submitterName: actor.label, submitterEmail: null, submitterFunction: 'Secrétariat', submitterPersonId: null },
    ...{ channel: 'staff', enteredBy: actor.id, cameBy: null, cameOn: null, emailConfirmedAt: null },
    ...{ privacyReadAt: now, followSha256: null, createdAt: now, erasedAt: null },
    ...{ idempotencyKey: submissionId, bodySha256: hashOf({ typed, settlement }) },
  };
  const request: typeof changeRequest.$inferSelect = {
    ...{ id, submissionId, position: 1, type: REGISTER_EDIT, subject: requestType(REGISTER_EDIT).subject(payload) },
    ...{ regionId: actor.regionId, poId, settlement, createdAt: now },
    ...{ state: 'submitted', version: 1, payloadVersion: 1, findings: null, failure: null, gravest: null },
    ...{ assignedTo: null, revertsId: null, correctedAt: null, setAsideUntil: null, settledAt: null, waits: null },
    ...{ splitFrom: null, mergedInto: null, erasedAt: null },
  };
  return { submission: envoi, request };
}

/** What an envoi says of a PO that is not there: what it will be called, and where it is. */
function typedPo({ edits }: RegisterEdit): { name: string; address: string } {
  const said = edits.flatMap(({ kind, values, target }) => editKind(kind).answers(values, target));
  const answer = (wanted: string) => said.find(([, field]) => field === wanted)?.[2] || '';
  return { name: answer('name'), address: answer('address') };
}

/** An order as it would be loaded, had it been stored. */
export function asLoaded({ submission, request }: Rows, payload: RegisterEdit): LoadedRequest {
  const stored = { kind: 'payload' as const, payload };
  return { request, submission, stored, sent: stored, recorded: null };
}
