import type { Answer } from '@guichet/shared/request-types/request-type';
import { BackLink } from '@guichet/shared/ui/back-link';
import { Button } from '@guichet/shared/ui/button';
import { Card } from '@guichet/shared/ui/card';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Notice, type NoticeProps } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { ProgressSteps } from '@guichet/shared/ui/progress-steps';
import { SummaryList } from '@guichet/shared/ui/summary-list';
import { Tag } from '@guichet/shared/ui/tag';
import Clock from 'lucide-react/icons/clock';
import { Fragment, type ReactNode } from 'react';
import { STEPS } from '../../form/step-view.tsx';
import type { Submitter } from '../../form/submitter-form.ts';
import type { DraftPo } from '../drafts/draft.ts';
import { SendGuard } from './send-guard.tsx';

export type ReviewedRequest = {
  label: string;
  sentence: string;
  answers: readonly Answer[];
  editHref: string;
  /** What looks like a slip. It may be right all the same. */
  warnings: readonly string[];
};

export type ReviewPageProps = {
  csrf: string;
  sendAction: string;
  version: number;
  /** Names what is on the page, so that a later look can tell what has changed since. */
  seen: readonly string[];
  /** For the script that proves some work while the page is read. */
  challenge: string;
  backHref: string;
  po: DraftPo;
  poHref: string;
  requests: readonly ReviewedRequest[];
  submitter: Submitter;
  submitterHref: string;
  submitterWarnings: readonly string[];
  /** Why the envoi did not leave. */
  notice?: Pick<NoticeProps, 'kind' | 'title' | 'children'> | undefined;
};

/** Everything once more before it leaves, with a way back to each part. */
export function ReviewPage(props: ReviewPageProps) {
  const { po, requests, submitter } = props;
  const several = requests.length > 1;
  return (
    <>
      <BackLink href={props.backHref} />
      <ProgressSteps current={STEPS} total={STEPS} label="relire et envoyer" />
      {props.notice && <Notice {...props.notice} role="alert" />}
      <PageTitle caption={po.name}>
        {several ? `Relisez vos ${requests.length} demandes` : 'Relisez votre demande'}
      </PageTitle>
      {requests.map((request) => (
        <Card
          key={request.editHref}
          title={request.sentence}
          tags={<Tag kind="accent">{request.label}</Tag>}
          actions={<Edit href={request.editHref} about="la demande" />}
        >
          <Warnings of={request.warnings} />
          <SummaryList
            rows={request.answers.map(({ label, value, field }) => ({
              key: field,
              label,
              value: <Lines text={value} />,
            }))}
          />
        </Card>
      ))}
      <Part title="Le PO" href={props.poHref} about="le PO">
        <SummaryList
          rows={[
            { key: 'name', label: 'Nom', value: po.name },
            { key: 'address', label: 'Adresse', value: po.address },
            ...(po.id === null ? [] : [{ key: 'fase', label: 'Numéro FASE', value: po.fase }]),
          ]}
        />
      </Part>
      <Part title="Vous" href={props.submitterHref} about="vos coordonnées">
        <Warnings of={props.submitterWarnings} />
        <SummaryList
          rows={[
            { key: 'name', label: 'Nom', value: `${submitter.name}, ${submitter.function}` },
            { key: 'email', label: 'Adresse mail', value: <Lines text={submitter.email} /> },
            ...(submitter.message
              ? [{ key: 'message', label: 'Message', value: <Lines text={submitter.message} /> }]
              : []),
          ]}
        />
      </Part>
      <Notice icon={Clock}>
        <p>
          Rien n’est encore parti. Après l’envoi, vous recevez une <b>référence</b>, et par mail un <b>lien de suivi</b>
          .
        </p>
      </Notice>
      <form method="post" action={props.sendAction} className="buttons">
        <CsrfField token={props.csrf} />
        <input type="hidden" name="version" value={props.version} />
        {props.seen.map((part) => (
          <input key={part} type="hidden" name="seen" value={part} />
        ))}
        <SendGuard challenge={props.challenge} />
        <Button>{several ? `Envoyer les ${requests.length} demandes` : 'Envoyer la demande'}</Button>
      </form>
    </>
  );
}

/** What looks like a slip, and may be right all the same. */
function Warnings({ of }: { of: readonly string[] }) {
  return of.length === 0 ? null : (
    <Notice kind="warn" title="À vérifier avant d’envoyer">
      {of.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </Notice>
  );
}

function Part({ title, href, about, children }: { title: string; href: string; about: string; children: ReactNode }) {
  return (
    <section className="part">
      <h2>{title}</h2>
      <Edit href={href} about={about} />
      {children}
    </section>
  );
}

function Edit({ href, about }: { href: string; about: string }) {
  return (
    <a href={href}>
      Modifier<span className="visually-hidden"> {about}</span>
    </a>
  );
}

/** Text as it was typed, line by line; a long address of mail may break after its signs. */
function Lines({ text }: { text: string }) {
  if (text.includes('\n')) return <span className="lines">{text}</span>;
  if (!/^\S+@\S+$/.test(text)) return text;
  return text.split(/(?<=[@.])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
