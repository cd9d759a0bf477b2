import type { MailingLine, MailingList } from '@guichet/shared/contracts/mailing-view';
import { MAILING_KINDS } from '@guichet/shared/domain/mailings/mailing-kinds';
import { Button } from '@guichet/shared/ui/button';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { Tag } from '@guichet/shared/ui/tag';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import Mails from 'lucide-react/icons/mails';
import { useEffect, useState } from 'react';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { ListEnd } from '../shell/list-end.tsx';
import { sayMoment } from '../text/moments.ts';
import { DraftActs } from './draft-acts.tsx';
import { mailingsQuery } from './mailing-queries.ts';
import { NewMailingDialog } from './new-mailing-dialog.tsx';
import { MAILING_STATE_WORDS, sayCounts, titleOf } from './say-mailing.ts';

const LISTS: Record<MailingList, { label: string; empty: string }> = {
  open: { label: 'En cours', empty: 'Aucun courrier en cours' },
  gone: { label: 'Partis', empty: 'Aucun courrier n’est encore parti' },
  discarded: { label: 'Jetés', empty: 'Aucun brouillon jeté' },
};

/** What the secretariat writes to those who hold roles: drafts, what leaves, what has left. */
export function MailingsPage() {
  const list = useSearch({ from: '/bureau/courriers' }).liste ?? 'open';
  const query = useInfiniteQuery(mailingsQuery(list));
  const mayWrite = useMayDecide();
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    document.title = 'Courriers · Guichet PO';
  }, []);
  const mailings = query.data?.pages.flatMap((page) => page.mailings) ?? [];
  return (
    <main className="page page-narrow" id="contenu" tabIndex={-1}>
      <div className="file-head">
        <h1>Courriers</h1>
        {mayWrite && (
          <Button type="button" small onClick={() => setAsking(true)}>
            Nouveau courrier
          </Button>
        )}
      </div>
      <p className="muted">
        Écrire à ceux qui exercent un rôle : les trésorier·ères, les référent·es PdP… Les destinataires sont calculés au
        moment de l’envoi. <Link to="/courriers/modeles">Modèles</Link> ·{' '}
        <Link to="/audiences">Audiences enregistrées</Link> · <Link to="/couverture">Où les rôles manquent</Link>
      </p>
      <nav className="mailing-nav" aria-label="Courriers">
        {Object.entries(LISTS).map(([name, { label }]) => (
          <Link
            key={name}
            to="/courriers"
            search={name === 'open' ? {} : { liste: name as MailingList }}
            // Without it every list would be the first one as well: its address holds less.
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={name === list ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      {query.data && mailings.length === 0 && (
        <EmptyState icon={Mails} title={LISTS[list].empty}>
          {list === 'open' && <p>« Nouveau courrier » en commence un ; rien ne part avant que vous l’ayez vérifié.</p>}
        </EmptyState>
      )}
      {mailings.length > 0 && (
        <ul className="runs">
          {mailings.map((mailing) => (
            <Line key={mailing.id} mailing={mailing} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
      <ListEnd query={query} />
      {asking && <NewMailingDialog onClose={() => setAsking(false)} />}
    </main>
  );
}

function Line({ mailing, mayWrite }: { mailing: MailingLine; mayWrite: boolean }) {
  const { label, kind } = MAILING_STATE_WORDS[mailing.state];
  return (
    <li>
      <h2 className="mailing-title">
        <Link to="/courriers/$mailingId" params={{ mailingId: mailing.id }}>
          {titleOf(mailing)}
        </Link>{' '}
        <Tag kind={kind}>{label}</Tag>
      </h2>
      <p className="muted small">
        {MAILING_KINDS[mailing.kind].label} · {sayWhen(mailing)}
        {mailing.createdBy !== mailing.updatedBy && ` · commencé par ${mailing.createdBy}`}
      </p>
      {mailing.counts && <p>{sayCounts(mailing.counts)}</p>}
      {mayWrite && <DraftActs mailing={mailing} />}
    </li>
  );
}

function sayWhen({ state, scheduledFor, endedAt, updatedAt, updatedBy }: MailingLine): string {
  if (state === 'scheduled' && scheduledFor) return `partira ${sayMoment(scheduledFor)}`;
  if (state === 'sent' && endedAt) return `parti ${sayMoment(endedAt)}`;
  if (state === 'stopped' && endedAt) return `arrêté ${sayMoment(endedAt)}`;
  return `${state === 'draft' ? 'écrit' : 'changé'} par ${updatedBy}, ${sayMoment(updatedAt)}`;
}
