/** Joins the class names that apply: `classNames('btn', quiet && 'btn-quiet')`. */
export function classNames(...names: (string | false | undefined | null)[]): string {
  return names.filter(Boolean).join(' ');
}
