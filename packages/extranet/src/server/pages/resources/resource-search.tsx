import { Button } from '@guichet/shared/ui/button';
import { TextField } from '@guichet/shared/ui/text-field';

/** Words to look for in the menu: a form that only reads, so that its answer can be kept as an address. */
export function ResourceSearch({ words }: { words: string }) {
  return (
    <search>
      <form method="get" action="/ressources" className="resource-search">
        <TextField
          id="q"
          name="q"
          type="search"
          label="Chercher une ressource"
          defaultValue={words}
          partOfGroup
          autoComplete="off"
          inputProps={{ maxLength: 100 }}
        />
        <Button kind="quiet">Chercher</Button>
      </form>
    </search>
  );
}
