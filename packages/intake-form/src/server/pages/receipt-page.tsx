import { formatReference } from '@guichet/shared/domain/reference';
import { Button, LinkButton } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import CircleCheck from 'lucide-react/icons/circle-check';
import Printer from 'lucide-react/icons/printer';
import type { MeasuredDelay } from '../reads/measure-delay.ts';
import type { Receipt } from '../reads/read-receipt.ts';
import { Contact } from './contact.tsx';
import { sayMoment } from './moment.ts';

export type ReceiptPageProps = Pick<Receipt, 'reference' | 'sentAt' | 'region'> & {
  /** Where the envoi can be followed without the mail; null when there is no such link. */
  trackingHref: string | null;
  /** Null while too few requests were settled lately to say anything. */
  delay: MeasuredDelay | null;
};

/** It left: the reference, what happens next and when, whom to ask. Says the same however often it is opened. */
export function ReceiptPage({ reference, sentAt, region, trackingHref, delay }: ReceiptPageProps) {
  return (
    <>
      <section className="receipt">
        <h1>
          <Icon of={CircleCheck} />
          C’est envoyé
        </h1>
        <p>Votre référence</p>
        <p className="reference">{formatReference(reference)}</p>
        <p className="small">
          Reçu le {sayMoment(sentAt)}
          <br />
          {region.name}
        </p>
      </section>
      <h2>Ce qui se passe ensuite</h2>
      <ol className="next">
        <li>
          <b>Un mail part vers vous</b> avec cette référence et un lien de suivi. Ouvrez ce lien et confirmez votre
          adresse&nbsp;: vous verrez alors où en est votre envoi, et la copie de vos réponses.
        </li>
        <li>
          <b>Le secrétariat lit votre envoi</b>, le compare avec ce qui est enregistré et décide.
          {delay && ` ${sayDelay(delay)}`}
        </li>
        <li>
          <b>Un mail vous prévient</b> quand c’est fait, ou si quelque chose ne va pas.
        </li>
      </ol>
      {trackingHref && (
        <>
          <h2>Suivre votre envoi</h2>
          <p>
            Sans attendre le mail&nbsp;: <a href={trackingHref}>voir où en est votre envoi</a>. Cette adresse-ci montre
            l’avancement et permet de retirer une demande&nbsp;; gardez-la pour vous.
          </p>
        </>
      )}
      <p>
        Le mail n’arrive pas&nbsp;? Regardez dans les indésirables, puis contactez le secrétariat en donnant la
        référence&nbsp;: <Contact {...region} />.
      </p>
      <div className="buttons">
        <LinkButton href="/">Annoncer un autre changement</LinkButton>
        <Button type="button" kind="quiet" icon={Printer} data-print hidden>
          Imprimer
        </Button>
      </div>
      <p className="small muted no-print">
        Vous pouvez garder cette page dans vos favoris&nbsp;: elle dira toujours la même chose.
      </p>
    </>
  );
}

/** What was measured, and no promise. */
export function sayDelay({ half, most }: MeasuredDelay): string {
  const within = (days: number) =>
    days === 0 ? 'le jour même' : days === 1 ? 'en un jour ouvrable' : `en ${days} jours ouvrables`;
  const lately = 'Ces trois derniers mois, ';
  if (half === most) return `${lately}neuf demandes sur dix ont été traitées ${within(most)}${orLess(most)}.`;
  return `${lately}la moitié des demandes ont été traitées ${within(half)}${orLess(half)}, et neuf sur dix ${within(most)}${orLess(most)}.`;
}

function orLess(days: number): string {
  return days > 1 ? ' ou moins' : '';
}
