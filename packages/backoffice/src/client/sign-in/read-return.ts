/** Where to go after the sign-in, and whether a session ended. */
type Return = { retour?: string | undefined; fin?: 'oui' | 'change' | undefined };

/**
 * As the address holds it; `undefined` puts away what is neither, which the router would keep. Only a path of ours: an
 * address of another site would be an open redirect.
 */
export function readReturn({ retour, fin }: Record<string, unknown>): Return {
  return {
    retour: typeof retour === 'string' && /^\/(?![/\\])/.test(retour) ? retour : undefined,
    fin: fin === 'oui' || fin === 'change' ? fin : undefined,
  };
}
