import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../queries.ts';

/** Whether who is signed in may change the register: readers may not. */
export function useMayEdit(): boolean {
  const { data: session } = useQuery(sessionQuery);
  return session !== undefined && session.staff.role !== 'reader';
}
