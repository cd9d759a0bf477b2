import { formatLongDate } from '../domain/dates.ts';
import { isRole, ROLE_FUNCTIONS } from '../domain/roles.ts';
import { SETTING_UNITS, type SettingDefinition, type SettingUnit } from './setting-definition.ts';
import { type SettingKey, type SettingValue, settingOf } from './settings.ts';

/** "10 secondes", "5 et 12 jours ouvrables", "aucun", "oui", or the text itself. */
export function saySetting(key: SettingKey, value: SettingValue): string {
  const definition = settingOf(key);
  if (typeof value === 'number') return sayAmount(value, unitOf(definition));
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (definition.kind === 'day' && value !== '')
    return `le ${formatLongDate(`2001-${String(value)}`).replace(/ \d{4}$/, '')}`;
  if (definition.kind === 'day') return 'aucune date';
  if (typeof value === 'string') return value;
  if (definition.kind === 'roles') return rolesIn(value).join(', puis ') || 'personne';
  const last = value.filter((one) => typeof one === 'number').at(-1);
  if (last === undefined) return 'aucun';
  const before = value.slice(0, -1).join(', ');
  return `${before === '' ? '' : `${before} et `}${sayAmount(last, unitOf(definition))}`;
}

/** "1 jour ouvrable", "60 mois". */
export function sayAmount(n: number, unit: SettingUnit): string {
  return `${n} ${SETTING_UNITS[unit][n < 2 ? 0 : 1]}`;
}

/** "5 ans", "18 mois". */
export function sayMonths(n: number): string {
  if (n % 12 !== 0) return sayAmount(n, 'months');
  return n === 12 ? 'un an' : `${n / 12} ans`;
}

/** As it is typed: "5, 12", "1/10", "oui". */
export function typeSetting(key: SettingKey, value: SettingValue): string {
  if (settingOf(key).kind === 'day' && typeof value === 'string') {
    return value.split('-').reverse().map(Number).join('/').replace(/^0$/, '');
  }
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (settingOf(key).kind === 'roles' && typeof value === 'object') return rolesIn(value).join(', ');
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** Within which bounds a value stands, for the hint of its field. */
export function sayBounds(key: SettingKey): string {
  const definition = settingOf(key);
  switch (definition.kind) {
    case 'number':
      return `De ${definition.min} à ${sayAmount(definition.max, definition.unit)}.`;
    case 'numbers':
      return `Au plus ${definition.most} nombres, du plus petit au plus grand, séparés par des virgules ; jusqu’à ${sayAmount(definition.max, definition.unit)}. Vide : aucun.`;
    case 'yes-no':
      return 'Oui ou non.';
    case 'roles':
      return 'Des rôles dans l’ordre, séparés par des virgules, par exemple « administrateur délégué, président ». Vide : personne.';
    case 'day':
      return 'Jour et mois, par exemple 1/10. Vide : aucune date.';
    default:
      return `Au plus ${definition.longest} signes.${definition.mayBeEmpty ? ' Peut rester vide.' : ''}`;
  }
}

function unitOf(definition: SettingDefinition): SettingUnit {
  return 'unit' in definition ? definition.unit : 'days';
}

function rolesIn(value: readonly (number | string)[]): string[] {
  return value.filter(isRole).map((role) => ROLE_FUNCTIONS[role]);
}
