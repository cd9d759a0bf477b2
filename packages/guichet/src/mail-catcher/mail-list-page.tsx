import { DataTable } from '@guichet/shared/ui/data-table';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import type { PageAssets } from '@guichet/shared/ui/page-document';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { MailFrame, receivedAt } from './mail-frame.tsx';
import type { CaughtMail } from './mail-store.ts';

const shown = 200;

/** Every mail that the product sent, newest first. */
export function MailListPage(props: { mails: CaughtMail[]; paused: boolean; assets: PageAssets }) {
  const { mails, paused } = props;
  return (
    <MailFrame title="Courriels interceptés" assets={props.assets}>
      <PageTitle>Courriels interceptés</PageTitle>
      <p>
        Aucun courriel ne quitte cette machine : ceux que Guichet PO envoie s’arrêtent ici.{' '}
        {paused ? (
          <>
            La liste est figée. <a href="/">Reprendre l’actualisation</a>
          </>
        ) : (
          <>
            La liste s’actualise toutes les 5 secondes. <a href="/?pause=1">Figer la liste</a>
          </>
        )}
      </p>
      {mails.length === 0 ? (
        <EmptyState title="Aucun courriel pour l’instant">
          <p>Envoyez une demande depuis le formulaire : l’accusé de réception arrivera ici.</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={mails.length === 1 ? '1 courriel' : `${mails.length} courriels, le plus récent en premier`}
          columns={[
            {
              key: 'subject',
              label: 'Objet',
              heading: true,
              cell: (mail) => <a href={`/messages/${mail.id}`}>{mail.subject || '(sans objet)'}</a>,
            },
            { key: 'to', label: 'Pour', cell: (mail) => mail.to.join(', ') },
            { key: 'date', label: 'Reçu', cell: (mail) => receivedAt(mail.date) },
          ]}
          rows={mails.slice(0, shown)}
          rowKey={(mail) => mail.id}
        />
      )}
      {mails.length > shown && (
        <p>
          Les {shown} plus récents sont affichés ; tous sont dans <a href="/api/messages">/api/messages</a>.
        </p>
      )}
    </MailFrame>
  );
}
