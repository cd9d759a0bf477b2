import type { EditName } from '@guichet/shared/request-types/register-edit/edit-names';
import { Button, type ButtonKind } from '@guichet/shared/ui/button';
import { useState } from 'react';
import { PoPicker } from '../pos/po-picker.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { useMayEdit } from './use-may-edit.ts';

type Props = {
  kind: Extract<EditName, 'transfer-school' | 'merge-po'>;
  /** The school or the PO that goes. */
  id: string;
  label: string;
  about: string;
  /** "Quel PO reprend l’école ?" */
  question: string;
  look?: ButtonKind | undefined;
};

/** The button of an edit between two POs: the one that takes over is found first. */
export function OtherPoAct({ kind, id, label, about, question, look = 'quiet' }: Props) {
  const [step, setStep] = useState<'find' | { poId: string } | null>(null);
  if (!useMayEdit()) return null;
  const close = () => setStep(null);
  return (
    <>
      <Button type="button" kind={look} small onClick={() => setStep('find')}>
        {label}
        <span className="visually-hidden"> : {about}</span>
      </Button>
      {step === 'find' && <PoPicker title={question} onChoose={(po) => setStep({ poId: po.id })} onClose={close} />}
      {step !== null && step !== 'find' && <EditDialog of={{ kind, id, poId: step.poId }} onClose={close} />}
    </>
  );
}
