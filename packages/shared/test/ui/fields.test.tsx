import { describe, expect, test } from '@jest/globals';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { AddressFields } from '../../src/ui/address-fields.tsx';
import { Checkbox, CheckboxGroup } from '../../src/ui/checkbox-group.tsx';
import { DateField } from '../../src/ui/date-field.tsx';
import { ErrorSummary } from '../../src/ui/error-summary.tsx';
import { RadioGroup } from '../../src/ui/radio-group.tsx';
import { SelectField } from '../../src/ui/select-field.tsx';
import { TextArea } from '../../src/ui/text-area.tsx';
import { TextField } from '../../src/ui/text-field.tsx';

const error = 'Écrivez une réponse';
const base = { id: 'f', name: 'changes.0.f', label: 'Question', hint: 'Une aide', error };
const options = [
  { value: 'a', label: 'Un' },
  { value: 'b', label: 'Deux', hint: 'Le second' },
];

const fields: [string, ReactElement][] = [
  ['TextField', <TextField {...base} defaultValue="x" />],
  ['TextArea', <TextArea {...base} defaultValue="x" />],
  ['SelectField', <SelectField {...base} options={options} defaultValue="b" />],
  ['RadioGroup', <RadioGroup {...base} options={options} defaultValue="b" />],
  ['CheckboxGroup', <CheckboxGroup {...base} options={options} defaultValue={['b']} />],
  ['Checkbox', <Checkbox {...base} defaultChecked />],
  ['DateField', <DateField {...base} defaultValue={{ day: '4', month: '5', year: '1971' }} />],
];

/** Attributes of every control in the markup. */
function controlsOf(html: string): Record<string, string>[] {
  return [...html.matchAll(/<(?:input|select|textarea)\b([^>]*)>/g)].map(([, text = '']) =>
    Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  );
}

describe.each(fields)('%s', (_name, field) => {
  const html = renderToStaticMarkup(field);
  const controls = controlsOf(html);

  test('every control has a label of its own, and ids are not repeated', () => {
    expect(controls.length).toBeGreaterThan(0);
    for (const { id } of controls) expect(html).toContain(`for="${id}"`);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the field’s id is that of its first control, so that the error summary leads to it', () => {
    expect(controls[0]?.id).toBe('f');
    const summary = renderToStaticMarkup(<ErrorSummary errors={[{ id: 'f', message: error }]} />);
    expect(summary).toContain(`<a href="#f">${error}</a>`);
  });

  test('hint and error are tied to what they are about', () => {
    expect(html).toContain(error);
    const described = [...html.matchAll(/aria-describedby="([^"]+)"/g)].flatMap(([, ids = '']) => ids.split(' '));
    expect(described).toEqual(expect.arrayContaining(['f-hint', 'f-error']));
    for (const id of described) expect(html).toContain(`id="${id}"`);
    expect(html).toContain('aria-invalid="true"');
  });

  test('what was typed is still there', () => {
    expect(html).toMatch(/value="(x|b|true|4)"|>x<\/textarea>/);
    expect(html).toMatch(/x"|>x<|checked=""|selected=""|value="4"/);
  });
});

describe('what a field says', () => {
  test('that it may be left empty, in words; that it may not, to a screen reader', () => {
    expect(renderToStaticMarkup(<TextField id="a" name="a" label="Nom" />)).toContain('(facultatif)');
    const required = renderToStaticMarkup(<TextField id="a" name="a" label="Nom" required />);
    expect(required).not.toContain('facultatif');
    expect(required).toContain('aria-required="true"');
    expect(renderToStaticMarkup(<CheckboxGroup {...base} options={options} required />)).toContain('(obligatoire)');
  });

  test('nothing about hints and errors that are not there', () => {
    const html = renderToStaticMarkup(<TextField id="a" name="a" label="Nom" required />);
    expect(html).not.toMatch(/aria-describedby|aria-invalid|hint|error/);
  });

  test('a date asks for numbers in three boxes and marks the wrong ones only', () => {
    const html = renderToStaticMarkup(<DateField {...base} wrongParts={['month']} autoComplete="bday" required />);
    const [day, month, year] = controlsOf(html);
    expect([day?.name, month?.name, year?.name]).toEqual(['changes.0.f.day', 'changes.0.f.month', 'changes.0.f.year']);
    expect(day).toMatchObject({ inputMode: 'numeric', autoComplete: 'bday-day' });
    expect([day, month, year].map((part) => part?.['aria-invalid'])).toEqual([undefined, 'true', undefined]);
  });

  test('an address names its parts and ties each error to its part', () => {
    const html = renderToStaticMarkup(
      <AddressFields id="adr" name="m.address" legend="Adresse" errors={{ postcode: 'Quatre chiffres' }} own />,
    );
    const names = controlsOf(html).map((control) => control.name);
    expect(names).toEqual(
      ['street', 'number', 'box', 'postcode', 'locality', 'country'].map((part) => `m.address.${part}`),
    );
    expect(html).toContain('id="adr-postcode-error"');
    expect(html.match(/aria-invalid/g)).toHaveLength(1);
    expect(html).toContain('<option value="BE" selected="">Belgique</option>');
  });

  test('an enhanced form attaches to the control', () => {
    const html = renderToStaticMarkup(
      <TextField id="a" name="a" label="Nom" inputProps={{ name: 'registered', 'aria-describedby': 'other' }} />,
    );
    expect(controlsOf(html)[0]).toMatchObject({ id: 'a', name: 'registered', 'aria-describedby': 'other' });
  });
});

describe('the error summary', () => {
  test('is announced, takes the focus without script and counts in words', () => {
    const html = renderToStaticMarkup(
      <ErrorSummary
        errors={[
          { id: 'a', message: 'Un' },
          { id: 'b', message: 'Deux' },
        ]}
      />,
    );
    expect(html).toMatch(/^<div class="error-summary" role="alert" tabindex="-1" autofocus=""/i);
    expect(html).toContain('Il reste 2 choses à corriger');
  });

  test('is not there when all is right', () => {
    expect(renderToStaticMarkup(<ErrorSummary errors={[]} />)).toBe('');
  });
});
