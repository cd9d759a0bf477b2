import type { PageAssets } from '@guichet/shared/ui/page-document';
import { PageDocument } from '@guichet/shared/ui/page-document';
import { SiteHeader } from '@guichet/shared/ui/site-header';
import type { ReactNode } from 'react';

/** The frame of the mail catcher's two pages. */
export function MailFrame(props: { title: string; assets: PageAssets; children: ReactNode }) {
  return (
    <PageDocument
      title={props.title}
      site="Courriels interceptés"
      look="office"
      assets={props.assets}
      header={<SiteHeader brand="Guichet PO : courriels" />}
    >
      {props.children}
    </PageDocument>
  );
}

/** "12:04:31" today, "24/11/2026 12:04" before; in Belgian time. */
export function receivedAt(date: string): string {
  const options = { timeZone: 'Europe/Brussels' } as const;
  const received = new Date(date);
  const day = received.toLocaleDateString('fr-BE', options);
  if (day === new Date().toLocaleDateString('fr-BE', options)) return received.toLocaleTimeString('fr-BE', options);
  return `${day} ${received.toLocaleTimeString('fr-BE', { ...options, hour: '2-digit', minute: '2-digit' })}`;
}
