import { parsePhone } from '@guichet/shared/domain/phone';
import type { Issue } from '@guichet/shared/errors/errors';
import { type FormPage, groupsOn } from '@guichet/shared/request-types/fields';
import { requestType } from '@guichet/shared/request-types/registry';
import { missingAnswers } from '@guichet/shared/request-types/succession';
import { type Checked, checkAnswers } from '../../form/check-answers.ts';
import { stepForm } from '../../form/step-forms.ts';
import { submitterForm } from '../../form/submitter-form.ts';
import { typedPoForm } from '../../form/typed-po-form.ts';
import { askedIn, type Draft, type DraftRequest, typedPoValues } from './draft.ts';

/** What a request asks, or what is wrong with its answers: also the telephone numbers that do not exist. */
export function checkRequest(request: DraftRequest): Checked<unknown> {
  const { type: name } = request;
  const checked = checkAnswers(stepForm(name), askedIn(request));
  if (!checked.ok) return checked;
  const payload = checked.answers as Record<string, unknown>;
  const issues = (requestType(name).phones as string[]).flatMap((field): Issue[] => {
    const typed = payload[field];
    const phone = typeof typed === 'string' ? parsePhone(typed) : undefined;
    return phone && !phone.ok ? [{ path: field, message: phone.message }] : [];
  });
  return issues.length > 0 ? { ok: false, issues } : checked;
}

/** What is wrong on one page of a request; a question that was put and not answered is wrong too. */
export function issuesOn(request: DraftRequest, page?: FormPage): Issue[] {
  const { groups } = stepForm(request.type);
  const elsewhere = groups
    .filter((group) => group.page !== page)
    .flatMap((group) => group.fields.map(({ name }) => name));
  const checked = checkRequest(request);
  const wrong = checked.ok ? [] : checked.issues.filter(({ path }) => !elsewhere.includes(path.split('.')[0] ?? path));
  return [...wrong, ...missingAnswers(groupsOn(groups, page), request.values)];
}

export function checkSubmitter(draft: Draft) {
  return checkAnswers(submitterForm, draft.submitter);
}

export function hasPo(draft: Draft): boolean {
  if (draft.po === null) return false;
  return draft.po.id !== null || checkAnswers(typedPoForm, typedPoValues(draft.po)).ok;
}
