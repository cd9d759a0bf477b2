import type { PersonFile } from '@guichet/shared/contracts/persons';
import { Icon } from '@guichet/shared/ui/icon';
import { Notice } from '@guichet/shared/ui/notice';
import { Tag } from '@guichet/shared/ui/tag';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import { useEffect } from 'react';
import { FactList } from '../pos/fact-list.tsx';
import { PersonDataLink } from '../privacy/person-data-link.tsx';
import { personQuery } from '../queries.ts';
import { Unread } from '../shell/page-states.tsx';
import { sayMoment } from '../text/moments.ts';
import { AccountPart } from './account-part.tsx';
import { MailList } from './mail-list.tsx';
import { MandateList } from './mandate-list.tsx';
import { PersonEdit } from './person-edit.tsx';
import { PersonTasks } from './person-tasks.tsx';
import { ReadingList } from './reading-list.tsx';
import { CompareAct, MergedTwins, TwinNotice } from './person-twins.tsx';
import { RequestLines } from './request-lines.tsx';
import { WishList } from './wish-list.tsx';

/** The file of a person: who it is, what they do where, their account, and everything that was sent to and fro. */
export function PersonPage() {
  const { personId } = useParams({ from: '/bureau/personnes/$personId' });
  const { data: file, isPending, error, refetch } = useQuery(personQuery(personId));
  useEffect(() => {
    document.title = file ? `${file.name} · Guichet PO` : 'Personne · Guichet PO';
  }, [file]);
  return (
    <main className="page" id="contenu" tabIndex={-1}>
      <p className="reading-back reading-back-always">
        <Link to="/recherche">
          <Icon of={ChevronLeft} />
          Recherche
        </Link>
      </p>
      {file ? (
        <File key={file.id} file={file} />
      ) : (
        <Unread title="Personne" isPending={isPending} error={error} refetch={refetch} />
      )}
    </main>
  );
}

function File({ file }: { file: PersonFile }) {
  // What an erasure or a merger left is there to be read.
  const isLive = file.erasedAt === null && file.mergedInto === null;
  return (
    <>
      <div className="file-head">
        <h1>
          {file.name} {file.deceased && <Tag>décédé·e</Tag>}
        </h1>
      </div>
      {file.erasedAt && (
        <Notice>
          <p>
            Effacée {sayMoment(file.erasedAt)} : rien ne dit plus qui c’était. Ses mandats restent, pour que l’histoire
            du PO se lise encore ; rien de cette fiche ne change plus.
          </p>
        </Notice>
      )}
      <div className="file">
        <div>
          <TwinNotice file={file} />
          <PersonTasks tasks={file.tasks} />
          {isLive && (
            <>
              <h2>Compte</h2>
              <AccountPart file={file} />
            </>
          )}
          <h2>Mandats et rôles</h2>
          <MandateList name={file.name} mandates={file.mandates} canChange={isLive} />
          {isLive && !file.deceased && (
            <>
              <h2>Courriers</h2>
              <WishList file={file} />
            </>
          )}
          <h2>Mails</h2>
          <MailList personId={file.id} mails={file.mails} />
        </div>
        <div>
          <h2>Identité</h2>
          <FactList facts={file.facts} />
          <MergedTwins file={file} />
          {isLive && (
            <>
              <div className="edit-acts">
                <PersonEdit file={file} label="Modifier la fiche" />
                <CompareAct file={file} />
              </div>
              <p>
                <PersonDataLink personId={file.id} name={file.name} />
              </p>
            </>
          )}
          <h2>Demandes à son sujet</h2>
          <RequestLines requests={file.about} none="Aucune demande ne parle de cette personne." />
          {file.sent.length > 0 && (
            <>
              <h2>Demandes envoyées par elle</h2>
              <RequestLines requests={file.sent} none="" />
            </>
          )}
          <h2>Qui a lu cette fiche</h2>
          <ReadingList personId={file.id} readings={file.readings} />
        </div>
      </div>
    </>
  );
}
