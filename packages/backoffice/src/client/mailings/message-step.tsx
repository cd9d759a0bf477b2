import { MAILING_KIND_NAMES, MAILING_KINDS } from '@guichet/shared/domain/mailings/mailing-kinds';
import { SelectField } from '@guichet/shared/ui/select-field';
import { lazy, Suspense } from 'react';
import { LoadingPage } from '../shell/page-states.tsx';
import { AttachmentPart } from './attachment-part.tsx';
import { KeepPart } from './keep-part.tsx';
import { PreviewPart } from './preview-part.tsx';
import { SubjectField } from './subject-field.tsx';
import { TextPart } from './text-part.tsx';
import type { MailingDraft } from './use-mailing-draft.ts';

const MailingEditor = lazy(async () => ({ default: (await import('./editor/mailing-editor.tsx')).MailingEditor }));

/** What a mailing says. */
export function MessageStep({ draft }: { draft: MailingDraft }) {
  const { mailing, mayWrite, write, generation } = draft;
  return (
    <section className="mailing-message" aria-labelledby="message-titre">
      <h2 id="message-titre">Message</h2>
      <SelectField
        required
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
      <SubjectField draft={draft} />
      <Suspense fallback={<LoadingPage />}>
        <MailingEditor
          key={`${generation} ${mayWrite}`}
          body={mailing.body}
          readOnly={!mayWrite}
          maxMegabytes={mailing.limits.fileMegabytes}
          onChange={(body) => write({ body })}
        />
      </Suspense>
      <AttachmentPart draft={draft} />
      <TextPart draft={draft} />
      <PreviewPart draft={draft} />
      <KeepPart draft={draft} />
    </section>
  );
}
