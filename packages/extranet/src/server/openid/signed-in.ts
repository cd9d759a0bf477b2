import type { IncomingMessage } from 'node:http';
import type { MemberAuth } from '@guichet/shared/auth/member-auth';
import type { SignedInMember } from '@guichet/shared/auth/member-session';
import type { Request } from 'express';

export type OpenSignedIn = Extract<SignedInMember, { access: 'open' }>;

/** Who sent a request of the provider, when the extranet is open to them. */
export type ReadSignedIn = (req: IncomingMessage) => Promise<OpenSignedIn | null>;

/** Asks once per request, however often the provider wants to know. */
export function createSignedInReader(auth: MemberAuth): ReadSignedIn {
  const asked = new WeakMap<IncomingMessage, Promise<OpenSignedIn | null>>();
  return (req) => {
    // Mounted in Express, the provider works on Express's own request.
    const answer = asked.get(req) ?? auth.readSession(req as Request).then((member) => openOnly(member));
    asked.set(req, answer);
    return answer;
  };
}

function openOnly(member: SignedInMember | null): OpenSignedIn | null {
  return member?.access === 'open' ? member : null;
}
