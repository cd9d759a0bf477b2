import type { Ref } from 'react';

export type FieldError = {
  /** The `id` given to the field. */
  id: string;
  /** The same sentence as beside the field. */
  message: string;
};

export type ErrorSummaryProps = {
  errors: readonly FieldError[];
  title?: string | undefined;
  ref?: Ref<HTMLDivElement> | undefined;
};

/**
 * What is left to correct, on top of the page. Takes the focus when the page comes back from the server (the browser
 * does it, without script); an enhanced page focuses it through `ref`. Nothing at all when there are no errors.
 */
export function ErrorSummary({ errors, title, ref }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  const count = errors.length === 1 ? 'Il reste une chose à corriger' : `Il reste ${errors.length} choses à corriger`;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus ref={ref} id="erreurs">
      <h2>{title ?? count}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.id} ${error.message}`}>
            <a href={`#${error.id}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
