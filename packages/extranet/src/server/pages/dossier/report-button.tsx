import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';

const FORM = 'signaler';

/** The one form that every button of the page sends: it leads to the public form, filled in. */
export function ReportForm({ action, csrf }: { action: string; csrf: string }) {
  return (
    <form id={FORM} method="post" action={action}>
      <CsrfField token={csrf} />
    </form>
  );
}

/** What of the file a change is told about; `null`: nothing in particular. */
export type ReportSubject = { kind: 'po' } | { kind: 'school' | 'member'; id: string } | null;

type ReportButtonProps = {
  subject: ReportSubject;
  /** Completes the words for those who hear them alone. */
  about: string;
  /** Plain beside a block or a person; otherwise as big as other buttons. */
  kind?: 'main' | 'quiet' | undefined;
};

/** "Signaler un changement", beside what may have changed. */
export function ReportButton({ subject, about, kind }: ReportButtonProps) {
  const value = subject === null ? '' : 'id' in subject ? `${subject.kind}:${subject.id}` : subject.kind;
  return (
    <Button kind={kind ?? 'plain'} small={kind === undefined} className="report" form={FORM} name="sujet" value={value}>
      Signaler un changement<span className="visually-hidden"> : {about}</span>
    </Button>
  );
}
