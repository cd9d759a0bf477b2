import type { DashboardView } from '@guichet/shared/contracts/dashboard';
import { formatDate } from '@guichet/shared/domain/dates';

export type Week = DashboardView['weeks'][number];

/** "du 23/11/2026 au 29/11/2026". */
export function sayWeek({ from, to }: Week): string {
  return `du ${formatDate(from)} au ${formatDate(to)}`;
}

/** "23/11": under a chart. */
export function shortWeek({ from }: Week): string {
  return formatDate(from).split('/').slice(0, 2).join('/');
}

/** The days of a week as the address of the queue says them. */
export function daysOf({ from, to }: Week): string {
  return `${from}_${to}`;
}

/** From the first of these weeks to the last, in the same words. */
export function allDaysOf(weeks: readonly Week[]): string {
  return `${weeks[0]?.from ?? ''}_${weeks.at(-1)?.to ?? ''}`;
}

/** "1 demande", "12 demandes". */
export function sayRequests(count: number): string {
  return `${count} demande${count > 1 ? 's' : ''}`;
}

/** "1 jour ouvrable", "3 jours ouvrables", "—" for nothing. */
export function sayWorkingDays(days: number | null): string {
  if (days === null) return '—';
  return days < 2 ? `${days} jour ouvrable` : `${days} jours ouvrables`;
}
