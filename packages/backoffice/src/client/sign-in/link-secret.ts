import { useState } from 'react';

/** The secret of a link in a mail stands after #: a browser sends that to no server by itself. */
export function useLinkSecret(): string {
  const [secret] = useState(() => window.location.hash.slice(1, 201));
  return secret;
}
