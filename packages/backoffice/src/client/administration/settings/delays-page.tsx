import { Link } from '@tanstack/react-router';
import { AdministratorsOnly } from '../administrators-only.tsx';
import { SettingRoom } from './setting-room.tsx';

/** How long what takes, and when reminders leave. */
export function DelaysPage() {
  return (
    <AdministratorsOnly title="Délais">
      <p className="muted">
        Un changement compte tout de suite, pour tout le monde. Combien de temps les données sont gardées se règle sous{' '}
        <Link to="/administration/conservation">Conservation</Link>.
      </p>
      <SettingRoom room="delays" />
    </AdministratorsOnly>
  );
}
