import type { ComparedFieldView, PairDetailView } from '@guichet/shared/contracts/duplicates';
import { useState } from 'react';
import type { AskedMerge } from './duplicate-queries.ts';

export type PairSide = 'one' | 'other';
type FieldName = ComparedFieldView['field'];

export type MergeChoice = {
  survivor: PairSide;
  keep: (side: PairSide) => void;
  /** Whose value stays in a field, as it is chosen or proposed. */
  valueOf: (field: ComparedFieldView) => PairSide;
  take: (field: FieldName, side: PairSide) => void;
  account: PairSide | null;
  keepAccount: (side: PairSide) => void;
  /** The merger as it is chosen now, without its reason. */
  asked: AskedMerge;
};

/** Which record stays, and whose values: nothing of the survivor is overwritten unless somebody says so. */
export function useMergeChoice(pair: PairDetailView): MergeChoice {
  const [survivor, setSurvivor] = useState<PairSide>(pair.proposed);
  const [taken, setTaken] = useState<Partial<Record<FieldName, PairSide>>>({});
  const [account, setAccount] = useState<PairSide | null>(pair.proposedAccount);
  const merged: PairSide = survivor === 'one' ? 'other' : 'one';
  const valueOf = (field: ComparedFieldView) => taken[field.field] ?? (field[survivor] === null ? merged : survivor);
  const sideOf = (side: PairSide) => (side === survivor ? ('survivor' as const) : ('merged' as const));
  const fields = Object.fromEntries(Object.entries(taken).map(([field, side]) => [field, sideOf(side)]));
  return {
    survivor,
    keep: setSurvivor,
    valueOf,
    take: (field, side) => setTaken({ ...taken, [field]: side }),
    account,
    keepAccount: setAccount,
    asked: {
      ...{ survivorId: pair[survivor].id, mergedId: pair[merged].id, fields, reason: '' },
      ...(account ? { account: sideOf(account) } : {}),
    },
  };
}
