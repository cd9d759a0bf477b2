import type { RetentionPeriods } from '@guichet/shared/privacy/retention-periods';
import { sayMonths } from '@guichet/shared/settings/say-setting';
import { DRAFT_DAYS } from '../drafts/draft-store.ts';
import type { Secretariat } from '../reads/list-secretariats.ts';
import { Contact } from './contact.tsx';

/** What is kept, why, for how long, and whom to ask (GDPR, articles 12 to 14). */
type PrivacyPageProps = {
  secretariats: readonly Secretariat[];
  periods: Pick<RetentionPeriods, 'requests-applied' | 'requests-closed' | 'people-without-mandate'>;
};

export function PrivacyPage({ secretariats, periods }: PrivacyPageProps) {
  return (
    <>
      <h1>Vie privée</h1>
      <p className="intro">
        Ce formulaire sert à une seule chose&nbsp;: tenir à jour la base de données des Pouvoirs organisateurs (PO).
        Voici ce que nous gardons, pourquoi, et combien de temps.
      </p>
      <h2>Qui est responsable</h2>
      {secretariats.length === 0 && <p>Le secrétariat en charge de votre PO.</p>}
      {secretariats.map((secretariat) => (
        <p key={secretariat.name}>
          <Contact {...secretariat} />
        </p>
      ))}
      <h2>Ce que nous recevons</h2>
      <ul>
        <li>
          <b>Sur vous, qui écrivez</b> : votre nom, votre adresse mail, votre fonction dans le PO et votre message.
        </li>
        <li>
          <b>Sur le membre dont vous parlez</b> : son nom, sa date de naissance, ses coordonnées, ses mandats et ses
          rôles. La date de naissance distingue deux personnes du même nom&nbsp;; elle ne sert à rien d’autre.
        </li>
        <li>
          <b>Sur le PO et ses écoles</b> : nom, adresse, numéro d’entreprise, contacts.
        </li>
      </ul>
      <p>
        Le membre reçoit un mail quand un compte est créé pour lui. Prévenez-le que vous nous donnez ses coordonnées, et
        montrez-lui cette page s’il le souhaite.
      </p>
      <h2>À quoi cela sert</h2>
      <ul>
        <li>enregistrer qui est membre de quel PO, et avec quels rôles</li>
        <li>donner aux membres l’accès à l’extranet et aux ressources de leurs rôles</li>
        <li>vous répondre, et écrire aux bonnes personnes</li>
      </ul>
      <p>
        Nous nous appuyons sur l’intérêt légitime des PO et de leur fédération à savoir qui les représente (article 6,
        paragraphe 1, f, du RGPD). Rien n’est vendu, rien ne sert à de la publicité, aucune décision n’est prise par une
        machine.
      </p>
      <h2>Qui le lit</h2>
      <p>
        Le secrétariat. Une fois la demande acceptée, les membres de votre PO lisent le dossier du PO sur l’extranet, et
        les services de la fédération s’en servent pour écrire aux bonnes personnes. Les données restent dans l’Union
        européenne.
      </p>
      <h2>Combien de temps</h2>
      <ul>
        <li>
          un envoi pas encore parti : {DRAFT_DAYS} jours après le dernier changement, chiffré&nbsp;; seul votre
          navigateur, ou le lien que vous vous faites envoyer, peut l’ouvrir, et vous pouvez l’effacer à tout moment
        </li>
        <li>
          une demande appliquée : {sayMonths(periods['requests-applied'])} après, pour pouvoir répondre de ce qui a été
          changé&nbsp;; une demande refusée ou retirée : {sayMonths(periods['requests-closed'])}
        </li>
        <li>
          les mandats et les rôles : aussi longtemps qu’ils durent, puis {sayMonths(periods['people-without-mandate'])}
        </li>
      </ul>
      <h2>Cookies</h2>
      <p>
        Seulement ceux sans lesquels le formulaire ne marche pas&nbsp;: l’un le protège contre les envois faits à votre
        insu, les autres retrouvent les envois que vous avez commencés. Aucune mesure d’audience, aucun appel à un autre
        site.
      </p>
      <h2>Vos droits</h2>
      <p>
        Vous pouvez demander à voir vos données, à les corriger, à les effacer, à en limiter l’usage ou vous y opposer
        (articles 15 à 21 du RGPD). Écrivez au secrétariat&nbsp;: il répond dans le mois.
      </p>
      <p>
        Si la réponse ne vous convient pas, vous pouvez vous adresser à l’Autorité de protection des données, rue de la
        Presse 35, 1000 Bruxelles,{' '}
        <a href="https://www.autoriteprotectiondonnees.be" rel="noreferrer">
          autoriteprotectiondonnees.be
        </a>
        .
      </p>
    </>
  );
}
