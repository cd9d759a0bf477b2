import { formatReference } from '@guichet/shared/domain/reference';
import { Button, LinkButton } from '@guichet/shared/ui/button';
import { Icon } from '@guichet/shared/ui/icon';
import CircleCheck from 'lucide-react/icons/circle-check';
import Printer from 'lucide-react/icons/printer';
import type { Receipt } from '../reads/read-receipt.ts';
import { Contact } from './contact.tsx';
import { sayMoment } from './moment.ts';

/** It left: the reference, what happens next, whom to ask. Says the same however often it is opened. */
export function ReceiptPage({ reference, sentAt, region }: Receipt) {
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
          adresse&nbsp;: vous verrez alors où en est votre demande.
        </li>
        <li>
          <b>Le secrétariat lit votre demande</b>, la compare avec ce qui est enregistré et décide.
        </li>
        <li>
          <b>Un mail vous prévient</b> quand c’est fait, ou si quelque chose ne va pas.
        </li>
      </ol>
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
