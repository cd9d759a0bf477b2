import { isCivilDate } from '../domain/dates.ts';
import { isRole } from '../domain/roles.ts';
import { DELAY_SETTINGS } from './delay-settings.ts';
import { MAILING_SETTINGS } from './mailing-settings.ts';
import { RETENTION_SETTINGS } from './retention-settings.ts';
import type { SettingDefinition, ValueOf } from './setting-definition.ts';
import { TEXT_SETTINGS } from './text-settings.ts';

/**
 * Every delay and text that a secretariat may choose, once: screens, bounds, defaults and readers are made from this.
 * The environment may give another default (`settingDefaults`); a row of the table `setting` replaces both.
 */
export const SETTINGS = { ...TEXT_SETTINGS, ...DELAY_SETTINGS, ...MAILING_SETTINGS, ...RETENTION_SETTINGS };

export type SettingKey = keyof typeof SETTINGS;
export type SettingValues = { readonly [K in SettingKey]: ValueOf<(typeof SETTINGS)[K]> };
export type SettingValue = SettingValues[SettingKey];

/** What an installation gives instead of the proposed values. */
export type SettingDefaults = Partial<SettingValues>;

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

/** The definition of a setting, whatever its kind. */
export function settingOf(key: SettingKey): SettingDefinition {
  return SETTINGS[key];
}

/** The values in force: what was chosen, else what the installation gives, else what is proposed. */
export function settingsInForce(given: SettingDefaults, chosen: Readonly<Record<string, unknown>>): SettingValues {
  const values = SETTING_KEYS.map((key) => {
    // What no longer fits, because the bounds are others by now, counts as not chosen.
    const value = fits(settingOf(key), chosen[key]) ? chosen[key] : (given[key] ?? settingOf(key).given);
    return [key, value];
  });
  return Object.fromEntries(values) as SettingValues;
}

/** Whether a value is one that may stand for this setting. */
export function fits(definition: SettingDefinition, value: unknown): value is SettingValue {
  switch (definition.kind) {
    case 'number':
      return isWhole(value) && value >= definition.min && value <= definition.max;
    case 'numbers':
      return (
        Array.isArray(value) &&
        value.length <= definition.most &&
        value.every((one, at) => isWhole(one) && one > (value[at - 1] ?? 0) && one <= definition.max)
      );
    case 'day':
      // A day that some years do not have is none.
      return value === '' || (typeof value === 'string' && isCivilDate(`2001-${value}`));
    case 'yes-no':
      return typeof value === 'boolean';
    case 'roles':
      return (
        Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((one) => isRole(one) && one !== definition.without)
      );
    default:
      return (
        typeof value === 'string' &&
        value.length <= definition.longest &&
        (definition.mayBeEmpty || value.trim() !== '')
      );
  }
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}
