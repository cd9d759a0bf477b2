import { Button, LinkButton } from './button.tsx';
import { type PageAssets, PageDocument } from './page-document.tsx';
import { SiteHeader } from './site-header.tsx';

export type ErrorPageProps = {
  assets: PageAssets;
  title: string;
  message: string;
  status: number;
  /** What to quote to the secretariat: it finds the request in the logs. */
  requestId: string;
  issues?: readonly { path: string; message: string }[] | undefined;
  advice?: string | undefined;
  /** A form that can be sent again as it was. */
  resend?: { action: string; fields: readonly (readonly [name: string, value: string])[] } | undefined;
  homeHref?: string | undefined;
  brand?: string | undefined;
};

/** A whole page that says what happened, what is lost and what to do. */
export function ErrorPage({ assets, homeHref = '/', brand, ...content }: ErrorPageProps) {
  return (
    <PageDocument title={content.title} assets={assets} header={<SiteHeader homeHref={homeHref} brand={brand} />}>
      <ErrorContent {...content} homeHref={homeHref} />
    </PageDocument>
  );
}

/** The inside of the page, for an app that has a frame of its own. */
export function ErrorContent(props: Omit<ErrorPageProps, 'assets' | 'brand'>) {
  const { issues = [], resend } = props;
  return (
    <div className="error-page">
      <h1>{props.title}</h1>
      <p>{props.message}</p>
      {issues.length > 0 && (
        <ul>
          {issues.map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>{issue.message}</li>
          ))}
        </ul>
      )}
      {props.advice && <p>{props.advice}</p>}
      {resend ? (
        <form method="post" action={resend.action}>
          <p>Ce que vous aviez écrit est encore là. Vous pouvez l’envoyer maintenant.</p>
          {resend.fields.map(([name, value], index) => (
            // Names repeat (checkboxes) and nothing ever moves: the position is the identity.
            <input key={index} type="hidden" name={name} value={value} />
          ))}
          <Button>Envoyer à nouveau</Button>
        </form>
      ) : (
        <LinkButton kind="quiet" href={props.homeHref ?? '/'}>
          Retour à l’accueil
        </LinkButton>
      )}
      <p className="error-reference">
        Si cela se répète, donnez ce code au secrétariat : <strong>{props.requestId}</strong>
      </p>
    </div>
  );
}
