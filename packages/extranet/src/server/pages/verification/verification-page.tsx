import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { DataTable } from '@guichet/shared/ui/data-table';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { SummaryList } from '@guichet/shared/ui/summary-list';
import { ReportButton, ReportForm, type ReportSubject } from '../dossier/report-button.tsx';
import type { VerificationFile } from '../../../reads/read-verification-file.ts';

type Props = {
  file: VerificationFile;
  action: string;
  token: string;
  changeUrl: string;
  /** Where "Signaler un changement" posts, for who is signed in: the form opens filled in. By a link there is only the form. */
  reportAction?: string | undefined;
  /** When and by whom it was confirmed before, in words. */
  lastConfirmation: string | null;
  /** The file is another than the one that was confirmed a moment ago. */
  changed?: boolean;
};

/** The file as it is recorded, and one question. */
export function VerificationPage(props: Props) {
  const { file, action, token, changeUrl, reportAction, lastConfirmation, changed = false } = props;
  const beside = (subject: ReportSubject, about: string) =>
    reportAction !== undefined && <ReportButton subject={subject} about={about} />;
  return (
    <>
      {reportAction !== undefined && <ReportForm action={reportAction} csrf={token} />}
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
        <div className="section-head">
          <h2 id="identite">Identité</h2>
          {beside({ kind: 'po' }, 'identité du PO')}
        </div>
        <SummaryList rows={file.facts.map((fact) => ({ ...fact, value: fact.value || <Missing /> }))} />
      </section>
      <section aria-labelledby="ecoles">
        <div className="section-head">
          <h2 id="ecoles">{file.schools.length > 1 ? `${file.schools.length} écoles` : 'École'}</h2>
          {beside({ kind: 'po' }, 'les écoles')}
        </div>
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
        <div className="section-head">
          <h2 id="membres">Membres aujourd’hui</h2>
          {beside(null, 'un membre qui manque')}
        </div>
        <DataTable
          caption="Membres du PO aujourd’hui"
          captionHidden
          rows={file.members}
          rowKey={({ key }) => key}
          columns={[
            {
              ...{ key: 'name', label: 'Nom', heading: true },
              cell: ({ key: id, name }) => (
                <>
                  {name}
                  {beside({ kind: 'member', id }, name)}
                </>
              ),
            },
            { key: 'roles', label: 'Rôles', cell: ({ roles }) => roles },
            { key: 'email', label: 'Mail', cell: ({ email }) => email },
          ]}
        />
        <p className="muted small">
          {reportAction === undefined
            ? 'Les adresses sont masquées : ce lien peut être lu par quelqu’un d’autre. Chacun reconnaît la sienne au début et à la fin.'
            : 'Les adresses sont masquées : chacun reconnaît la sienne au début et à la fin.'}
        </p>
      </section>
      <section aria-labelledby="reponse">
        <h2 id="reponse">Votre réponse</h2>
        <form method="post" action={action}>
          <CsrfField token={token} />
          <input type="hidden" name="lu" value={file.hash} />
          <div className="buttons">
            <Button>Tout est juste</Button>
            {reportAction === undefined ? (
              <LinkButton kind="quiet" href={changeUrl}>
                Signaler un changement
              </LinkButton>
            ) : (
              <ReportButton kind="quiet" subject={null} about="dans le PO" />
            )}
          </div>
        </form>
      </section>
    </>
  );
}

function Missing() {
  return <span className="muted">pas encore connu</span>;
}
