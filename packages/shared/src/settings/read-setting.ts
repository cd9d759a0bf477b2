import { emailProblem } from '../domain/email.ts';
import { normaliseMultiline, normaliseText, textProblem } from '../domain/text.ts';
import { readRole } from '../domain/role-words.ts';
import { ROLE_FUNCTIONS } from '../domain/roles.ts';
import { sayBounds } from './say-setting.ts';
import type { RolesSetting } from './setting-definition.ts';
import { fits, type SettingKey, type SettingValue, settingOf } from './settings.ts';

export type ReadSetting = { ok: true; value: SettingValue } | { ok: false; message: string };

/** What was typed for a setting, or in French why it may not be. */
export function readSetting(key: SettingKey, typed: string): ReadSetting {
  const definition = settingOf(key);
  if (definition.kind === 'number') {
    const value = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
    return fits(definition, value) ? { ok: true, value } : refuse(`Écrivez un nombre entier. ${sayBounds(key)}`);
  }
  if (definition.kind === 'numbers') {
    const parts = typed.trim() === '' ? [] : typed.split(/[,;]|\bet\b/).map((part) => part.trim());
    const value = parts.map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : Number.NaN));
    return fits(definition, value) ? { ok: true, value } : refuse(`Écrivez des nombres entiers. ${sayBounds(key)}`);
  }
  if (definition.kind === 'day') {
    const [, day = '', month = ''] = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})$/.exec(typed.trim()) ?? [];
    const value = typed.trim() === '' ? '' : `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return fits(definition, value)
      ? { ok: true, value }
      : refuse(`Cette date n’existe pas chaque année. ${sayBounds(key)}`);
  }
  if (definition.kind === 'roles') return readRoles(definition, typed);
  if (definition.kind === 'yes-no') {
    const value = { oui: true, non: false }[typed.trim().toLowerCase()];
    return value === undefined ? refuse('Choisissez oui ou non.') : { ok: true, value };
  }
  const value = definition.kind === 'line' ? normaliseText(typed) : normaliseMultiline(typed);
  if (value === '' && !definition.mayBeEmpty) return refuse('Écrivez un texte : celui-ci ne peut pas rester vide.');
  if (value.length > definition.longest)
    return refuse(`Ce texte a ${value.length} signes : ${definition.longest} au plus.`);
  const odd = textProblem(value);
  if (odd !== null) return refuse(odd);
  const wrong = definition.format === 'email' ? emailProblem(value) : null;
  return wrong === null ? { ok: true, value } : refuse(wrong);
}

function readRoles(definition: RolesSetting, typed: string): ReadSetting {
  const words = typed.split(/[,;>\n]|\bpuis\b/).map((part) => part.trim());
  const roles = words.filter((part) => part !== '').map((part) => ({ part, role: readRole(part) }));
  const unknown = roles.find(({ role }) => role === null);
  if (unknown)
    return refuse(`« ${unknown.part} » n’est pas un rôle. Écrivez par exemple « administrateur délégué, président ».`);
  const value = roles.map(({ role }) => role);
  if (value.includes(definition.without))
    return refuse(
      `Le rôle de ${ROLE_FUNCTIONS[definition.without]} est celui que personne n’exerce : choisissez-en d’autres.`,
    );
  return fits(definition, value) ? { ok: true, value } : refuse('Chaque rôle ne peut venir qu’une fois.');
}

function refuse(message: string): ReadSetting {
  return { ok: false, message };
}
