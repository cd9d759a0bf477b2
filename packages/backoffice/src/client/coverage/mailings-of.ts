import type { LinkProps } from '@tanstack/react-router';

/** Where the mailings that left in these days ("2026-11-23_2026-11-29") are listed. */
export function mailingsOf(days: string): LinkProps {
  return { to: '/couverture', search: { partis: days } };
}
