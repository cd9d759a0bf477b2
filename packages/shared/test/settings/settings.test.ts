import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readSetting } from '../../src/settings/read-setting.ts';
import { sayBounds, sayMonths, saySetting, typeSetting } from '../../src/settings/say-setting.ts';
import { settingConflicts } from '../../src/settings/setting-conflicts.ts';
import { settingDefaults } from '../../src/settings/setting-defaults.ts';
import { fits, SETTING_KEYS, SETTINGS, settingOf, settingsInForce } from '../../src/settings/settings.ts';

/** The installation gives these, not the list. */
const CONTACTS = ['secretariat-name', 'secretariat-email'];

describe('every setting', () => {
  test.each(SETTING_KEYS)('%s is described, and stands within its own bounds by itself', (key) => {
    const definition = settingOf(key);
    for (const words of [definition.label, definition.explanation, definition.group, sayBounds(key)])
      expect(words).toMatch(/^\S.*\S$/s);
    expect(CONTACTS.includes(key) || fits(definition, definition.given)).toBe(true);
    // What a field shows is what it takes.
    const typed = typeSetting(key, definition.given);
    if (!CONTACTS.includes(key)) expect(readSetting(key, typed)).toEqual({ ok: true, value: definition.given });
  });

  test('together contradict each other in nothing', () => {
    expect(settingConflicts(settingsInForce({}, {}))).toEqual([]);
  });
});

describe('what is typed', () => {
  test.each([
    ['undo-delay', '3601'],
    ['undo-delay', '-1'],
    ['undo-delay', '1e2'],
    ['undo-delay', ''],
    ['correction-reminders', '12, 5'],
    ['correction-reminders', '5, 5'],
    ['correction-reminders', '1, 2, 3, 4, 5'],
    ['correction-reminders', '5, bientôt'],
    ['secretariat-email', 'pas une adresse'],
    ['secretariat-name', '   '],
    ['mail-signature', 'x'.repeat(601)],
    ['sign-in-link', '4'],
    ['own-address-link', '169'],
    ['colleague-contacts', 'peut-être'],
    ['colleague-contacts', ''],
  ] as const)('for %s is refused in French: %s', (key, typed) => {
    const read = readSetting(key, typed);
    expect(read).toMatchObject({ ok: false });
    expect(read.ok ? '' : read.message).toMatch(/^\p{Lu}.*[.?]$/su);
  });

  test('is read as people write', () => {
    expect(readSetting('correction-reminders', ' 5 ; 12 ')).toEqual({ ok: true, value: [5, 12] });
    expect(readSetting('correction-reminders', '')).toEqual({ ok: true, value: [] });
    expect(readSetting('form-notice', '  ')).toEqual({ ok: true, value: '' });
    expect(saySetting('correction-reminders', [5, 12, 20])).toBe('5, 12 et 20 jours ouvrables');
    expect(readSetting('colleague-contacts', ' Oui ')).toEqual({ ok: true, value: true });
    expect(saySetting('colleague-contacts', false)).toBe('non');
    expect(saySetting('correction-reminders', [])).toBe('aucun');
    expect([sayMonths(60), sayMonths(12), sayMonths(18)]).toEqual(['5 ans', 'un an', '18 mois']);
  });
});

test('what is chosen comes before what the environment gives, and both before what is proposed', () => {
  const given = settingDefaults({
    UNDO_DELAY: 30,
    AGE_ALERT_DAYS: [2, 9],
    COLLEAGUE_CONTACTS: true,
    RETENTION: { mails: 6 },
  });
  expect(given).toEqual({
    'undo-delay': 30,
    'age-slow': 2,
    'age-late': 9,
    'colleague-contacts': true,
    'retention-mails': 6,
  });
  const values = settingsInForce(given, {
    'undo-delay': 0,
    'colleague-contacts': false,
    'age-late': 'jamais',
    'gone-since': 3,
  });
  expect(values).toMatchObject({
    'undo-delay': 0,
    'colleague-contacts': false,
    'age-late': 9,
    'retention-mails': 6,
    'activation-link': 14,
  });
  expect(Object.keys(values)).toHaveLength(SETTING_KEYS.length);
});

test('contradictions are told with what to change first', () => {
  const slow = settingsInForce({}, { 'age-slow': 5, 'age-late': 5 });
  expect(settingConflicts(slow)).toMatchObject([{ keys: ['age-slow', 'age-late'] }]);
  const dead = settingsInForce({}, { 'correction-lapse': 12 });
  expect(settingConflicts(dead)[0]?.message).toContain('Changez d’abord l’autre délai.');
  const late = settingsInForce({}, { 'activation-link': 12 });
  expect(settingConflicts(late)).toMatchObject([{ keys: ['activation-reminders', 'activation-link'] }]);
});

test('the function of the database that opens receipts gives links the same life as the list', () => {
  const migration = readFileSync(new URL('../../migrations/0057_settings.sql', import.meta.url), 'utf8');
  const [, given] = /'tracking-link', (\d+)\)/.exec(migration) ?? [];
  expect(Number(given)).toBe(SETTINGS['tracking-link'].given);
});
