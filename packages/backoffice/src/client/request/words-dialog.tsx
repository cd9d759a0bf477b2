import { Button } from '@guichet/shared/ui/button';
import { TextArea } from '@guichet/shared/ui/text-area';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../shell/dialog.tsx';
import { useDraft } from '../shell/use-draft.ts';

export type WordsDialogProps = {
  title: string;
  label: string;
  hint: string;
  missing: string;
  submit: string;
  kind: 'main' | 'danger';
  draftKey: string;
  busy: boolean;
  problem: string;
  onClose: () => void;
  /** What stands before the text and may write it. */
  before?: ((text: string, write: (text: string) => void) => ReactNode) | undefined;
  /** What stands after the text: the mail that it becomes. */
  after?: ((text: string) => ReactNode) | undefined;
  /** True when it was done: only then is the text forgotten. */
  onSend: (text: string) => Promise<boolean>;
};

/** A decision in words. Closing, reloading or a refusal of the server lose nothing of them. */
export function WordsDialog(props: WordsDialogProps) {
  const [text, write, forget] = useDraft(props.draftKey);
  const [empty, setEmpty] = useState(false);
  const send = async () => {
    setEmpty(text.trim() === '');
    if (text.trim() === '') return;
    if (await props.onSend(text)) forget();
  };
  return (
    <Dialog title={props.title} onClose={props.onClose} keepsText>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {props.before?.(text, write)}
        <TextArea
          id="words"
          name="words"
          label={props.label}
          hint={props.hint}
          required
          rows={6}
          maxLength={4000}
          error={empty && text.trim() === '' ? props.missing : props.problem || undefined}
          value={text}
          inputProps={{
            onChange: (event) => write(event.target.value),
            onKeyDown: (event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
            },
          }}
        />
        {props.after?.(text)}
        <div className="dialog-acts">
          <Button kind={props.kind} disabled={props.busy}>
            {props.submit}
          </Button>
          <Button type="button" kind="plain" onClick={props.onClose}>
            Plus tard
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
