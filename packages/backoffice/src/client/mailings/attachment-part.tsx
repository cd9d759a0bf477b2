import { uploadMailingFile } from '@guichet/shared/contracts/mailings';
import { MAILING_FILE_ACCEPT, MAILING_FILE_WORDS, MAILING_FILES } from '@guichet/shared/domain/mailings/mailing-files';
import { sayBytes } from '@guichet/shared/domain/resource-files';
import { Button } from '@guichet/shared/ui/button';
import { useState } from 'react';
import { call } from '../api.ts';
import { newId } from '../bulk/new-id.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { sizeProblem } from './file-size.ts';
import { noteBrought } from './kept-changes.ts';
import type { MailingDraft } from './use-mailing-draft.ts';

/** The files that go with a mailing, and how much it weighs. */
export function AttachmentPart({ draft }: { draft: MailingDraft }) {
  const { mailing, mayWrite, write } = draft;
  const { attachments, images, limits } = mailing;
  const announce = useAnnounce();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ids = attachments.map(({ id }) => id);
  const add = async (file: File) => {
    const mistake = sizeProblem(file, limits.fileMegabytes);
    setProblem(mistake);
    if (mistake !== '') return;
    setBusy(true);
    try {
      const query = { id: newId(), name: file.name, use: 'attachment' as const };
      const brought = await call(uploadMailingFile, { query, body: file });
      noteBrought(brought);
      write({ attachments: [...ids, brought.id] });
      announce(`Pièce jointe ajoutée : ${brought.name}.`);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const total = [...attachments, ...images].reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <section aria-labelledby="pieces-titre">
      <h3 id="pieces-titre">Pièces jointes</h3>
      {!mayWrite && attachments.length === 0 && <p className="muted">Aucune pièce jointe.</p>}
      {attachments.length > 0 && (
        <ul className="mailing-files">
          {attachments.map(({ id, name, kind, bytes }) => (
            <li key={id}>
              <a href={`/api/mailing-files/${id}`} download={name}>
                {name}
              </a>
              <span className="muted small">
                {MAILING_FILES[kind].label}, {sayBytes(bytes)}
              </span>
              {mayWrite && (
                <Button
                  type="button"
                  kind="plain"
                  small
                  onClick={() => {
                    write({ attachments: ids.filter((one) => one !== id) });
                    announce(`Pièce jointe retirée : ${name}.`);
                  }}
                >
                  Retirer
                  <span className="visually-hidden"> : {name}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {total > 0 && (
        <p className={total > limits.mailingMegabytes * 1_000_000 ? 'field-error' : 'muted small'}>
          Images et pièces jointes : {sayBytes(total)} sur {limits.mailingMegabytes} Mo. Chaque destinataire les reçoit.
        </p>
      )}
      {mayWrite && (
        <div className="field">
          <label className="label" htmlFor="piece-fichier">
            Ajouter une pièce jointe
          </label>
          <p className="muted small" id="piece-aide">
            {MAILING_FILE_WORDS} ; {limits.fileMegabytes} Mo au plus.
          </p>
          <input
            id="piece-fichier"
            type="file"
            className="import-file"
            accept={MAILING_FILE_ACCEPT}
            aria-describedby="piece-aide"
            disabled={busy}
            onChange={({ target }) => {
              const file = target.files?.[0];
              // The same file may be chosen again.
              target.value = '';
              if (file) void add(file);
            }}
          />
          {problem && (
            <p className="field-error" role="alert">
              {problem}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
