import type { MailingTemplateView } from '@guichet/shared/contracts/mailing-view';
import { changeMailingTemplate } from '@guichet/shared/contracts/mailings';
import { call } from '../api.ts';
import { NameDialog } from '../shell/name-dialog.tsx';
import { useAct } from '../shell/use-act.ts';

type Props = { template: MailingTemplateView; onClose: () => void };

/** Gives a template another name. */
export function RenameTemplateDialog({ template: { id, version, name: before }, onClose }: Props) {
  const { act, busy, errors, problem } = useAct('mailing-templates');
  const rename = (name: string) =>
    act('Modèle renommé.', () => call(changeMailingTemplate, { params: { id }, body: { version, name } }), onClose);
  return (
    <NameDialog
      title="Renommer le modèle"
      label="Nom du modèle"
      {...{ before, busy, problem, error: errors.name, onClose }}
      onName={(name) => void rename(name)}
    />
  );
}
