import { uploadMailingFile } from '@guichet/shared/contracts/mailings';
import { MAILING_IMAGE_ACCEPT, MAILING_IMAGE_WORDS } from '@guichet/shared/domain/mailings/mailing-files';
import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import type { Editor } from '@tiptap/core';
import { useRef, useState } from 'react';
import { call } from '../../api.ts';
import { newId } from '../../bulk/new-id.ts';
import { sentenceOf } from '../../query-client.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { sizeProblem } from '../file-size.ts';
import { writeOnBelow } from './write-on-below.ts';

type Props = {
  editor: Editor;
  maxMegabytes: number;
  /** One that was pasted or dropped. */
  given: File | null;
  onClose: () => void;
};

/** An image from this computer, with the words for those who do not see it; or the words of the one that is chosen. */
export function ImageDialog({ editor, maxMegabytes, given, onClose }: Props) {
  const isNew = given !== null || !editor.isActive('image');
  const known = editor.getAttributes('image') as { alt?: string; decorative?: boolean };
  const [alt, setAlt] = useState(isNew ? '' : (known.alt ?? ''));
  const [decorative, setDecorative] = useState(!isNew && known.decorative === true);
  const [file, setFile] = useState(given);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ at: 'file' | 'alt'; words: string } | null>(null);
  const id = useRef(newId());
  const refuse = (at: 'file' | 'alt', words: string) => {
    setProblem({ at, words });
    document.getElementById(at === 'file' ? 'image-fichier' : 'image-texte')?.focus();
  };
  const put = async () => {
    if (isNew && !file) return refuse('file', 'Choisissez une image.');
    const mistake = file ? sizeProblem(file, maxMegabytes) : '';
    if (mistake !== '') return refuse('file', mistake);
    if (!decorative && alt.trim() === '') {
      return refuse('alt', 'Écrivez ce que l’image dit, ou cochez « Image décorative ».');
    }
    const attrs = { alt: decorative ? '' : alt.trim(), decorative };
    if (!isNew || !file) {
      editor.chain().focus().updateAttributes('image', attrs).run();
      return onClose();
    }
    setBusy(true);
    try {
      const query = { id: id.current, name: file.name, use: 'image' as const };
      const { id: fileId } = await call(uploadMailingFile, { query, body: file });
      editor
        .chain()
        .focus()
        .insertContent({ type: 'image', attrs: { ...attrs, fileId } })
        .command(writeOnBelow)
        .run();
      onClose();
    } catch (error) {
      // Another file is another id.
      id.current = newId();
      refuse('file', sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={isNew ? 'Image' : 'Texte de l’image'} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void put();
        }}
      >
        {isNew && (
          <div className="field">
            <label className="label" htmlFor="image-fichier">
              Fichier
            </label>
            <p className="muted small" id="image-fichier-aide">
              {MAILING_IMAGE_WORDS.replace(/^i/, 'I')}, {maxMegabytes} Mo au plus. Elle part avec chaque mail.
            </p>
            {given && <p>{given.name}, celle que vous venez de coller ou de déposer ; ou une autre :</p>}
            <input
              id="image-fichier"
              type="file"
              className="import-file"
              accept={MAILING_IMAGE_ACCEPT}
              aria-describedby="image-fichier-aide"
              onChange={({ target }) => setFile(target.files?.[0] ?? given)}
            />
            {problem?.at === 'file' && (
              <p className="field-error" role="alert">
                {problem.words}
              </p>
            )}
          </div>
        )}
        <TextField
          required
          id="image-texte"
          name="texte"
          label="Texte de remplacement"
          hint="Lu à voix haute à qui ne voit pas l’image, et montré quand elle ne s’affiche pas."
          value={alt}
          error={problem?.at === 'alt' ? problem.words : undefined}
          inputProps={{ maxLength: 400, disabled: decorative, onChange: ({ target }) => setAlt(target.value) }}
        />
        <label className="import-tick">
          <input type="checkbox" checked={decorative} onChange={({ target }) => setDecorative(target.checked)} />
          Image décorative : elle ne dit rien que le texte ne dise
        </label>
        <div className="dialog-acts">
          <Button disabled={busy}>{isNew ? 'Insérer l’image' : 'Changer le texte'}</Button>
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien changer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
