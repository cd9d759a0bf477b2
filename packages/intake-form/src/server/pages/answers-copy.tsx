import { Button } from '@guichet/shared/ui/button';
import { CsrfField } from '@guichet/shared/ui/csrf-field';
import { Icon } from '@guichet/shared/ui/icon';
import { SummaryList } from '@guichet/shared/ui/summary-list';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Printer from 'lucide-react/icons/printer';
import type { SentAnswers } from '../reads/read-answers.ts';

/** What was sent, to be read again, printed, or mailed to the confirmed address. */
export function AnswersCopy({ answers, action, csrf }: { answers: SentAnswers; action: string; csrf: string }) {
  const { submitter, message, requests } = answers;
  return (
    <section className="group" aria-labelledby="copie">
      <h2 id="copie">Copie de vos réponses</h2>
      <details className="fold">
        <summary>
          <Icon of={ChevronRight} />
          <span className="fold-title">Voir ce que vous avez envoyé</span>
        </summary>
        <div className="fold-content">
          {requests.map((request) => (
            <section key={request.position} aria-label={`Demande ${request.position}`}>
              <h3>{requests.length > 1 ? `${request.position}. ${request.label}` : request.label}</h3>
              <SummaryList
                rows={request.answers.map(({ field, label, value }) => ({ key: field, label, value: lines(value) }))}
              />
            </section>
          ))}
          <h3>Vous</h3>
          <SummaryList
            rows={[
              { key: 'name', label: 'Nom', value: `${submitter.name}, ${submitter.function}` },
              { key: 'email', label: 'Adresse mail', value: submitter.email },
              ...(message === '' ? [] : [{ key: 'message', label: 'Message', value: lines(message) }]),
            ]}
          />
        </div>
      </details>
      <form method="post" action={action} className="buttons">
        <CsrfField token={csrf} />
        <Button kind="quiet">Recevoir cette copie par mail</Button>
        <Button type="button" kind="quiet" icon={Printer} data-print hidden>
          Imprimer
        </Button>
      </form>
    </section>
  );
}

function lines(text: string) {
  return <span className="lines">{text}</span>;
}
