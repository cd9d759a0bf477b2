import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { mailingsOf } from './mailings-of.ts';

/** A number about mails of mailings, leading to the mailings that left in these days; bare when none did. */
export function MailingsLink({ days, mails, children }: { days: string; mails: number; children: ReactNode }) {
  if (mails === 0) return <>{children}</>;
  return <Link {...mailingsOf(days)}>{children}</Link>;
}
