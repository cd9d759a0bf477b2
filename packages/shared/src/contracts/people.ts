import * as z from 'zod/mini';
import { contract } from './contract.ts';

const match = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The PO of the latest mandate, to look the person up in. */
  poId: z.string(),
  /** "Trésorière · Collège de la Maquette": the roles of today, and where. */
  detail: z.string(),
});
export type PersonMatch = z.output<typeof match>;

export const searchPeople = contract({
  method: 'GET',
  path: '/api/people',
  access: 'staff',
  summary: 'People with a mandate in a PO of the secretariat, by name, e-mail or telephone; typos in names forgiven.',
  query: z.strictObject({ q: z.string().check(z.maxLength(100)) }),
  response: z.strictObject({ people: z.array(match) }),
});
