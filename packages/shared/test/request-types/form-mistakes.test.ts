import { describe, expect, test } from '@jest/globals';
import { emptyValues, type FormValues } from '../../src/request-types/fields.ts';
import { REQUEST_TYPE_NAMES, type RequestTypeName, requestForm } from '../../src/request-types/forms.ts';
import { requestType } from '../../src/request-types/registry.ts';

function mistakes(name: RequestTypeName, values: FormValues): string[] {
  const form = requestForm(name);
  const result = form.form.safeParse({ ...emptyValues(form.groups), ...values });
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
}

describe('the form of a request', () => {
  test.each(REQUEST_TYPE_NAMES)(
    'of type %s accepts its own samples and refuses an empty one with a French sentence',
    (name) => {
      const { form, groups } = requestForm(name);
      for (const { values } of requestType(name).samples) expect(form.safeParse(values).success).toBe(true);
      const empty = form.safeParse(emptyValues(groups));
      expect(empty.success).toBe(false);
      for (const { message } of empty.error?.issues ?? []) expect(message).toMatch(/^[A-ZÀÉ].*[.?»]$/);
    },
  );

  test('tells every mistake at once, also those that only show when answers are read together', () => {
    expect(mistakes('new-member', {})).toContain('email');
    expect(mistakes('member-change', { addedRoles: ['secretary'], phone: '1' })).toEqual(
      expect.arrayContaining(['firstName', 'phone', 'addedFrom.day']),
    );
  });

  test('says one thing about one answer', () => {
    expect(mistakes('new-member', { email: 'x', noEmail: '' }).filter((path) => path === 'email')).toHaveLength(1);
    expect(mistakes('new-member', { email: 'jeanne@maquette.example', noEmail: 'yes' })).not.toContain('email');
  });

  test('survives a list that no page of ours sends', () => {
    expect(mistakes('member-change', { addedRoles: ['emperor'] })).toContain('addedRoles');
  });
});
