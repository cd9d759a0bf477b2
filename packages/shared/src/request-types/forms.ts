import { memberChangeForm } from './member-change/form.ts';
import { newMemberForm } from './new-member/form.ts';
import { poChangeForm } from './po-change/form.ts';
import { removalForm } from './removal/form.ts';
import type { RequestForm } from './request-type.ts';

/** The forms of every request type, in the order in which people are offered them. Safe for the browser. */
const FORMS = {
  'new-member': newMemberForm,
  removal: removalForm,
  'member-change': memberChangeForm,
  'po-change': poChangeForm,
};

/** Those that staff order, about an applied request or the register itself: no form offers them. */
const STAFF_TYPES = {
  revert: 'Annulation',
  'register-edit': 'Modification du secrétariat',
  'merge-persons': 'Fusion de fiches',
};
export type StaffTypeName = keyof typeof STAFF_TYPES;
/** The type of the requests that take another one back. */
export const COUNTER_REQUEST: StaffTypeName = 'revert';
/** The type of what staff change in the register by themselves. */
export const REGISTER_EDIT: StaffTypeName = 'register-edit';
/** The type of the requests that make one record of two. */
export const MERGER: StaffTypeName = 'merge-persons';
export const STAFF_TYPE_NAMES = Object.keys(STAFF_TYPES) as StaffTypeName[];

/** Whether nobody outside asks for requests of this type. */
export function isStaffTypeName(value: string): value is StaffTypeName {
  return Object.hasOwn(STAFF_TYPES, value);
}

export type RequestTypeName = keyof typeof FORMS;

export const REQUEST_TYPE_NAMES = Object.keys(FORMS) as RequestTypeName[];

export function isRequestTypeName(value: unknown): value is RequestTypeName {
  return typeof value === 'string' && Object.hasOwn(FORMS, value);
}

/** The form of a type; what its payload holds is the type's own affair. */
export function requestForm(name: RequestTypeName): RequestForm<unknown> {
  return FORMS[name];
}

/** What staff call a kind of request, offered on a form or ordered by themselves; the name itself when nobody knows it. */
export function typeLabel(name: string): string {
  if (isRequestTypeName(name)) return FORMS[name].label;
  return isStaffTypeName(name) ? STAFF_TYPES[name] : name;
}
