import type { MailingView } from '@guichet/shared/contracts/mailing-view';
import { Notice } from '@guichet/shared/ui/notice';
import { Tag } from '@guichet/shared/ui/tag';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useMayDecide } from '../bulk/use-selection.tsx';
import { Unread } from '../shell/page-states.tsx';
import { DraftActs } from './draft-acts.tsx';
import { FollowStep } from './follow-step.tsx';
import { mailingQuery } from './mailing-queries.ts';
import { isStepOf, MAILING_STEPS, type MailingStep, stepOf } from './mailing-steps.ts';
import { MessageStep } from './message-step.tsx';
import { RecipientsStep } from './recipients-step.tsx';
import { SaveMark, SaveTrouble } from './save-mark.tsx';
import { MAILING_STATE_WORDS, titleOf } from './say-mailing.ts';
import { SendStep } from './send-step.tsx';
import { type MailingDraft, useMailingDraft } from './use-mailing-draft.ts';

/** One mailing: whom it is for, what it says, its sending, and what became of it. */
export function MailingPage() {
  const { mailingId } = useParams({ from: '/bureau/courriers/$mailingId' });
  const query = useQuery(mailingQuery(mailingId));
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      {query.data ? <Written key={mailingId} loaded={query.data} /> : <Unread title="Courrier" {...query} />}
    </main>
  );
}

const STEPS: Record<MailingStep, (props: { draft: MailingDraft }) => ReactNode> = {
  destinataires: RecipientsStep,
  message: MessageStep,
  envoi: SendStep,
  suivi: FollowStep,
};

function Written({ loaded }: { loaded: MailingView }) {
  const { etape } = useSearch({ from: '/bureau/courriers/$mailingId' });
  const draft = useMailingDraft(loaded);
  const { mailing } = draft;
  const mayWrite = useMayDecide();
  const title = titleOf(mailing);
  useEffect(() => {
    document.title = `${title} · Courriers · Guichet PO`;
  }, [title]);
  // Where one goes on, as it was when the mailing was opened: what is chosen since must not turn the page over.
  const [opened, setOpened] = useState({ state: mailing.state, step: stepOf(mailing) });
  if (opened.state !== mailing.state) setOpened({ state: mailing.state, step: stepOf(mailing) });
  const step = etape !== undefined && isStepOf(mailing, etape) ? etape : opened.step;
  const Step = STEPS[step];
  const { label, kind } = MAILING_STATE_WORDS[mailing.state];
  return (
    <>
      <p className="mailing-back">
        <Link to="/courriers">Tous les courriers</Link>
      </p>
      <div className="file-head mailing-head">
        <h1 className="mailing-title">
          {title} <Tag kind={kind}>{label}</Tag>
        </h1>
        {mayWrite && (
          <div>
            <DraftActs mailing={mailing} isSaved={draft.saving.state === 'saved'} />
          </div>
        )}
      </div>
      <nav className="mailing-nav" aria-label="Étapes">
        {MAILING_STEPS.filter(({ name }) => isStepOf(mailing, name)).map(({ name, label: words }) => (
          <Link
            key={name}
            to="/courriers/$mailingId"
            params={{ mailingId: mailing.id }}
            search={{ etape: name }}
            aria-current={name === step ? 'step' : undefined}
          >
            {words}
          </Link>
        ))}
      </nav>
      <SaveMark draft={draft} />
      <SaveTrouble draft={draft} />
      {mailing.state === 'draft' && mailing.remark !== null && (
        <Notice kind="warn" title="À reprendre">
          <p>{mailing.remark}</p>
        </Notice>
      )}
      {mailing.state === 'discarded' && (
        <Notice kind="info" title="Ce brouillon est jeté">
          <p>Rien n’en est perdu : « Reprendre » le remet parmi les courriers en cours.</p>
        </Notice>
      )}
      <Step draft={draft} />
    </>
  );
}
