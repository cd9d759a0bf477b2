import { ApiProblem } from '@guichet/shared/contracts/problem';
import { passwordProblem } from '@guichet/shared/domain/password-problem';
import { Button } from '@guichet/shared/ui/button';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../query-client.ts';
import { NewPasswordField } from './new-password-field.tsx';

type Props = {
  of: { name: string; email: string };
  button: string;
  save: (password: string) => Promise<void>;
};

/** A new password, checked here as it is on the server. */
export function ChoosePasswordForm({ of, button, save }: Props) {
  const [password, setPassword] = useState('');
  const [refused, setRefused] = useState<string>();
  const keep = useMutation({
    mutationFn: save,
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'invalid-input') refuse(error.message);
    },
  });
  const refuse = (message: string) => {
    setRefused(message);
    document.getElementById('password')?.focus();
  };
  const isFieldError = refused !== undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const problem = passwordProblem(password, of);
        if (problem === null) keep.mutate(password);
        else refuse(problem);
      }}
    >
      {/* So that a password manager knows whose password it keeps. */}
      <input type="hidden" name="username" autoComplete="username" value={of.email} />
      <NewPasswordField
        id="password"
        of={of}
        refused={refused}
        onType={(typed) => {
          setPassword(typed);
          setRefused(undefined);
        }}
      />
      {keep.isError && !isFieldError && (
        <p className="field-error" role="alert">
          {sentenceOf(keep.error)}
        </p>
      )}
      <Button disabled={keep.isPending}>{keep.isPending ? 'Un instant…' : button}</Button>
    </form>
  );
}
