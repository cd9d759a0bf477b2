import { PageTitle } from '@guichet/shared/ui/page-title';

const SENTENCES: Record<string, string> = {
  invalid_client:
    'La plateforme qui vous envoie ici n’est pas connue de l’extranet, ou elle a été désactivée par le secrétariat.',
  invalid_redirect_uri:
    'La plateforme qui vous envoie ici donne une adresse de retour qui n’est pas la sienne. Par prudence, rien ne lui a été dit.',
  expired: 'Cette connexion a été commencée il y a trop longtemps, dans un autre onglet, ou elle a déjà servi.',
  server_error: 'L’extranet a eu un problème. Réessayez dans quelques minutes.',
};

/** `error` and `description` are OAuth's own, for the operator of the platform. */
export function OpenidErrorPage({ error, description }: { error: string; description?: string | undefined }) {
  return (
    <>
      <PageTitle>Cette connexion ne peut pas se faire</PageTitle>
      <p>{SENTENCES[error] ?? 'La plateforme qui vous envoie ici a mal formulé sa demande.'}</p>
      <p>
        Retournez sur la plateforme et recommencez. Si cela se répète, prévenez ceux qui la tiennent, ou écrivez au
        secrétariat, dont l’adresse est au bas de cette page.
      </p>
      <p className="muted">
        Pour la personne qui vous aide : <code>{error}</code>
        {description !== undefined && ` (${description})`}
      </p>
    </>
  );
}

/** The half-finished sign-in is not to be found: the provider calls this an invalid request. */
export const EXPIRED = 'expired';
