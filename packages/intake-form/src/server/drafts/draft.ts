import { randomBytes } from 'node:crypto';
import { type FormValues, readValues } from '@guichet/shared/request-types/fields';
import { type RequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import { askedValues } from '../../form/asked-values.ts';
import { stepForm } from '../../form/step-forms.ts';

/** Requests of one envoi at most; the pages say so. */
export const MOST_REQUESTS = 20;
export const ENOUGH_REQUESTS = 'Un envoi compte 20 demandes au plus. Envoyez celles-ci, puis commencez un autre envoi.';

/** A PO of the list, or one that was typed because the list does not know it. */
export type DraftPo =
  | { id: string; fase: number; name: string; address: string; place: string }
  | { id: null; name: string; address: string };

/**
 * `id` names the request in the pages that show it, wherever it then stands in the list. `recorded`: values that it came
 * filled in with, as they stand in the register; left alone, they ask nothing.
 */
export type DraftRequest = {
  id: string;
  type: RequestTypeName;
  values: FormValues;
  recorded?: Partial<FormValues> | undefined;
};

/** An envoi that is being written: one PO, its requests, who sends it. Values are kept as typed, right or wrong. */
export type Draft = {
  /** Raised by each change: what is sent is what was read. */
  version: number;
  startedAt: string;
  po: DraftPo | null;
  requests: DraftRequest[];
  submitter: FormValues;
  /** Who it is, once that is proven. */
  known?: KnownSubmitter | undefined;
};

/**
 * A submitter who came by a resume link or by the door of the extranet. `proof` is the secret of that link; `members` are
 * the present members of the PO `poId`, for those who may choose among them.
 */
export type KnownSubmitter = { proof: string; poId: string | null; members: readonly KnownMember[] };
export type KnownMember = { id: string; firstName: string; lastName: string };

export function newDraft(type: RequestTypeName, po: DraftPo | null, now: Date): Draft {
  return {
    version: 0,
    startedAt: now.toISOString(),
    po,
    requests: [newRequest(type)],
    submitter: readValues(stepForm('submitter').groups, {}),
  };
}

export function newRequest(type: RequestTypeName, values: Record<string, unknown> = {}): DraftRequest {
  return { id: randomBytes(6).toString('base64url'), type, values: readValues(stepForm(type).groups, values) };
}

/** The draft for another PO: a school that was chosen belonged to the former one, and what is recorded is of that one. */
export function withPo(draft: Draft, po: DraftPo): Draft {
  if (draft.po?.id === po.id) return { ...draft, po };
  const requests = draft.requests.map(({ recorded, ...request }) => {
    const { groups } = stepForm(request.type);
    const schools = groups.flatMap(({ fields }) => fields).filter(({ kind }) => kind === 'school');
    const values = askedValues(groups, request.values, recorded);
    return { ...request, values: { ...values, ...Object.fromEntries(schools.map(({ name }) => [name, ''])) } };
  });
  return { ...draft, po, requests };
}

/** With what was typed on the page of that request; a request that is not there comes last. */
export function withRequest(draft: Draft, request: DraftRequest): Draft {
  const known = draft.requests.some(({ id }) => id === request.id);
  return {
    ...draft,
    requests: known
      ? draft.requests.map((other) => (other.id === request.id ? request : other))
      : [...draft.requests, request],
  };
}

export function withoutRequest(draft: Draft, id: string): Draft {
  return { ...draft, requests: draft.requests.filter((request) => request.id !== id) };
}

/** The PO as typed, for its form; empty when it was chosen from the list. */
export function typedPoValues(po: DraftPo | null): FormValues {
  const { name, address } = po?.id === null ? po : { name: '', address: '' };
  return { name, address };
}

/** The PO with its place, as captions name it. */
export function sayPo(po: DraftPo | null): string {
  if (po === null) return '';
  return po.id !== null && po.place ? `${po.name}, ${po.place}` : po.name;
}

/** The values of a request that ask something. */
export function askedIn({ type, values, recorded }: DraftRequest): FormValues {
  return askedValues(stepForm(type).groups, values, recorded);
}

/** The members to choose from in a request about one of them; none for those who have to type. */
export function membersFor({ po, known }: Draft, type: RequestTypeName): readonly KnownMember[] {
  if (!known || known.poId === null || known.poId !== po?.id) return [];
  return requestForm(type).aboutMember ? known.members : [];
}
