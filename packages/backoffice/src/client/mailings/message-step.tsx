import { LONGEST_SUBJECT } from '@guichet/shared/contracts/mailing-body';
import { MAILING_KIND_NAMES, MAILING_KINDS } from '@guichet/shared/domain/mailings/mailing-kinds';
import { SelectField } from '@guichet/shared/ui/select-field';
import { TextField } from '@guichet/shared/ui/text-field';
import type { MailingDraft } from './use-mailing-draft.ts';

/** What a mailing says. */
export function MessageStep({ draft }: { draft: MailingDraft }) {
  const { mailing, mayWrite, write } = draft;
  return (
    <section aria-labelledby="message-titre">
      <h2 id="message-titre">Message</h2>
      <SelectField
        id="genre"
        name="genre"
        label="Genre de courrier"
        hint={MAILING_KINDS[mailing.kind].explanation}
        value={mailing.kind}
        options={MAILING_KIND_NAMES.map((kind) => ({ value: kind, label: MAILING_KINDS[kind].label }))}
        inputProps={{
          disabled: !mayWrite,
          onChange: ({ target }) => {
            const kind = MAILING_KIND_NAMES.find((name) => name === target.value);
            if (kind) write({ kind });
          },
        }}
      />
      <TextField
        id="objet"
        name="objet"
        label="Objet"
        value={mailing.subject}
        inputProps={{
          maxLength: LONGEST_SUBJECT,
          readOnly: !mayWrite,
          onChange: ({ target }) => write({ subject: target.value }),
        }}
      />
    </section>
  );
}
