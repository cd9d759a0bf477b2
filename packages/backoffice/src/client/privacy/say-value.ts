import { formatDate, isCivilDate } from '@guichet/shared/domain/dates';

/** A stored value as people read it: lists and objects line by line, without the signs of a machine. */
export function sayValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(sayValue).join('\n');
  if (isCivilDate(value)) return formatDate(value);
  if (typeof value !== 'object') return String(value);
  const lines = Object.entries(value).filter(([, inner]) => inner !== null && inner !== '');
  return lines.map(([key, inner]) => sayLine(key, sayValue(inner))).join('\n') || '—';
}

function sayLine(key: string, text: string): string {
  return text.includes('\n') ? `${key} :\n${text.replaceAll(/^/gm, '  ')}` : `${key} : ${text}`;
}
