import { MAILING_VARIABLES } from '@guichet/shared/contracts/mailing-body';
import { VARIABLE_WORDS } from '@guichet/shared/domain/mailings/mailing-variables';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useRef, useState } from 'react';

type Act = {
  label: string;
  /** Said beside the label; shortcuts are told by the help. */
  title?: string;
  /** Pressed or not; left out for what only acts. */
  isOn?: boolean;
  disabled?: boolean;
  run: () => void;
};

type Group = { name: string; acts: Act[] };

type Props = { editor: Editor; id: string; onLink: () => void; onImage: () => void };

/**
 * One stop for the tab key; arrows go from button to button. What a table can do stands below the text: above, it would
 * push away the line that one is about to press.
 */
export function Toolbar({ editor, id, onLink, onImage }: Props) {
  const { always, inTable } = useActs({ editor, onLink, onImage });
  const groups = [...always, ...inTable];
  const acts = groups.flatMap(({ acts: inside }) => inside);
  const ref = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowRight: stop + 1, ArrowLeft: stop - 1, Home: 0, End: acts.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + acts.length) % acts.length;
    setStop(next);
    ref.current?.querySelectorAll('button')[next]?.focus();
  };
  const current = Math.min(stop, acts.length - 1);
  const draw = ({ name, acts: inside }: Group) => (
    <div key={name} role="group" aria-label={name} className="editor-group">
      {inside.map((act) => {
        const own = acts.indexOf(act);
        return <ActButton key={act.label} act={act} isStop={own === current} onFocus={() => setStop(own)} />;
      })}
    </div>
  );
  const bar = { role: 'toolbar', tabIndex: -1, 'aria-controls': `${id}-texte`, onKeyDown } as const;
  return (
    <div ref={ref} id={id} className="editor-toolbars">
      <div {...bar} className="editor-toolbar" aria-label="Mise en forme">
        {always.map(draw)}
      </div>
      {inTable.length > 0 && (
        <div {...bar} className="editor-toolbar editor-toolbar-below" aria-label="Tableau">
          {inTable.map(draw)}
        </div>
      )}
    </div>
  );
}

function ActButton({ act, isStop, onFocus }: { act: Act; isStop: boolean; onFocus: () => void }) {
  const { label, title, isOn, disabled, run } = act;
  return (
    <button
      type="button"
      className="editor-act"
      title={title}
      aria-pressed={isOn}
      aria-disabled={disabled}
      tabIndex={isStop ? 0 : -1}
      onFocus={onFocus}
      // The caret stays in the text: given back a moment later, the first keys would press the button once more.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        if (!disabled) run();
      }}
    >
      {label}
    </button>
  );
}

function useActs({ editor, onLink, onImage }: Omit<Props, 'id'>): { always: Group[]; inTable: Group[] } {
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      link: now.isActive('link'),
      title: now.isActive('heading', { level: 2 }),
      subtitle: now.isActive('heading', { level: 3 }),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      table: now.isActive('table'),
      image: now.isActive('image'),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  });
  const act = () => editor.chain().focus();
  const always = [
    {
      name: 'Texte',
      acts: [
        { label: 'Gras', title: 'Ctrl+B', isOn: on.bold, run: () => act().toggleBold().run() },
        { label: 'Italique', title: 'Ctrl+I', isOn: on.italic, run: () => act().toggleItalic().run() },
        { label: 'Lien', isOn: on.link, run: onLink },
      ],
    },
    {
      name: 'Structure',
      acts: [
        { label: 'Titre', title: 'Ctrl+Alt+2', isOn: on.title, run: () => act().toggleHeading({ level: 2 }).run() },
        {
          label: 'Sous-titre',
          title: 'Ctrl+Alt+3',
          isOn: on.subtitle,
          run: () => act().toggleHeading({ level: 3 }).run(),
        },
        { label: 'Liste', title: 'Ctrl+Maj+8', isOn: on.bullets, run: () => act().toggleBulletList().run() },
        { label: 'Liste numérotée', title: 'Ctrl+Maj+7', isOn: on.numbers, run: () => act().toggleOrderedList().run() },
        { label: on.image ? 'Modifier l’image' : 'Image', run: onImage },
        {
          label: 'Tableau',
          // A table has no place in another one.
          disabled: on.table,
          run: () => act().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
        },
      ],
    },
    {
      name: 'Insérer une variable',
      acts: MAILING_VARIABLES.map((name) => ({
        label: `+ ${VARIABLE_WORDS[name].word}`,
        title: VARIABLE_WORDS[name].meaning,
        run: () => act().insertContent({ type: 'variable', attrs: { name } }).run(),
      })),
    },
    {
      name: 'Historique',
      acts: [
        { label: 'Annuler', title: 'Ctrl+Z', disabled: !on.undo, run: () => act().undo().run() },
        { label: 'Rétablir', title: 'Ctrl+Maj+Z', disabled: !on.redo, run: () => act().redo().run() },
      ],
    },
  ];
  const table = {
    name: 'Tableau',
    acts: [
      { label: 'Ajouter une ligne', run: () => act().addRowAfter().run() },
      { label: 'Ajouter une colonne', run: () => act().addColumnAfter().run() },
      { label: 'Retirer la ligne', run: () => act().deleteRow().run() },
      { label: 'Retirer la colonne', run: () => act().deleteColumn().run() },
      { label: 'Ligne d’en-tête', run: () => act().toggleHeaderRow().run() },
      { label: 'Supprimer le tableau', run: () => act().deleteTable().run() },
    ],
  };
  return { always, inTable: on.table ? [table] : [] };
}
