import { BackLink } from '@guichet/shared/ui/back-link';
import type { PageAssets } from '@guichet/shared/ui/page-document';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { SummaryList } from '@guichet/shared/ui/summary-list';
import { MailFrame, receivedAt } from './mail-frame.tsx';
import type { CaughtMail } from './mail-store.ts';

/** One mail: as it looks, as text, its links, its headers. */
export function MailPage({ mail, assets }: { mail: CaughtMail; assets: PageAssets }) {
  const subject = mail.subject || '(sans objet)';
  return (
    <MailFrame title={subject} assets={assets}>
      <BackLink href="/" label="Tous les courriels" />
      <PageTitle>{subject}</PageTitle>
      <SummaryList
        rows={[
          { key: 'from', label: 'De', value: mail.from },
          { key: 'to', label: 'Pour', value: mail.to.join(', ') },
          { key: 'date', label: 'Reçu', value: receivedAt(mail.date) },
        ]}
      />
      {mail.html !== '' && (
        <>
          <h2>Tel qu’il s’affiche</h2>
          <iframe
            className="mail-html"
            title={`Courriel : ${subject}`}
            src={`/messages/${mail.id}/html`}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          />
        </>
      )}
      <h2>En texte</h2>
      <pre className="mail-text">{mail.text || '(vide)'}</pre>
      {mail.links.length > 0 && (
        <>
          <h2>Liens</h2>
          <ul className="mail-links">
            {mail.links.map((link) => (
              <li key={link}>
                <a href={link} rel="noreferrer">
                  {link}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>En-têtes</h2>
      <pre className="mail-text">
        {Object.entries(mail.headers)
          .flatMap(([name, value]) => [value].flat().map((line) => `${name}: ${line}`))
          .join('\n')}
      </pre>
    </MailFrame>
  );
}
