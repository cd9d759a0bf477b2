import { listStaffTasks } from '../list-staff-tasks.ts';
import type { StaffTaskView } from '../../contracts/staff-tasks.ts';
import { formatReference } from '../../domain/reference.ts';
import { dayOfMoment } from './common-columns.ts';
import type { ExportList } from './export-list.ts';

/** More than anybody works through; the screen shows two hundred. */
const MOST = 10_000;

/** What the secretariat has to look at besides requests. */
export const TASKS: ExportList<Record<never, never>, StaffTaskView> = {
  columns: [
    { head: 'Depuis le', width: 12, value: ({ createdAt }) => dayOfMoment(createdAt) },
    { head: 'Tâche', width: 40, value: ({ title }) => title },
    { head: 'Raison', width: 50, value: ({ reason }) => reason },
    { head: 'Adresse', width: 34, value: ({ address }) => address },
    { head: 'Réponse du serveur', width: 40, value: ({ serverWords }) => serverWords },
    {
      head: 'Référence',
      width: 12,
      value: ({ reference }) => (reference === null ? '' : formatReference(reference)),
    },
  ],
  count: async () => null,
  async *read(tx, { regionId }) {
    yield await listStaffTasks(tx, regionId, MOST);
  },
};
