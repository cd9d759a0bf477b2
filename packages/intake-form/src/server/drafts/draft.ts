import { type FormValues, readValues } from '@guichet/shared/request-types/fields';
import type { RequestTypeName } from '@guichet/shared/request-types/forms';
import { stepForm } from '../../form/step-forms.ts';

/** A PO of the list, or one that was typed because the list does not know it. */
export type DraftPo =
  | { id: string; fase: number; name: string; address: string; place: string }
  | { id: null; name: string; address: string };

export type DraftRequest = { type: RequestTypeName; values: FormValues };

/** An envoi that is being written: one PO, its requests, who sends it. Values are kept as typed, right or wrong. */
export type Draft = {
  /** Raised by each change: what is sent is what was read. */
  version: number;
  startedAt: string;
  po: DraftPo | null;
  requests: DraftRequest[];
  submitter: FormValues;
};

export function newDraft(type: RequestTypeName, po: DraftPo | null, now: Date): Draft {
  return {
    version: 0,
    startedAt: now.toISOString(),
    po,
    requests: [{ type, values: readValues(stepForm(type).groups, {}) }],
    submitter: readValues(stepForm('submitter').groups, {}),
  };
}

/** The draft for another PO: a school that was chosen belonged to the former one. */
export function withPo(draft: Draft, po: DraftPo): Draft {
  if (draft.po?.id === po.id) return { ...draft, po };
  const requests = draft.requests.map(({ type, values }) => {
    const schools = stepForm(type)
      .groups.flatMap(({ fields }) => fields)
      .filter(({ kind }) => kind === 'school');
    return { type, values: { ...values, ...Object.fromEntries(schools.map(({ name }) => [name, ''])) } };
  });
  return { ...draft, po, requests };
}

export function withRequest(draft: Draft, index: number, values: FormValues): Draft {
  return {
    ...draft,
    requests: draft.requests.map((request, at) => (at === index ? { ...request, values } : request)),
  };
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
