import type { ExportView } from '@guichet/shared/contracts/exports';
import type { ExportFormat } from '@guichet/shared/domain/exports';

export const FORMAT_LABELS: Record<ExportFormat, string> = { xlsx: 'Excel', csv: 'CSV' };

const grouped = new Intl.NumberFormat('fr-BE');

/** "1 ligne", "12 000 lignes". */
export function sayRows(rows: number): string {
  return rows === 1 ? '1 ligne' : `${grouped.format(rows)} lignes`;
}

/** "12 ko", "3,4 Mo". */
export function saySize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} ko`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} Mo`;
}

export function isUnderWay({ state }: Pick<ExportView, 'state'>): boolean {
  return state === 'ordered' || state === 'running';
}
