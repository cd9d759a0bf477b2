import { addNote as addNoteCommand } from '@guichet/shared/commands/notes/add-note';
import { addNote } from '@guichet/shared/contracts/notes';
import { contextOf } from '../deps.ts';
import { route } from '../serve.ts';

export const addNoteRoute = route(
  addNote,
  (deps) =>
    ({ params, body, staff }) =>
      addNoteCommand(contextOf(deps, staff), { requestId: params.id, ...body }),
);
