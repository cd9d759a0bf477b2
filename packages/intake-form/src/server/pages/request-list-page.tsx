import { REQUEST_TYPE_NAMES, type RequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import { BackLink } from '@guichet/shared/ui/back-link';
import { Button, LinkButton } from '@guichet/shared/ui/button';
import { Card } from '@guichet/shared/ui/card';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Icon } from '@guichet/shared/ui/icon';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { ProgressSteps } from '@guichet/shared/ui/progress-steps';
import { Tag } from '@guichet/shared/ui/tag';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Plus from 'lucide-react/icons/plus';
import { STEPS } from '../../form/step-view.tsx';
import { ENOUGH_REQUESTS } from '../drafts/draft.ts';
import { TypeIcon } from './type-icon.tsx';

/** `sentence` is null while an answer is missing. */
export type ListedRequest = { label: string; sentence: string | null };

export type RequestListPageProps = {
  caption: string;
  backHref: string;
  requests: readonly (ListedRequest & { key: string; editHref: string; removeHref: string })[];
  addHref: string;
  /** No more fit into one envoi. */
  full: boolean;
  nextHref: string;
  laterHref: string;
  /** Another page has changed the envoi, and nothing was done here. */
  changed: boolean;
};

/** What the envoi holds by now. */
export function RequestListPage(props: RequestListPageProps) {
  const { requests, full } = props;
  const count = requests.length;
  return (
    <>
      <BackLink href={props.backHref} />
      <ProgressSteps current={2} total={STEPS} label="vos demandes" />
      {props.changed && (
        <Notice kind="warn" title="Vos réponses ont changé dans un autre onglet" role="alert">
          <p>Rien n’a été retiré. Voici où en est votre envoi.</p>
        </Notice>
      )}
      <PageTitle caption={props.caption}>{titleOf(count)}</PageTitle>
      {requests.map((request, index) => (
        <Card
          key={request.key}
          title={request.sentence ?? `Demande ${index + 1}, à compléter`}
          tags={
            <>
              <Tag kind="accent">{request.label}</Tag>
              {request.sentence === null && <Tag kind="warn">À compléter</Tag>}
            </>
          }
          actions={
            <>
              <a href={request.sentence === null ? `${request.editHref}?completer` : request.editHref}>
                {request.sentence === null ? 'Compléter' : 'Modifier'}
                <span className="visually-hidden"> la demande {index + 1}</span>
              </a>
              <a href={request.removeHref}>
                Retirer<span className="visually-hidden"> la demande {index + 1}</span>
              </a>
            </>
          }
        />
      ))}
      {count === 0 && <p>Ajoutez au moins un changement pour continuer.</p>}
      {full ? (
        <Notice>
          <p>{ENOUGH_REQUESTS}</p>
        </Notice>
      ) : (
        <p>
          <LinkButton kind={count === 0 ? 'main' : 'quiet'} href={props.addHref} icon={Plus}>
            Ajouter une autre demande
          </LinkButton>
        </p>
      )}
      <div className="buttons">
        {count > 0 && <LinkButton href={props.nextHref}>Continuer</LinkButton>}
        <LinkButton kind="plain" href={props.laterHref}>
          Continuer plus tard
        </LinkButton>
      </div>
    </>
  );
}

function titleOf(count: number): string {
  if (count === 0) return 'Votre envoi est vide';
  return count === 1 ? 'Votre envoi contient une demande' : `Votre envoi contient ${count} demandes`;
}

export type AddRequestPageProps = { caption: string; backHref: string; hrefOf: (type: RequestTypeName) => string };

/** What else changes? */
export function AddRequestPage({ caption, backHref, hrefOf }: AddRequestPageProps) {
  return (
    <>
      <BackLink href={backHref} />
      <ProgressSteps current={2} total={STEPS} label="vos demandes" />
      <PageTitle caption={caption}>Quelle autre demande&nbsp;?</PageTitle>
      <RequestDoors hrefOf={hrefOf} />
    </>
  );
}

/** The kinds of requests, as ways on. */
export function RequestDoors({ hrefOf }: Pick<AddRequestPageProps, 'hrefOf'>) {
  return (
    <ul className="doors">
      {REQUEST_TYPE_NAMES.map((name) => {
        const { invitation, explanation, icon } = requestForm(name);
        return (
          <li key={name}>
            <a href={hrefOf(name)}>
              <TypeIcon icon={icon} />
              <span>
                <strong>{invitation}</strong>
                <span className="door-hint">{explanation}</span>
              </span>
              <Icon of={ChevronRight} className="door-arrow" />
            </a>
          </li>
        );
      })}
    </ul>
  );
}

export type RemoveRequestPageProps = ListedRequest & {
  action: string;
  csrf: string;
  hidden: Readonly<Record<string, string>>;
  keepHref: string;
};

/** Asks before a request is taken out of the envoi. */
export function RemoveRequestPage({ label, sentence, action, csrf, hidden, keepHref }: RemoveRequestPageProps) {
  return (
    <>
      <PageTitle caption={label}>Retirer cette demande&nbsp;?</PageTitle>
      <p>{sentence ?? 'Elle n’est pas encore complète.'}</p>
      <p>Elle disparaît de cet envoi. Vos autres demandes restent.</p>
      <form method="post" action={action} className="buttons">
        <CsrfField token={csrf} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button kind="danger">Retirer</Button>
        <LinkButton kind="quiet" href={keepHref}>
          Garder cette demande
        </LinkButton>
      </form>
    </>
  );
}
