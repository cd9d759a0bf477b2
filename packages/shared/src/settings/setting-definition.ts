import type { Role } from '../domain/roles.ts';

export const SETTING_UNITS = {
  seconds: ['seconde', 'secondes'],
  minutes: ['minute', 'minutes'],
  hours: ['heure', 'heures'],
  days: ['jour', 'jours'],
  'working-days': ['jour ouvrable', 'jours ouvrables'],
  months: ['mois', 'mois'],
  'mails-per-second': ['mail par seconde', 'mails par seconde'],
  mails: ['mail', 'mails'],
} as const;
export type SettingUnit = keyof typeof SETTING_UNITS;

/** The screens of the administration that show settings. */
export const SETTING_ROOMS = ['texts', 'delays', 'mailings', 'retention'] as const;
export type SettingRoom = (typeof SETTING_ROOMS)[number];

type Described = {
  room: SettingRoom;
  /** French: the heading it stands under. */
  group: string;
  /** French. */
  label: string;
  /** French: what it acts on, and from when a change counts. */
  explanation: string;
};

export type NumberSetting = Described & {
  kind: 'number';
  unit: SettingUnit;
  min: number;
  max: number;
  given: number;
};

/** Numbers in rising order, such as the days of reminders; may be empty. */
export type NumbersSetting = Described & {
  kind: 'numbers';
  unit: SettingUnit;
  max: number;
  /** How many at most. */
  most: number;
  given: readonly number[];
};

/** One line, or a text of several paragraphs. */
export type TextSetting = Described & {
  kind: 'line' | 'text';
  longest: number;
  format?: 'email';
  mayBeEmpty: boolean;
  /** French: where people read it. */
  appears: string;
  given: string;
};

/** A day of every year, as MM-DD; empty: none. */
export type DaySetting = Described & { kind: 'day'; given: string };

/** Something that is done or not. */
export type YesNoSetting = Described & {
  kind: 'yes-no';
  /** French: where people see the difference. */
  appears: string;
  given: boolean;
};

/** Roles in an order, none twice; may be empty. */
export type RolesSetting = Described & {
  kind: 'roles';
  /** Not in its own list. */
  without: Role;
  given: readonly Role[];
};

export type SettingDefinition = NumberSetting | NumbersSetting | TextSetting | DaySetting | YesNoSetting | RolesSetting;

export type ValueOf<D extends { kind: string }> = D extends { kind: 'number' }
  ? number
  : D extends { kind: 'numbers' }
    ? readonly number[]
    : D extends { kind: 'yes-no' }
      ? boolean
      : D extends { kind: 'roles' }
        ? readonly Role[]
        : string;
