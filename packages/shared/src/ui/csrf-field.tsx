/** The field that every HTML form of the product carries. */
export const csrfFieldName = '_csrf';

/** First thing inside each `<form method="post">`. `token` is `csrfToken(res)`. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name={csrfFieldName} value={token} />;
}
