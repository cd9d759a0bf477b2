import { sayAmount } from './say-setting.ts';
import type { SettingKey, SettingValues } from './settings.ts';

/** Two settings that may not stand together, and in French why, and what to do. */
export type SettingConflict = { keys: readonly [SettingKey, SettingKey]; message: string };

/** What contradicts itself among values that are each within their own bounds. */
export function settingConflicts(values: SettingValues): SettingConflict[] {
  const conflicts: SettingConflict[] = [];
  if (values['age-slow'] >= values['age-late']) {
    conflicts.push({
      keys: ['age-slow', 'age-late'],
      message: `Une demande ne peut pas être en retard (${sayAmount(values['age-late'], 'working-days')}) avant de traîner (${sayAmount(values['age-slow'], 'working-days')}). Changez d’abord l’autre délai.`,
    });
  }
  const reminder = values['correction-reminders'].at(-1) ?? 0;
  if (reminder >= values['correction-lapse']) {
    conflicts.push({
      keys: ['correction-reminders', 'correction-lapse'],
      message: `Le dernier rappel partirait après ${sayAmount(reminder, 'working-days')}, quand la demande est déjà classée sans suite (${sayAmount(values['correction-lapse'], 'working-days')}). Changez d’abord l’autre délai.`,
    });
  }
  const invited = values['activation-reminders'].at(-1) ?? 0;
  if (invited >= values['activation-link']) {
    conflicts.push({
      keys: ['activation-reminders', 'activation-link'],
      message: `Le dernier rappel partirait après ${sayAmount(invited, 'days')}, quand le lien ne marche plus (${sayAmount(values['activation-link'], 'days')}). Changez d’abord l’autre délai.`,
    });
  }
  const last = values['verification-reminders'].at(-1) ?? 0;
  if (last >= values['verification-link']) {
    conflicts.push({
      keys: ['verification-reminders', 'verification-link'],
      message: `Le dernier rappel partirait après ${sayAmount(last, 'days')}, quand le lien ne marche plus (${sayAmount(values['verification-link'], 'days')}). Changez d’abord l’autre délai.`,
    });
  }
  return conflicts;
}
