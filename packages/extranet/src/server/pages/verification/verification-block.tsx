import { VERIFIER_ROLES } from '@guichet/shared/domain/verification';
import { LinkButton } from '@guichet/shared/ui/button';
import type { Role } from '@guichet/shared/domain/roles';

type Props = { fase: number; roles: readonly Role[]; lastConfirmation: string | null };

/** In the file of a PO: how fresh it is, and for its president and secretary the way to say that it is right. */
export function VerificationBlock({ fase, roles, lastConfirmation }: Props) {
  const answers = VERIFIER_ROLES.some((role) => roles.includes(role));
  return (
    <div className="verification-block">
      <p className="muted">
        {lastConfirmation ? `Dossier confirmé par le PO ${lastConfirmation}.` : 'Dossier jamais confirmé par le PO.'}
      </p>
      {answers && (
        <LinkButton kind="quiet" href={`/dossier/${fase}/verification`}>
          Vérifier et confirmer
        </LinkButton>
      )}
    </div>
  );
}
