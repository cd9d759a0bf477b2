import { Button, LinkButton } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Notice } from '@guichet/shared/ui/notice';
import { PageTitle } from '@guichet/shared/ui/page-title';

export type OtherPoPageProps = {
  action: string;
  csrf: string;
  hidden: Readonly<Record<string, string>>;
  newer: string;
  chosen: string;
  keepHref: string;
};

/** Another tab has changed the envoi while a PO was chosen here. */
export function OtherPoPage({ action, csrf, hidden, newer, chosen, keepHref }: OtherPoPageProps) {
  return (
    <>
      <PageTitle>Pour quel PO&nbsp;?</PageTitle>
      <Notice kind="warn" title="Vos réponses ont changé dans un autre onglet" role="alert">
        <p>
          Le PO enregistré est «&nbsp;{newer}&nbsp;». Sur cette page, vous venez de choisir «&nbsp;{chosen}&nbsp;». Rien
          n’est encore changé.
        </p>
      </Notice>
      <form method="post" action={action} className="buttons">
        <CsrfField token={csrf} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button>Choisir {chosen}</Button>
        <LinkButton kind="quiet" href={keepHref}>
          Garder {newer}
        </LinkButton>
      </form>
    </>
  );
}
