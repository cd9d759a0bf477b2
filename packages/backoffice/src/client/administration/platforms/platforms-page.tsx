import { listPlatforms, type PlatformView } from '@guichet/shared/contracts/platforms';
import { PLATFORM_SHARE_LABELS } from '@guichet/shared/domain/platforms';
import { ROLE_LABELS } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { EmptyState } from '@guichet/shared/ui/empty-state';
import { Tag } from '@guichet/shared/ui/tag';
import { queryOptions, useQuery } from '@tanstack/react-query';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { call } from '../../api.ts';
import { useRowKeys } from '../../pos/use-row-keys.ts';
import { Failure, LoadingPage } from '../../shell/page-states.tsx';
import { AdministratorsOnly } from '../administrators-only.tsx';
import { PlatformActs } from './platform-acts.tsx';
import { PlatformDialog } from './platform-dialog.tsx';
import { SecretDialog, type ShownSecret } from './secret-dialog.tsx';

const platformsQuery = queryOptions({
  queryKey: ['platforms'],
  queryFn: ({ signal }) => call(listPlatforms, {}, signal),
});

/** The other platforms of the federation: who may enter, what they are told, what members read first. */
export function PlatformsPage() {
  return (
    <AdministratorsOnly title="Plateformes">
      <Body />
    </AdministratorsOnly>
  );
}

function Body() {
  const { data, isPending, error, refetch } = useQuery(platformsQuery);
  const [editing, setEditing] = useState<PlatformView | 'new' | null>(null);
  const [shown, setShown] = useState<ShownSecret | null>(null);
  useRowKeys('plateformes');
  return (
    <>
      <p className="muted">
        Les membres entrent dans ces plateformes avec leur compte de l’extranet, sans autre mot de passe, tant que leurs
        rôles le permettent.
      </p>
      <div className="privacy-acts">
        <Button type="button" small icon={Plus} onClick={() => setEditing('new')}>
          Nouvelle plateforme
        </Button>
      </div>
      {!data && (isPending ? <LoadingPage /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {data?.platforms.length === 0 && (
        <EmptyState title="Aucune plateforme">
          <p>Ajoutez la première : vous recevez de quoi la relier, à transmettre à ceux qui la tiennent.</p>
        </EmptyState>
      )}
      {data && (
        <ul className="tasks" id="plateformes">
          {data.platforms.map((platform) => (
            <li key={platform.id} className="task" data-row tabIndex={-1}>
              <PlatformItem platform={platform} issuer={data.issuer} />
              <PlatformActs platform={platform} onEdit={setEditing} onSecret={setShown} />
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <PlatformDialog
          platform={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSecret={setShown}
        />
      )}
      {shown && <SecretDialog shown={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function PlatformItem({ platform, issuer }: { platform: PlatformView; issuer: string }) {
  const { name, clientId, redirectUris, roles, shares, members, disabled } = platform;
  return (
    <div>
      <h2 className="resource-title">
        {name} {disabled && <Tag kind="warn">Désactivée</Tag>}
      </h2>
      <p>
        {roles === null ? (
          <Tag kind="accent">Tous les membres</Tag>
        ) : (
          roles.map((role) => <Tag key={role}>{ROLE_LABELS[role]}</Tag>)
        )}
      </p>
      <p>
        Apprend :{' '}
        {shares.length === 0
          ? 'rien de plus qu’un numéro'
          : shares.map((share) => PLATFORM_SHARE_LABELS[share]).join(', ')}
        . {sayMembers(members)}
      </p>
      <p className="small muted">
        Adresse du fournisseur : <code>{issuer}</code>
        <br />
        Identifiant : <code>{clientId}</code>
        {platform.public && ' (application sans secret)'}
        <br />
        Retour : {redirectUris.join(', ')}
      </p>
    </div>
  );
}

function sayMembers(members: number): string {
  if (members === 0) return 'Aucun membre n’a encore donné son accord.';
  return members === 1 ? 'Un membre a donné son accord.' : `${members} membres ont donné leur accord.`;
}
