import type { ResourceFileView, ResourceView } from '@guichet/shared/contracts/resources';
import { ROLES, type Role } from '@guichet/shared/domain/roles';
import { useState } from 'react';

/** What a resource opens. */
export type Opens = 'link' | 'file' | 'nothing';

export type ResourceDraft = {
  title: string;
  description: string;
  opens: Opens;
  url: string;
  file: ResourceFileView | null;
  everybody: boolean;
  administrators: boolean;
  roles: readonly Role[];
  pos: ResourceView['pos'];
  shownFrom: string;
  shownTo: string;
};

/** The form of a resource as it is typed: what is not chosen at the moment is kept all the same. */
export function useResourceDraft(resource: ResourceView | null) {
  const [draft, setDraft] = useState<ResourceDraft>(() => ({
    title: resource?.title ?? '',
    description: resource?.description ?? '',
    opens: resource?.file ? 'file' : resource && resource.url === null ? 'nothing' : 'link',
    url: resource?.url ?? '',
    file: resource?.file ?? null,
    everybody: resource ? resource.roles === null : true,
    administrators: resource?.administrators ?? false,
    roles: resource?.roles ?? [],
    pos: resource?.pos ?? [],
    shownFrom: resource?.shownFrom ?? '',
    shownTo: resource?.shownTo ?? '',
  }));
  return { draft, set: (values: Partial<ResourceDraft>) => setDraft((before) => ({ ...before, ...values })) };
}

/** The draft as the server takes it. */
export function writtenOf(draft: ResourceDraft) {
  const { title, description, opens, url, file, everybody, administrators, roles, pos, shownFrom, shownTo } = draft;
  return {
    ...{ title, description },
    url: opens === 'link' ? url.trim() || null : null,
    fileId: opens === 'file' ? (file?.id ?? null) : null,
    administrators: !everybody && administrators,
    roles: everybody ? null : ROLES.filter((role) => roles.includes(role)),
    poIds: pos.map(({ id }) => id),
    shownFrom: shownFrom || null,
    shownTo: shownTo || null,
  };
}

/** What is missing before it is sent, by field; the server judges the rest. */
export function missingIn({ opens, url, file }: ResourceDraft): Record<string, string> {
  if (opens === 'link' && url.trim() === '') return { url: 'Indiquez le lien, ou choisissez « Rien encore ».' };
  if (opens === 'file' && !file) return { fileId: 'Choisissez un fichier, ou « Rien encore ».' };
  return {};
}
