import type { Command } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';

/** The caret below the block that is selected, in a line of its own if need be: what is typed next would take its place. */
export const writeOnBelow: Command = ({ tr, state }) => {
  const below = tr.selection.to;
  const line = state.schema.nodes.paragraph;
  if (!tr.doc.resolve(below).nodeAfter?.isTextblock && line) tr.insert(below, line.create());
  tr.setSelection(TextSelection.near(tr.doc.resolve(below + 1)));
  return true;
};
