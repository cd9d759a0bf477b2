import type { PersonData } from '@guichet/shared/contracts/privacy';
import { formatDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { Button } from '@guichet/shared/ui/button';
import { DataTable } from '@guichet/shared/ui/data-table';
import { useEffect, useRef } from 'react';
import { saveAs } from './save-as.ts';
import { sayValue } from './say-value.ts';

/** The access document: to be read, printed or saved, with where each value came from. */
export function DataDocument({ data }: { data: PersonData }) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => ref.current?.focus(), []);
  const name = `donnees-${data.person.id}`;
  return (
    <>
      <div className="privacy-acts">
        <Button type="button" kind="quiet" onClick={() => window.print()}>
          Imprimer
        </Button>
        <Button type="button" kind="quiet" onClick={() => saveAs(`${name}.html`, 'text/html', pageOf(ref.current))}>
          Enregistrer la page
        </Button>
        <Button
          type="button"
          kind="quiet"
          onClick={() => saveAs(`${name}.json`, 'application/json', JSON.stringify(data, null, 2))}
        >
          Enregistrer en JSON
        </Button>
      </div>
      <article className="data-document" ref={ref} tabIndex={-1} aria-labelledby="document-titre">
        <h2 id="document-titre">Données à caractère personnel : {data.person.name}</h2>
        <p className="muted">
          Fait le {sayDate(data.madeAt)} par {data.madeBy}. Vous pouvez demander qu’une valeur soit corrigée ou effacée,
          et vous adresser à l’Autorité de protection des données (www.autoriteprotectiondonnees.be).
        </p>
        <MandateList mandates={data.mandates} />
        <HistoryTable history={data.history} />
        <ConsentTable consents={data.consents} />
        {data.parts.map((part) => (
          <PartSection key={part.table} part={part} />
        ))}
      </article>
    </>
  );
}

function MandateList({ mandates }: { mandates: PersonData['mandates'] }) {
  if (mandates.length === 0) return null;
  return (
    <section>
      <h3>Mandats et rôles</h3>
      <ul>
        {mandates.map((mandate) => (
          <li key={mandate}>{mandate}</li>
        ))}
      </ul>
    </section>
  );
}

function HistoryTable({ history }: { history: PersonData['history'] }) {
  if (history.length === 0) return null;
  return (
    <section>
      <h3>Histoire des valeurs</h3>
      <DataTable
        caption="Chaque changement, et ce qui l’a fait"
        captionHidden
        rows={history.map((change, index) => ({ ...change, key: String(index) }))}
        rowKey={({ key }) => key}
        columns={[
          { key: 'field', label: 'Valeur', heading: true, cell: ({ field }) => field },
          { key: 'from', label: 'Avant', cell: ({ from }) => from },
          { key: 'to', label: 'Après', cell: ({ to }) => to },
          { key: 'origin', label: 'Origine', cell: ({ origin }) => origin },
        ]}
      />
    </section>
  );
}

function ConsentTable({ consents }: { consents: PersonData['consents'] }) {
  if (consents.length === 0) return null;
  return (
    <section>
      <h3>Accords donnés aux plateformes</h3>
      <DataTable
        caption="Chaque accord, et jusqu’à quand"
        captionHidden
        rows={consents}
        rowKey={({ platform, givenAt }) => `${platform} ${givenAt}`}
        columns={[
          { key: 'platform', label: 'Plateforme', heading: true, cell: ({ platform }) => platform },
          { key: 'version', label: 'Version du texte', cell: ({ version }) => version },
          { key: 'given', label: 'Donné', cell: ({ givenAt }) => sayDate(givenAt) },
          {
            key: 'withdrawn',
            label: 'Retiré',
            cell: ({ withdrawnAt }) => (withdrawnAt === null ? 'en vigueur' : sayDate(withdrawnAt)),
          },
        ]}
      />
    </section>
  );
}

function PartSection({ part }: { part: PersonData['parts'][number] }) {
  return (
    <section>
      <h3>{part.holds}</h3>
      <p className="muted small">
        Pourquoi : {part.purpose}. {part.basis}. Durée : {part.kept}.
      </p>
      {part.rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a document that never changes
        <dl className="data-row" key={index}>
          {row.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{sayValue(value)}</dd>
            </div>
          ))}
        </dl>
      ))}
    </section>
  );
}

/** With its year, and never "today": it is read for years. */
const sayDate = (moment: string): string => formatDate(todayInBrussels(new Date(moment)));

/** The document alone, legible without our styles. */
function pageOf(article: HTMLElement | null): string {
  const style =
    'body{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}dd{margin:0 0 .5rem;white-space:pre-wrap}dl{border-top:1px solid #999;padding-top:.5rem}table{border-collapse:collapse}td,th{padding:.25rem .75rem .25rem 0;text-align:left}.table-label{display:none}.visually-hidden{display:none}';
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Données à caractère personnel</title><style>${style}</style>${article?.innerHTML ?? ''}</html>`;
}
