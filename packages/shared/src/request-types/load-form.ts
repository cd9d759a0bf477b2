import type { RequestTypeName } from './forms.ts';
import type { RequestForm } from './request-type.ts';

/** The form of one type alone, for pages that must be light: browsers fetch it when it is asked for. */
const LOADERS: Record<RequestTypeName, () => Promise<RequestForm<unknown>>> = {
  'new-member': () => import('./new-member/form.ts').then(({ newMemberForm }) => newMemberForm),
  removal: () => import('./removal/form.ts').then(({ removalForm }) => removalForm),
  'member-change': () => import('./member-change/form.ts').then(({ memberChangeForm }) => memberChangeForm),
  'po-change': () => import('./po-change/form.ts').then(({ poChangeForm }) => poChangeForm),
};

export function loadRequestForm(name: RequestTypeName): Promise<RequestForm<unknown>> {
  return LOADERS[name]();
}
