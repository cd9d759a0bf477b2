import { formatLongDate, isCivilDate } from '@guichet/shared/domain/dates';
import type { PoFile } from '@guichet/shared/contracts/pos';
import { Button } from '@guichet/shared/ui/button';
import { Notice } from '@guichet/shared/ui/notice';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

type Props = { file: Pick<PoFile, 'id' | 'today' | 'day'> };

/** Chooses the day on which the file is looked at: it stands in the address, which can be shared. */
export function DayControl({ file: { id, today, day } }: Props) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState('');
  return (
    <form
      className="day-control"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const asked = new FormData(event.currentTarget).get('au');
        const isDay = isCivilDate(asked) && asked >= '1900-01-01' && asked <= '2100-12-31';
        setProblem(isDay ? '' : 'Indiquez un jour entre 1900 et 2100.');
        if (isDay)
          void navigate({ to: '/po/$poId', params: { poId: id }, search: asked === today ? {} : { au: asked } });
      }}
    >
      <label htmlFor="file-day">Voir le dossier au</label>
      <input
        // Chosen elsewhere, the day in the box follows.
        key={day}
        id="file-day"
        name="au"
        type="date"
        className="input input-compact"
        defaultValue={day}
        aria-invalid={problem !== '' ? true : undefined}
        aria-describedby={problem !== '' ? 'file-day-problem' : undefined}
      />
      <Button type="submit" kind="quiet" small>
        Voir
      </Button>
      {day !== today && (
        <Link to="/po/$poId" params={{ poId: id }} className="btn btn-quiet btn-small">
          Aujourd’hui
        </Link>
      )}
      {problem !== '' && (
        <p id="file-day-problem" className="day-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

/** That it is not today's file, and what the day means for each kind of value. */
export function DayNotice({ file }: { file: PoFile }) {
  const { today, day, recordedOn } = file;
  if (day === today) return null;
  return (
    <Notice kind="info" role="status" title={`Dossier au ${formatLongDate(day)}`} className="day-notice">
      <p>
        Mandats, rôles et écoles : selon leurs dates, telles que nous les connaissons aujourd’hui. Noms, adresses et
        contacts :{' '}
        {day > today ? 'ce qui est enregistré aujourd’hui' : 'ce qui était enregistré à la fin de ce jour-là'}.
        {day < recordedOn && ` Ce PO n’est enregistré ici que depuis le ${formatLongDate(recordedOn)}.`} Ce dossier se
        lit : pour changer quelque chose, revenez à aujourd’hui.
      </p>
    </Notice>
  );
}
