import type { StaffAct } from '../domain/second-person.ts';
import { requestType } from '../request-types/registry.ts';
import type { LoadedRequest } from './load-request.ts';

/** What people of the secretariat did to a request themselves, before anybody decides it. */
export function listStaffActs({ request, submission }: Pick<LoadedRequest, 'request' | 'submission'>): StaffAct[] {
  const { corrections = {}, correctedBy = {}, mergedBy = {} } = request.settlement;
  const { enteredBy } = submission;
  return [
    ...(enteredBy === null
      ? []
      : [{ act: requestType(request.type).ordered ? ('ordered' as const) : ('entered' as const), by: enteredBy }]),
    ...Object.keys(corrections).flatMap((field) =>
      correctedBy[field] === undefined ? [] : [{ act: 'corrected' as const, by: correctedBy[field] }],
    ),
    ...Object.values(mergedBy).map((by) => ({ act: 'merged' as const, by })),
  ];
}
