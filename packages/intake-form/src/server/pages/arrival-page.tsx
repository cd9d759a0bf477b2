import { REQUEST_TYPE_NAMES, type RequestTypeName, requestForm } from '@guichet/shared/request-types/forms';
import { requestType } from '@guichet/shared/request-types/registry';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Icon } from '@guichet/shared/ui/icon';
import { PageTitle } from '@guichet/shared/ui/page-title';
import ChevronRight from 'lucide-react/icons/chevron-right';
import type { DoorSubject } from '../commands/enter-by-door.ts';
import { TypeIcon } from './type-icon.tsx';

export type ArrivalPageProps = { title: string; about: DoorSubject; action: string; csrf: string };

/** Whoever comes from the extranet says what changes, and is in: a press, as nothing happens by opening a link. */
export function ArrivalPage({ title, about, action, csrf }: ArrivalPageProps) {
  return (
    <>
      <PageTitle caption="Signaler un changement">{title}</PageTitle>
      <p className="intro">{WORDS[about]}</p>
      <form method="post" action={action}>
        <CsrfField token={csrf} />
        <ul className="doors">
          {typesFor(about).map((name) => {
            const { invitation, explanation, icon } = requestForm(name);
            return (
              <li key={name}>
                <button type="submit" name="demande" value={name}>
                  <TypeIcon icon={icon} />
                  <span>
                    <strong>{invitation}</strong>
                    <span className="door-hint">{explanation}</span>
                  </span>
                  <Icon of={ChevronRight} className="door-arrow" />
                </button>
              </li>
            );
          })}
        </ul>
      </form>
    </>
  );
}

const WORDS: Record<DoorSubject, string> = {
  any: 'Vous venez de l’extranet : votre PO et vos coordonnées sont déjà remplis.',
  po: 'Vous venez de l’extranet : votre PO, ce qui est enregistré à son sujet et vos coordonnées sont déjà remplis.',
  school: 'Vous venez de l’extranet : votre PO, l’école choisie et vos coordonnées sont déjà remplis.',
  member: 'Vous venez de l’extranet : votre PO, le membre choisi et vos coordonnées sont déjà remplis.',
  self: 'Vous venez de l’extranet : votre PO et ce qui est enregistré à votre sujet sont déjà remplis.',
};

/** The kinds of requests that tell something about it, in the order in which they are always offered. */
function typesFor(about: DoorSubject): RequestTypeName[] {
  if (about === 'any') return REQUEST_TYPE_NAMES;
  const kind = about === 'self' ? 'member' : about;
  const names = REQUEST_TYPE_NAMES.filter((name) => requestType(name).tells?.includes(kind));
  // Of a person, what changes comes before leaving.
  return kind === 'member' ? names.reverse() : names;
}
