import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { DataTable } from '@guichet/shared/ui/data-table';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { SummaryList } from '@guichet/shared/ui/summary-list';
import type { VerificationFile } from '../../../reads/read-verification-file.ts';

type Props = {
  file: VerificationFile;
  action: string;
  token: string;
  changeUrl: string;
  /** When and by whom it was confirmed before, in words. */
  lastConfirmation: string | null;
  /** The file is another than the one that was confirmed a moment ago. */
  changed?: boolean;
};

/** The file as it is recorded, and one question. */
export function VerificationPage({ file, action, token, changeUrl, lastConfirmation, changed = false }: Props) {
  return (
    <>
      {changed && (
        <Notice kind="warn" title="Le dossier vient de changer" role="status">
          <p>Rien n’est confirmé. Relisez-le, puis confirmez.</p>
        </Notice>
      )}
      <PageTitle caption="Vérification annuelle">{file.name}</PageTitle>
      <p className="intro">
        Voici ce que le secrétariat a enregistré. Est-ce toujours juste aujourd’hui ? Une seule réponse suffit pour le
        PO.
      </p>
      <p className="muted">
        {lastConfirmation ? `Confirmé pour la dernière fois ${lastConfirmation}.` : 'Jamais confirmé jusqu’ici.'}
      </p>
      <section aria-labelledby="identite">
        <h2 id="identite">Identité</h2>
        <SummaryList rows={file.facts.map((fact) => ({ ...fact, value: fact.value || <Missing /> }))} />
      </section>
      <section aria-labelledby="ecoles">
        <h2 id="ecoles">{file.schools.length > 1 ? `${file.schools.length} écoles` : 'École'}</h2>
        {file.schools.length === 0 && <p className="muted">Aucune école n’est enregistrée.</p>}
        <ul>
          {file.schools.map(({ key, name, place }) => (
            <li key={key}>
              <strong>{name}</strong>
              {place && `, ${place}`}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="membres">
        <h2 id="membres">Membres aujourd’hui</h2>
        <DataTable
          caption="Membres du PO aujourd’hui"
          captionHidden
          rows={file.members}
          rowKey={({ key }) => key}
          columns={[
            { key: 'name', label: 'Nom', heading: true, cell: ({ name }) => name },
            { key: 'roles', label: 'Rôles', cell: ({ roles }) => roles },
            { key: 'email', label: 'Mail', cell: ({ email }) => email },
          ]}
        />
        <p className="muted small">
          Les adresses sont masquées : ce lien peut être lu par quelqu’un d’autre. Vous reconnaissez les vôtres au début
          et à la fin.
        </p>
      </section>
      <section aria-labelledby="reponse">
        <h2 id="reponse">Votre réponse</h2>
        <form method="post" action={action}>
          <CsrfField token={token} />
          <input type="hidden" name="lu" value={file.hash} />
          <div className="buttons">
            <Button>Tout est juste</Button>
            <LinkButton kind="quiet" href={changeUrl}>
              Signaler un changement
            </LinkButton>
          </div>
        </form>
      </section>
    </>
  );
}

function Missing() {
  return <span className="muted">pas encore connu</span>;
}
