import { TEMPLATE_VARIABLES, unknownVariables } from '../../domain/reason-templates.ts';
import { normaliseText, textProblem } from '../../domain/text.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { isRequestTypeName } from '../../request-types/forms.ts';
import { readWords } from '../read-words.ts';

export type WrittenTemplate = { type: string | null; title: string; body: string };

const LONGEST_TITLE = 120;

/**
 * A reason template as it is stored.
 * @throws InvalidInputError for a missing or too long title or text, a variable or a request type that does not exist
 */
export function readTemplate({ type, title, body }: WrittenTemplate): WrittenTemplate {
  const name = normaliseText(title);
  const problem =
    name === ''
      ? 'Donnez un titre à ce modèle.'
      : name.length > LONGEST_TITLE
        ? `Le titre est trop long : ${LONGEST_TITLE} caractères au plus.`
        : textProblem(name);
  if (problem) refuse('title', problem);
  const words = readWords(body, { path: 'body', missing: 'Écrivez le texte du modèle.' });
  const [unknown] = unknownVariables(words);
  if (unknown !== undefined) {
    const known = Object.keys(TEMPLATE_VARIABLES).map((variable) => `{${variable}}`);
    refuse('body', `« {${unknown}} » n’existe pas. Les variables sont ${known.join(', ')}.`);
  }
  if (type !== null && !isRequestTypeName(type)) refuse('type', 'Ce type de demande n’existe pas.');
  return { type, title: name, body: words };
}

function refuse(path: string, message: string): never {
  throw new InvalidInputError(`The reason template cannot be used: ${path}.`, [{ path, message }], {
    userMessage: message,
  });
}
