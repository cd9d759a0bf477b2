import { type ExportSelection, type ExportView, orderExport } from '@guichet/shared/contracts/exports';
import { EXPORT_HOURS, EXPORT_LIST_LABELS, type ExportFormat } from '@guichet/shared/domain/exports';
import { isRole, ROLE_LABELS, ROLES } from '@guichet/shared/domain/roles';
import { Button } from '@guichet/shared/ui/button';
import { RadioGroup } from '@guichet/shared/ui/radio-group';
import { SelectField } from '@guichet/shared/ui/select-field';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api.ts';
import { newId } from '../bulk/new-id.ts';
import type { LabelSearch } from '../labels/label-search.ts';
import { sentenceOf } from '../query-client.ts';
import { useAnnounce } from '../shell/announcer.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { download, fileAddress } from './download.ts';
import { ExportProgress } from './export-progress.tsx';
import { exportPreviewQuery, exportsQuery } from './export-queries.ts';
import { isUnderWay, sayRows } from './say-export.ts';

type Props = {
  selections: readonly [ExportSelection, ...ExportSelection[]];
  labelSearch?: LabelSearch | undefined;
  onClose: () => void;
};

/** What is taken out, as what; then the file, as soon as it is written. */
export function ExportDialog({ selections, labelSearch, onClose }: Props) {
  // Kept by the dialog: an order whose answer is lost is sent again as the same export.
  const [id] = useState(newId);
  const [ordered, setOrdered] = useState(false);
  return (
    <Dialog title="Exporter la liste" onClose={onClose}>
      {ordered ? (
        <Waiting id={id} onClose={onClose} />
      ) : (
        <OrderForm
          id={id}
          selections={selections}
          labelSearch={labelSearch}
          onClose={onClose}
          onOrdered={() => setOrdered(true)}
        />
      )}
    </Dialog>
  );
}

type Wanted = ExportFormat | 'labels';

/** The lists that letters go to, as the address of the labels names them. */
const LABELLED: Partial<Record<ExportSelection['list'], LabelSearch['liste']>> = {
  ...{ pos: 'po', members: 'membres', people: 'personnes' },
};

function OrderForm(props: Props & { id: string; onOrdered: () => void }) {
  const { id, selections, labelSearch, onClose, onOrdered } = props;
  const [list, setList] = useState(selections[0].list);
  const [role, setRole] = useState('');
  const [wanted, setWanted] = useState<Wanted>('xlsx');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const selection = withRole(selections.find((each) => each.list === list) ?? selections[0], role);
  const order = useMutation({
    mutationFn: (format: ExportFormat) => call(orderExport, { body: { id, format, selection } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(exportsQuery);
      onOrdered();
    },
  });
  const liste = LABELLED[list];
  const mayLabel = labelSearch !== undefined && liste !== undefined;
  const format = wanted === 'labels' && !mayLabel ? 'xlsx' : wanted;
  const send = () => {
    if (format !== 'labels') return order.mutate(format);
    onClose();
    const search: LabelSearch = { ...labelSearch, liste, ...(role ? { role } : {}) };
    void navigate({ to: '/etiquettes', search });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!order.isPending) send();
      }}
    >
      {selections.length > 1 && (
        <RadioGroup
          id="export-list"
          name="list"
          label="Quoi"
          required
          options={selections.map((each) => ({ value: each.list, label: EXPORT_LIST_LABELS[each.list] }))}
          value={list}
          inputProps={{ onChange: (event) => setList(event.currentTarget.value as typeof list) }}
        />
      )}
      {list === 'members' && (
        <SelectField
          id="export-role"
          name="role"
          label="Rôle"
          required
          placeholder="Tous les membres"
          options={ROLES.map((each) => ({ value: each, label: ROLE_LABELS[each] }))}
          value={role}
          inputProps={{ onChange: (event) => setRole(event.currentTarget.value) }}
        />
      )}
      <RadioGroup
        id="export-format"
        name="format"
        label="Comme"
        required
        options={[
          { value: 'xlsx', label: 'Classeur Excel (.xlsx)' },
          { value: 'csv', label: 'Texte CSV (.csv)', hint: 'Pour un autre programme. S’ouvre aussi dans Excel.' },
          ...(mayLabel ? [{ value: 'labels', label: 'Étiquettes à imprimer, pour des lettres' }] : []),
        ]}
        value={format}
        inputProps={{ onChange: (event) => setWanted(event.currentTarget.value as Wanted) }}
      />
      {format !== 'labels' && <Preview selection={selection} />}
      {order.error && (
        <p className="field-error" role="alert">
          {sentenceOf(order.error)}
        </p>
      )}
      <div className="dialog-acts">
        <Button disabled={order.isPending}>{format === 'labels' ? 'Voir les étiquettes' : 'Exporter'}</Button>
        <Button type="button" kind="plain" onClick={onClose}>
          Ne rien exporter
        </Button>
        <Link to="/exportations" onClick={onClose}>
          Vos exportations
        </Link>
      </div>
    </form>
  );
}

function withRole(selection: ExportSelection, role: string): ExportSelection {
  if (selection.list !== 'members' || !isRole(role)) return selection;
  return { ...selection, filters: { ...selection.filters, role } };
}

function Preview({ selection }: { selection: ExportSelection }) {
  const { data } = useQuery(exportPreviewQuery(selection));
  return (
    <div className="export-preview">
      <p role="status">{data ? (data.rows === null ? 'Toute la liste.' : `${sayRows(data.rows)}.`) : 'Un instant…'}</p>
      {data && (
        <details>
          <summary>{data.heads.length} colonnes</summary>
          <p className="small">{data.heads.join(', ')}</p>
        </details>
      )}
      <p className="muted small">
        Ce sont des données personnelles : le journal note que vous les avez exportées. Supprimez le fichier quand vous
        n’en avez plus besoin.
      </p>
    </div>
  );
}

function Waiting({ id, onClose }: { id: string; onClose: () => void }) {
  const { data } = useQuery(exportsQuery);
  const run = data?.runs.find((each) => each.id === id);
  useDownloadWhenDone(run);
  return (
    <>
      {!run || isUnderWay(run) ? (
        <>
          {run && <ExportProgress run={run} />}
          <p>
            Le fichier se prépare. Vous pouvez fermer : il continue, et vous attend dans{' '}
            <Link to="/exportations" onClick={onClose}>
              Exportations
            </Link>
            .
          </p>
        </>
      ) : run.state === 'done' ? (
        <p role="status">
          <a href={fileAddress(run.id)} download={run.fileName}>
            {run.fileName}
          </a>{' '}
          est prêt ({sayRows(run.rows)}) et se télécharge. Vous le retrouvez pendant {EXPORT_HOURS} heures dans{' '}
          <Link to="/exportations" onClick={onClose}>
            Exportations
          </Link>
          .
        </p>
      ) : (
        <p className="field-error" role="alert">
          {run.problem ?? 'Cet export a été supprimé.'}
        </p>
      )}
      <div className="dialog-acts">
        <Button type="button" kind="quiet" onClick={onClose}>
          Fermer la fenêtre
        </Button>
      </div>
    </>
  );
}

/** The file that one waits for comes by itself, once. */
function useDownloadWhenDone(run: ExportView | undefined): void {
  const announce = useAnnounce();
  const fetched = useRef(false);
  useEffect(() => {
    if (run?.state !== 'done' || fetched.current) return;
    fetched.current = true;
    download(run.id, run.fileName);
    announce(`${run.fileName} est prêt.`);
  }, [run, announce]);
}
