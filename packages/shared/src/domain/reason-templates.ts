/** What a reason template may name in braces, and what staff read about it. */
export const TEMPLATE_VARIABLES = {
  auteur: 'nom de l’auteur de l’envoi',
  objet: 'personne ou chose dont il s’agit',
  po: 'nom du PO',
  reference: 'référence de l’envoi',
  secretariat: 'nom du secrétariat',
  telephone: 'téléphone du secrétariat',
} as const;
export type TemplateVariable = keyof typeof TEMPLATE_VARIABLES;
export type TemplateValues = Record<TemplateVariable, string>;

const VARIABLE = /\{([^{}]*)\}/g;

/** The names in braces that are no variable, as they were written. Empty when the template can be filled. */
export function unknownVariables(body: string): string[] {
  const named = [...body.matchAll(VARIABLE)].map(([, name = '']) => name);
  return [...new Set(named)].filter((name) => !isVariable(name.trim()));
}

/** The template with its variables replaced, in one pass: a value that holds braces is not read again. */
export function fillTemplate(body: string, values: TemplateValues): string {
  return body.replaceAll(VARIABLE, (whole, name: string) => {
    const key = name.trim();
    return isVariable(key) ? values[key] : whole;
  });
}

function isVariable(name: string): name is TemplateVariable {
  return Object.hasOwn(TEMPLATE_VARIABLES, name);
}
