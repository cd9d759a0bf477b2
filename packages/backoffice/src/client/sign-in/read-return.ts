/** Where to go after the sign-in, and whether a session ended. */
type Return = { retour?: string | undefined; fin?: 'oui' | 'change' | undefined };

/** Whether a path is one of the sign-in's own pages. */
export function isSignIn(pathname: string): boolean {
  return /^\/connexion(?![^/?#])/.test(pathname);
}

/**
 * As the address holds it; `undefined` puts away what is neither, which the router would keep. Only a path of ours: an
 * address of another site would be an open redirect, and one of the sign-in would lead round in a circle.
 */
export function readReturn({ retour, fin }: Record<string, unknown>): Return {
  return {
    retour: typeof retour === 'string' && /^\/(?![/\\])/.test(retour) && !isSignIn(retour) ? retour : undefined,
    fin: fin === 'oui' || fin === 'change' ? fin : undefined,
  };
}
