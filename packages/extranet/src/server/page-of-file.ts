/**
 * The page to come back to after signing in: of a file, the page that leads to it, since a download would leave the browser
 * on the sign-in form.
 */
export function pageOfFile(address: string): string {
  return address.replace(/\/fichier(\?.*)?$/, '');
}
