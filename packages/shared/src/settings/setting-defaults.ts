import type { AgeAlerts } from '../domain/request-age.ts';
import type { RetentionPeriodName } from '../privacy/retention-periods.ts';
import type { SettingDefaults } from './settings.ts';

/** The variables of the environment that give a default. */
export type SettingVariables = {
  UNDO_DELAY: number;
  AGE_ALERT_DAYS: AgeAlerts;
  CORRECTION_REMINDER_DAYS: readonly number[];
  CORRECTION_LAPSE_DAYS: number;
  COLLEAGUE_CONTACTS: boolean;
  RETENTION: Partial<Record<RetentionPeriodName, number>>;
};

/** What the environment gives instead of the proposed values. */
export function settingDefaults(env: Partial<SettingVariables>): SettingDefaults {
  const [slow, late] = env.AGE_ALERT_DAYS ?? [];
  const given = {
    'undo-delay': env.UNDO_DELAY,
    'age-slow': slow,
    'age-late': late,
    'correction-reminders': env.CORRECTION_REMINDER_DAYS,
    'correction-lapse': env.CORRECTION_LAPSE_DAYS,
    'colleague-contacts': env.COLLEAGUE_CONTACTS,
    ...Object.fromEntries(Object.entries(env.RETENTION ?? {}).map(([name, value]) => [`retention-${name}`, value])),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
