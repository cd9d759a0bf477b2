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

export type RequestTypeName = keyof typeof FORMS;

export const REQUEST_TYPE_NAMES = Object.keys(FORMS) as RequestTypeName[];

export function isRequestTypeName(value: unknown): value is RequestTypeName {
  return typeof value === 'string' && Object.hasOwn(FORMS, value);
}

/** The form of a type; what its payload holds is the type's own affair. */
export function requestForm(name: RequestTypeName): RequestForm<unknown> {
  return FORMS[name];
}
