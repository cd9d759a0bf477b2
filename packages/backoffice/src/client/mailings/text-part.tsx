import { LONGEST_TEXT_PART } from '@guichet/shared/contracts/mailing-body';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { TextArea } from '@guichet/shared/ui/text-area';
import { useQuery } from '@tanstack/react-query';
import { mailingTextQuery } from './mailing-queries.ts';
import type { MailingDraft } from './use-mailing-draft.ts';

/** The text for those who read mails without type or pictures: made from the message, or as staff wrote it. */
export function TextPart({ draft }: { draft: MailingDraft }) {
  const { mailing, mayWrite, write } = draft;
  const { data } = useQuery(mailingTextQuery(mailing.id, mailing.version));
  const { textPart } = mailing;
  return (
    <details className="mailing-text" id="version-texte">
      <summary>Version texte {textPart === null ? '(faite depuis le message)' : '(modifiée par vous)'}</summary>
      <p className="muted small">
        Chaque mail part aussi en texte seul, pour qui lit ses mails ainsi. Les variables y sont remplacées de la même
        façon.
      </p>
      {textPart !== null && data?.isBehind && (
        <Notice kind="warn" title="Le message a changé depuis">
          <p>Cette version texte ne dit peut-être plus la même chose que le message.</p>
        </Notice>
      )}
      {textPart === null ? (
        <>
          <pre className="mailing-plain">{data?.made}</pre>
          {mayWrite && (
            <Button
              type="button"
              kind="quiet"
              small
              disabled={!data}
              onClick={() => write({ textPart: data?.made ?? '' })}
            >
              Modifier la version texte
            </Button>
          )}
        </>
      ) : (
        <>
          <TextArea
            required
            id="texte-seul"
            name="texte-seul"
            label="Version texte"
            rows={12}
            maxLength={LONGEST_TEXT_PART}
            value={textPart}
            inputProps={{ readOnly: !mayWrite, onChange: ({ target }) => write({ textPart: target.value }) }}
          />
          {mayWrite && (
            <Button type="button" kind="quiet" small onClick={() => write({ textPart: null })}>
              Refaire depuis le message
            </Button>
          )}
        </>
      )}
    </details>
  );
}
