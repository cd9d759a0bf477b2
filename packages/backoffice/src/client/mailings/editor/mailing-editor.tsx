import type { MailingBody } from '@guichet/shared/contracts/mailing-body';
import type { JSONContent } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { cleanDocument } from './clean-document.ts';
import { bringsImages, cleanPaste, hasText } from './clean-paste.ts';
import { EDITOR_EXTENSIONS } from './editor-extensions.ts';
import { ImageDialog } from './image-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { Toolbar } from './toolbar.tsx';

type Props = {
  /** What it begins with; later the editor knows better. */
  body: MailingBody;
  readOnly: boolean;
  maxMegabytes: number;
  onChange: (body: MailingBody) => void;
};

/** Pixels that the bars above and below the text cover: the caret is brought out from under them. */
const COVERED = { top: 96, bottom: 160, left: 0, right: 0 };

const LEFT_OUT = 'Les images collées n’ont pas été reprises : ajoutez-les une à une avec « Image ».';

/** The text of a mailing, as it is written. Loaded only where one writes. */
export function MailingEditor({ body, readOnly, maxMegabytes, onChange }: Props) {
  const id = useId();
  const [dialog, setDialog] = useState<'link' | { image: File | null } | null>(null);
  const [note, setNote] = useState('');
  const [tooLong, setTooLong] = useState(false);
  /** A file that comes without text: an image finds its place, another one is told where it goes. */
  const takeFile = (data: DataTransfer | null): boolean => {
    const [file] = data?.files ?? [];
    if (!file || hasText(data?.getData('text/html') ?? '')) return false;
    if (file.type.startsWith('image/')) setDialog({ image: file });
    setNote(file.type.startsWith('image/') ? '' : 'Un fichier s’ajoute plus bas, sous « Pièces jointes ».');
    return true;
  };
  const editor = useEditor({
    extensions: EDITOR_EXTENSIONS,
    // The schema's types and the editor's say the same of what may be left out.
    content: body.content.length === 0 ? '' : (body as JSONContent),
    editable: !readOnly,
    // Its styles are in our own sheets: the page allows no others.
    injectCSS: false,
    editorProps: {
      ...{ scrollThreshold: COVERED, scrollMargin: COVERED },
      attributes: {
        ...{
          id: `${id}-texte`,
          class: 'editor-text',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': 'Message',
        },
        ...(readOnly ? {} : { 'aria-describedby': `${id}-aide` }),
        lang: 'fr',
      },
      transformPastedHTML: (html) => {
        setNote(bringsImages(html) ? LEFT_OUT : '');
        return cleanPaste(html);
      },
      handlePaste: (_view, event) => takeFile(event.clipboardData),
      handleDrop: (_view, event, _slice, isMoved) => !isMoved && takeFile(event.dataTransfer),
      handleKeyDown: (_view, event) => {
        if (event.key !== 'F10' || !event.altKey) return false;
        document.getElementById(id)?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
        return true;
      },
    },
    onUpdate: ({ editor: now }) => {
      const cleaned = cleanDocument(now.getJSON());
      setTooLong(cleaned === null);
      if (cleaned) onChange(cleaned);
    },
  });
  const hash = useLocation({ select: ({ hash: named }) => named });
  useEffect(() => {
    const block = /^bloc-(\d{1,4})$/.exec(hash)?.[1];
    if (!editor || block === undefined) return;
    const { doc } = editor.state;
    let at = 0;
    for (let place = 0; place < Math.min(Number(block), doc.childCount - 1); place += 1)
      at += doc.child(place).nodeSize;
    editor
      .chain()
      .focus(at + 1)
      .scrollIntoView()
      .run();
  }, [editor, hash]);
  if (!editor) return null;
  return (
    <div className="editor">
      {!readOnly && (
        <Toolbar editor={editor} id={id} onLink={() => setDialog('link')} onImage={() => setDialog({ image: null })} />
      )}
      {!readOnly && (
        <p className="visually-hidden" id={`${id}-aide`}>
          Alt et F10 mènent à la mise en forme ; de là, Tab revient au texte.
        </p>
      )}
      <EditorContent editor={editor} />
      {note && (
        <p className="editor-note" role="status">
          {note}
        </p>
      )}
      {tooLong && (
        <p className="field-error" role="alert">
          Ce message est trop long : ce que vous venez d’écrire n’est pas enregistré. Raccourcissez-le, ou mettez le
          reste dans une pièce jointe.
        </p>
      )}
      {dialog === 'link' && <LinkDialog editor={editor} onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'link' && (
        <ImageDialog editor={editor} maxMegabytes={maxMegabytes} given={dialog.image} onClose={() => setDialog(null)} />
      )}
    </div>
  );
}
