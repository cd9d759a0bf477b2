import type { RequestTypeName, StaffTypeName } from './forms.ts';
import { memberChange } from './member-change/member-change.ts';
import { mergePersons } from './merge-persons/merge-persons.ts';
import { newMember } from './new-member/new-member.ts';
import { poChange } from './po-change/po-change.ts';
import { removal } from './removal/removal.ts';
import type { RequestType } from './request-type.ts';
import { revert } from './revert/revert.ts';
import { registerEdit } from './register-edit/register-edit.ts';

const REGISTRY = {
  'new-member': newMember,
  removal,
  'member-change': memberChange,
  'po-change': poChange,
  revert,
  'register-edit': registerEdit,
  'merge-persons': mergePersons,
};

// What a payload holds is its type's own affair: outside, it goes in and out of one type only. The one commented cast.
const TYPES: Record<RequestTypeName | StaffTypeName, RequestType<unknown>> = REGISTRY as unknown as Record<
  RequestTypeName | StaffTypeName,
  RequestType<unknown>
>;

/**
 * The request type of a name, as stored with each request.
 * @throws when no such type is registered: a request of a type that was taken away
 */
export function requestType(name: string): RequestType<unknown> {
  const type = (TYPES as Record<string, RequestType<unknown> | undefined>)[name];
  if (!type) throw new Error(`No request type "${name}" in the registry.`);
  return type;
}
