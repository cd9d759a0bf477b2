import { listPublicSchools } from '@guichet/shared/reads/public-pos';
import type { RequestTypeName } from '@guichet/shared/request-types/forms';
import type { Answer } from '@guichet/shared/request-types/request-type';
import { stepForm } from '../../form/step-forms.ts';
import type { Draft } from '../drafts/draft.ts';
import { type Intake, today } from '../intake.ts';

/** Says a school that was chosen by its number with its name: people chose a name. */
export async function namedSchools(
  intake: Intake,
  draft: Draft,
): Promise<(type: RequestTypeName, answer: Answer) => Answer> {
  const chosen = draft.requests.flatMap(({ type, values }) => schoolFields(type).filter((name) => values[name]));
  const poId = draft.po?.id ?? null;
  if (chosen.length === 0 || poId === null) return (_type, answer) => answer;
  // Without the names the numbers still say it: the review must also come up while the database is away.
  const schools = await listPublicSchools(intake.submit.db, poId, today(intake)).catch(() => []);
  const names = new Map(schools.map(({ value, name }) => [value, name]));
  return (type, answer) => {
    const name = schoolFields(type).includes(answer.field) ? names.get(answer.value) : undefined;
    return name === undefined || name === answer.value
      ? answer
      : { ...answer, value: `${name} (FASE ${answer.value})` };
  };
}

function schoolFields(type: RequestTypeName): string[] {
  return stepForm(type)
    .groups.flatMap(({ fields }) => fields)
    .filter(({ kind }) => kind === 'school')
    .map(({ name }) => name);
}
