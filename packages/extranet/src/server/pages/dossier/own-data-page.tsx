import { type CivilDate, formatDate, formatLongDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { sayDevice } from '@guichet/shared/domain/device-words';
import { formatPhone } from '@guichet/shared/domain/phone';
import { formatAddress } from '@guichet/shared/domain/postal-address';
import { formatFieldValue, PERSON_FIELD_LABELS } from '@guichet/shared/effects/describe-effect';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { SummaryList } from '@guichet/shared/ui/summary-list';
import type { OwnData, OwnReading } from '../../../reads/read-own-data.ts';
import type { Secretariat } from '../../../reads/read-secretariat.ts';
import { sayOrigin } from '../../../reads/say-origin.ts';
import { SecretariatContact } from '../../frame.tsx';
import { RestNote } from '../origin-note.tsx';
import { MandateItem } from '../own-section.tsx';
import { Value } from '../value.tsx';
import { ReportButton, ReportForm } from './report-button.tsx';

export type OwnDataPageProps = {
  data: OwnData;
  today: CivilDate;
  csrf: string;
  reportAction: string;
  privacyUrl: string;
  secretariat: Secretariat | null;
  /** Members of a PO see how to reach each other. */
  showsContacts: boolean;
};

/** What is recorded about the reader: nothing can be changed here, and it says how it can. */
export function OwnDataPage(props: OwnDataPageProps) {
  const { data, today, csrf, reportAction, privacyUrl, secretariat, showsContacts } = props;
  return (
    <>
      <ReportForm action={reportAction} csrf={csrf} />
      <PageTitle>Mes données</PageTitle>
      <div className="keeper">
        <p>
          Voici ce qui est enregistré à votre sujet. Le secrétariat le tient à jour. Quelque chose n’est pas juste ? Le
          formulaire s’ouvre déjà rempli : corrigez, il vérifie.{' '}
          {secretariat && <SecretariatContact {...secretariat} />}
        </p>
        <ReportButton kind="main" subject={{ kind: 'member', id: data.person.id }} about="mes données" />
      </div>
      <nav aria-label="Dans cette page" className="contents">
        <a href="#coordonnees">Coordonnées</a>
        <a href="#compte">Compte</a>
        <a href="#mandats">Mandats</a>
        <a href="#changements">Changements</a>
        <a href="#lectures">Qui les a lues</a>
        <a href="#copie">Copie</a>
      </nav>
      <Contacts data={data} />
      <Account data={data} />
      <Mandates data={data} today={today} />
      <Changes data={data} />
      <Readings readings={data.readings} showsContacts={showsContacts} />
      <Copy csrf={csrf} privacyUrl={privacyUrl} />
    </>
  );
}

function Contacts({ data: { person, fieldOrigins, causes } }: { data: OwnData }) {
  const row = (key: string, label: string, text: string | null) => ({
    key,
    label,
    value: <Value text={text} changed={fieldOrigins.get(`${person.id}/${key}`)} />,
  });
  return (
    <section aria-labelledby="coordonnees">
      <h2 id="coordonnees">Identité et coordonnées</h2>
      <SummaryList
        rows={[
          row('firstName', 'Prénom', person.firstName),
          row('lastName', 'Nom', person.lastName),
          row('birthDate', 'Date de naissance', formatLongDate(person.birthDate)),
          row('email', 'E-mail', person.email),
          row('phone', 'Téléphone', person.phone && formatPhone(person.phone)),
          row('address', 'Adresse', formatAddress(person)),
        ]}
      />
      <RestNote origin={causes.get(person.createdBy)} />
    </section>
  );
}

function Account({ data: { account, sessions } }: { data: OwnData }) {
  return (
    <section aria-labelledby="compte">
      <h2 id="compte">Compte de l’extranet</h2>
      <SummaryList
        rows={[
          { key: 'email', label: 'Adresse de connexion', value: <Value text={account.email} /> },
          ...(account.pendingEmail
            ? [{ key: 'pending', label: 'Nouvelle adresse, à confirmer', value: account.pendingEmail }]
            : []),
          {
            key: 'since',
            label: 'Compte activé',
            value: `le ${sayDay(account.activatedAt ?? account.createdAt)}`,
          },
          {
            key: 'sessions',
            label: 'Appareils connectés',
            value: (
              <ul className="roles">
                {sessions.map(({ userAgent, ipAddress, since, last }) => (
                  <li key={since.toISOString()}>
                    {sayDevice(userAgent)}
                    <span className="origin">
                      depuis le {sayDay(since)}, vu le {sayDay(last)}
                      {ipAddress && `, adresse réseau ${ipAddress}`}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <p className="origin">
        Enregistré par l’extranet lui-même, quand vous vous connectez. Le mot de passe n’est gardé que sous une forme
        que personne ne peut relire.
      </p>
      <p>
        <a href="/compte">Gérer mon mot de passe, mes façons de me connecter et mes appareils</a>
      </p>
      <p>
        <a href="/plateformes">Plateformes qui s’ouvrent avec ce compte</a>, et ce qu’elles savent de vous.
      </p>
    </section>
  );
}

function Mandates({ data: { mandates, causes }, today }: { data: OwnData; today: CivilDate }) {
  const pos = [...new Map(mandates.map(({ po }) => [po.id, po])).values()];
  return (
    <section aria-labelledby="mandats">
      <h2 id="mandats">Mandats</h2>
      {pos.map((po) => (
        <div key={po.id}>
          <h3>
            {po.name} <span className="muted small">FASE {po.fase}</span>
          </h3>
          <ul className="mandates">
            {mandates
              .filter((mandate) => mandate.po.id === po.id)
              .map((mandate) => (
                <MandateItem key={mandate.id} mandate={mandate} today={today} origins={causes} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Changes({ data: { changes, causes } }: { data: OwnData }) {
  return (
    <section aria-labelledby="changements">
      <h2 id="changements">Ce qui a changé</h2>
      {changes.length === 0 && <p className="muted">Rien n’a changé depuis le premier enregistrement.</p>}
      {changes.length > 0 && (
        <ul className="mandates">
          {changes.map(({ field, from, to, causeId }, index) => (
            <li key={`${causeId} ${field} ${index}`}>
              <p className="mandate-title">{PERSON_FIELD_LABELS[field] ?? field}</p>
              <span className="wrap">
                {formatFieldValue(field, from)} <span aria-hidden="true">→</span>
                <span className="visually-hidden">est devenu</span> {formatFieldValue(field, to)}
              </span>
              <span className="origin">Changé {sayOrigin(causes.get(causeId))}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Readings({ readings, showsContacts }: { readings: readonly OwnReading[]; showsContacts: boolean }) {
  return (
    <section aria-labelledby="lectures">
      <h2 id="lectures">Qui les a lues</h2>
      <p>
        Les membres de votre PO voient votre nom, vos rôles et les dates de votre mandat
        {showsContacts && ', votre e-mail et votre téléphone'}. Le secrétariat voit tout, et ses lectures sont notées,
        une par heure et par personne. Pour savoir qui a lu, demandez-le-lui.
      </p>
      {readings.length === 0 && <p className="muted">Aucune lecture n’est notée.</p>}
      {readings.length > 0 && (
        <ul className="roles">
          {readings.map(({ poName, at }) => (
            <li key={at.toISOString()}>
              {`Le ${sayDay(at)}, une personne du secrétariat a ouvert ${sayRead(poName)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Copy({ csrf, privacyUrl }: { csrf: string; privacyUrl: string }) {
  return (
    <section aria-labelledby="copie">
      <h2 id="copie">En prendre une copie</h2>
      <p>
        La copie contient tout ce qui précède et le reste de ce que le programme garde à votre sujet, table par table.
        Ce que d’autres ont écrit à votre sujet parle aussi d’eux : le secrétariat le relit et vous le remet si vous le
        demandez.
      </p>
      <form method="post" action="/mes-donnees/copie" className="buttons">
        <CsrfField token={csrf} />
        <Button kind="quiet" name="format" value="texte">
          Télécharger un texte à lire
        </Button>
        <Button kind="quiet" name="format" value="json">
          Télécharger pour un programme (JSON)
        </Button>
      </form>
      <p>
        <a href={privacyUrl}>Pourquoi ces données, combien de temps, et vos droits</a>
      </p>
    </section>
  );
}

function sayRead(poName: string | null): string {
  return poName === null ? 'votre page' : `le dossier « ${poName} », où vous figurez`;
}

const sayDay = (moment: Date): string => formatDate(todayInBrussels(moment));
