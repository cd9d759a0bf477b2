import { sayMoment } from '../../text/moments.ts';

/** "il y a 4 secondes", up to a minute; then the moment itself. `now` is the clock of the server, like `at`. */
export function sayAgo(at: string, now: string): string {
  const seconds = Math.max(0, Math.round((new Date(now).getTime() - new Date(at).getTime()) / 1_000));
  if (seconds >= 60) return sayMoment(at);
  return seconds <= 1 ? 'à l’instant' : `il y a ${seconds} secondes`;
}

export function sayCount(count: number): string {
  return count.toLocaleString('fr-BE');
}

/** "1,2 Go", "340 Mo". */
export function sayBytes(bytes: number): string {
  const mega = bytes / 1_000_000;
  if (mega < 1_000) return `${Math.round(mega).toLocaleString('fr-BE')} Mo`;
  return `${(mega / 1_000).toLocaleString('fr-BE', { maximumFractionDigits: 1 })} Go`;
}
