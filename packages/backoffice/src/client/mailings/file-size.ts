import { sayBytes } from '@guichet/shared/domain/resource-files';

/** What is wrong with the size of a file; empty: nothing. Said before it is sent, which may take minutes for nothing. */
export function sizeProblem({ size }: File, maxMegabytes: number): string {
  if (size === 0) return 'Ce fichier est vide.';
  return size <= maxMegabytes * 1024 * 1024
    ? ''
    : `Ce fichier fait ${sayBytes(size)}, ${maxMegabytes} Mo au plus : réduisez-le, ou mettez-le parmi les ressources de l’extranet et donnez le lien.`;
}
