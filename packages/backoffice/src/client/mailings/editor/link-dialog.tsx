import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';
import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { Dialog } from '../../shell/dialog.tsx';
import { readAddress } from './read-address.ts';

/** Where a link leads, and the words that one presses. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const known = (editor.getAttributes('link').href as string | null) ?? '';
  const { from, to, empty } = editor.state.selection;
  const needsWords = empty && known === '';
  const [address, setAddress] = useState(known);
  const [words, setWords] = useState(editor.state.doc.textBetween(from, to, ' '));
  const [problem, setProblem] = useState('');
  const put = () => {
    const href = readAddress(address);
    if (href === null) {
      setProblem('Écrivez une adresse entière, comme https://www.exemple.be ou nom@exemple.be.');
      return document.getElementById('lien-adresse')?.focus();
    }
    const chain = editor.chain().focus();
    if (needsWords) {
      const text = words.trim() === '' ? address.trim() : words.trim();
      chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }).run();
    } else chain.extendMarkRange('link').setLink({ href }).run();
    onClose();
  };
  return (
    <Dialog title="Lien" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // The form of the page is another one.
          event.stopPropagation();
          put();
        }}
      >
        <TextField
          required
          id="lien-adresse"
          name="adresse"
          label="Adresse"
          hint="Une page (https://…) ou une adresse mail."
          verbatim
          value={address}
          error={problem || undefined}
          inputProps={{ onChange: ({ target }) => setAddress(target.value) }}
        />
        {needsWords && (
          <TextField
            required
            id="lien-mots"
            name="mots"
            label="Mots du lien"
            hint="Ce qu’on lit et presse : dites où mène le lien, plutôt que « ici »."
            value={words}
            inputProps={{ onChange: ({ target }) => setWords(target.value) }}
          />
        )}
        <div className="dialog-acts">
          <Button>Poser le lien</Button>
          {known !== '' && (
            <Button
              type="button"
              kind="quiet"
              onClick={() => {
                editor.chain().focus().extendMarkRange('link').unsetLink().run();
                onClose();
              }}
            >
              Retirer le lien
            </Button>
          )}
          <Button type="button" kind="plain" onClick={onClose}>
            Ne rien changer
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
