import type { ChangedAnswer } from '@guichet/shared/request-types/compare-answers';
import { BackLink } from '@guichet/shared/ui/back-link';
import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';
import { SummaryList } from '@guichet/shared/ui/summary-list';

export type CorrectionReviewProps = {
  title: string;
  action: string;
  editHref: string;
  csrf: string;
  version: number;
  changes: readonly ChangedAnswer[];
  note: string;
  /** Another tab has kept other answers since this page was shown. */
  changedMeanwhile: boolean;
};

/** What has changed, once more before it leaves. */
export function CorrectionReviewPage(props: CorrectionReviewProps) {
  const { changes, note } = props;
  return (
    <>
      <BackLink href={props.editHref} />
      {props.changedMeanwhile && (
        <Notice kind="warn" role="alert" title="Vos réponses ont changé dans un autre onglet">
          <p>Relisez-les&nbsp;: c’est ce qui est écrit ici qui partira.</p>
        </Notice>
      )}
      <PageTitle caption={props.title}>Relisez votre réponse</PageTitle>
      {changes.length === 0 && <p>Vos réponses restent les mêmes.</p>}
      <SummaryList
        rows={[
          ...changes.map(({ field, label, before, after }) => ({
            key: field,
            label,
            value: (
              <>
                <del>
                  <span className="visually-hidden">Avant&nbsp;: </span>
                  {before ?? 'rien'}
                </del>
                <br />
                <ins>
                  <span className="visually-hidden">Maintenant&nbsp;: </span>
                  {after ?? 'rien'}
                </ins>
              </>
            ),
          })),
          ...(note === ''
            ? []
            : [{ key: 'note', label: 'Un mot au secrétariat', value: <span className="lines">{note}</span> }]),
        ]}
      />
      <form method="post" action={props.action} className="buttons">
        <CsrfField token={props.csrf} />
        <input type="hidden" name="version" value={props.version} />
        <Button>Envoyer ma réponse</Button>
        <a href={props.editHref}>Modifier</a>
      </form>
    </>
  );
}
