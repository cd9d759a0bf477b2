import { LONGEST_SUBJECT, MAILING_VARIABLES, type MailingVariable } from '@guichet/shared/contracts/mailing-body';
import { tokenOf, VARIABLE_WORDS } from '@guichet/shared/domain/mailings/mailing-variables';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import { useRef } from 'react';
import type { MailingDraft } from './use-mailing-draft.ts';

/** The subject, into which variables may be put too. */
export function SubjectField({ draft }: { draft: MailingDraft }) {
  const { mailing, mayWrite, write } = draft;
  const ref = useRef<HTMLInputElement>(null);
  const insert = (variable: MailingVariable) => {
    const { subject } = mailing;
    const at = ref.current?.selectionStart ?? subject.length;
    write({ subject: `${subject.slice(0, at)}${tokenOf(variable)}${subject.slice(at)}`.slice(0, LONGEST_SUBJECT) });
    ref.current?.focus();
  };
  return (
    <div className="mailing-subject">
      <TextField
        required
        id="objet"
        name="objet"
        label="Objet"
        hint="Court et précis : c’est lui qu’on lit d’abord, et le titre du message."
        value={mailing.subject}
        inputProps={{
          ref,
          maxLength: LONGEST_SUBJECT,
          readOnly: !mayWrite,
          onChange: ({ target }) => write({ subject: target.value }),
        }}
      />
      {mayWrite && (
        <div className="note-mentions" role="group" aria-label="Insérer une variable dans l’objet">
          <span className="muted small">Insérer :</span>
          {MAILING_VARIABLES.map((name) => (
            <Button
              key={name}
              type="button"
              kind="plain"
              small
              title={VARIABLE_WORDS[name].meaning}
              onClick={() => insert(name)}
            >
              {tokenOf(name)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
