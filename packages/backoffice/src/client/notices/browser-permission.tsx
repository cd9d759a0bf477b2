import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { useAnnounce } from '../shell/announcer.tsx';
import { askPermission, useNoticePermission } from './notice-permission.ts';

/** Whether this browser may show notices, and how to let it. */
export function BrowserPermission() {
  const permission = useNoticePermission();
  const announce = useAnnounce();
  if (permission === 'granted') {
    return <p className="small muted">Ce navigateur affiche vos avis tant que le guichet y est ouvert.</p>;
  }
  if (permission === 'unsupported') {
    return <p className="small muted">Ce navigateur n’affiche pas d’avis : il reste les mails.</p>;
  }
  if (permission === 'denied') {
    return (
      <Notice>
        <p>
          Ce navigateur refuse les avis de ce site. Pour les recevoir, autorisez les notifications à côté de l’adresse
          de la page, puis rechargez.
        </p>
      </Notice>
    );
  }
  const ask = async () => {
    const answer = await askPermission();
    announce(answer === 'granted' ? 'Ce navigateur affichera vos avis.' : 'Ce navigateur n’affichera pas d’avis.');
  };
  return (
    <Notice>
      <p>Ce navigateur n’affiche pas encore vos avis.</p>
      <Button type="button" kind="quiet" small onClick={() => void ask()}>
        Afficher les avis dans ce navigateur
      </Button>
    </Notice>
  );
}
