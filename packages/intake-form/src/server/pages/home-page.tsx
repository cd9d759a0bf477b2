import { REQUEST_TYPE_NAMES, requestForm } from '@guichet/shared/request-types/forms';
import { Card } from '@guichet/shared/ui/card';
import { ChosenText } from '@guichet/shared/ui/chosen-text';
import { Icon } from '@guichet/shared/ui/icon';
import { Notice } from '@guichet/shared/ui/notice';
import ChevronRight from 'lucide-react/icons/chevron-right';
import type { Secretariat } from '../reads/list-secretariats.ts';
import type { FormTexts } from '../form-texts.ts';
import { Contact } from './contact.tsx';
import { TypeIcon } from './type-icon.tsx';

export type HomePageProps = {
  secretariats: readonly Secretariat[];
  /** FASE number of the PO that a link was about. */
  fase?: string | undefined;
  /** Somebody came back to an envoi that this browser does not hold. */
  lost?: boolean | undefined;
  begun?: readonly BegunEnvoi[] | undefined;
  texts: Pick<FormTexts, 'form-welcome' | 'form-notice'>;
};

/** An envoi that this browser holds and has not sent. */
export type BegunEnvoi = { key: string; label: string; resumeHref: string; eraseHref: string };

/** What do you want to tell us? */
export function HomePage({ secretariats, fase, lost, begun = [], texts }: HomePageProps) {
  const search = fase === undefined ? '' : `&q=${fase}`;
  return (
    <>
      {lost && (
        <Notice kind="warn" title="Nous n’avons pas retrouvé vos réponses" role="status">
          <p>
            Elles sont gardées 30 jours, et seul le navigateur où elles ont été écrites peut les ouvrir, ou le lien que
            vous vous êtes fait envoyer. Sinon, recommencez ici.
          </p>
        </Notice>
      )}
      {texts['form-notice'] !== '' && (
        <Notice kind="info" title="Message du secrétariat">
          <ChosenText text={texts['form-notice']} />
        </Notice>
      )}
      <h1>Qu’est-ce qui change dans votre PO&nbsp;?</h1>
      {begun.length > 0 && <BegunEnvois begun={begun} />}
      <ChosenText className="intro" text={texts['form-welcome']} />
      <ul className="doors">
        {REQUEST_TYPE_NAMES.map((name) => {
          const { invitation, explanation, icon } = requestForm(name);
          return (
            <li key={name}>
              <a href={`/po?demande=${name}${search}`}>
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
      <p className="small muted">
        Plusieurs changements&nbsp;? Commencez par l’un d’eux&nbsp;: vous ajouterez les autres au même envoi.
      </p>
      <div className="facts">
        <section aria-labelledby="sous-la-main">
          <h2 id="sous-la-main">À avoir sous la main</h2>
          <ul>
            <li>le nom, la localité ou le numéro FASE de votre PO</li>
            <li>
              pour un membre, son nom et les dates du mandat ; s’il est nouveau, sa date de naissance et ses coordonnées
            </li>
            <li>votre propre adresse mail</li>
          </ul>
        </section>
        <section aria-labelledby="ensuite">
          <h2 id="ensuite">Ce qui se passe ensuite</h2>
          <ul>
            <li>vous recevez une référence, à l’écran et par mail</li>
            <li>le secrétariat lit votre demande, vérifie et décide</li>
            <li>vous suivez la réponse par un lien</li>
          </ul>
        </section>
      </div>
      <section aria-labelledby="qui-lit">
        <h2 id="qui-lit">Qui lit vos réponses</h2>
        <p>
          Le secrétariat, et lui seul, pour tenir à jour la base de données des PO.{' '}
          <a href="/vie-privee">Comment vos données sont protégées</a>
        </p>
        {secretariats.map((secretariat) => (
          <p key={secretariat.name} className="small muted">
            Une question&nbsp;? <Contact {...secretariat} />
          </p>
        ))}
      </section>
    </>
  );
}

/** Whoever comes back goes on, or leaves nothing behind on a computer that is shared. */
function BegunEnvois({ begun }: { begun: readonly BegunEnvoi[] }) {
  return (
    <section aria-labelledby="commences">
      <h2 id="commences">{begun.length > 1 ? 'Vos envois commencés' : 'Votre envoi commencé'}</h2>
      {begun.map(({ key, label, resumeHref, eraseHref }) => (
        <Card
          key={key}
          level={3}
          title={label}
          actions={
            <>
              <a href={resumeHref}>
                Reprendre<span className="visually-hidden"> {label}</span>
              </a>
              <a href={eraseHref}>
                Effacer<span className="visually-hidden"> {label}</span>
              </a>
            </>
          }
        />
      ))}
    </section>
  );
}
