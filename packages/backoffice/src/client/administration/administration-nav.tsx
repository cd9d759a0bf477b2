import { Link } from '@tanstack/react-router';

/** The rooms of the administration; each shows where one is. */
export function AdministrationNav() {
  return (
    <nav className="administration-nav" aria-label="Administration">
      <Link to="/administration/equipe">Équipe</Link>
      <Link to="/administration/ressources">Ressources</Link>
      <Link to="/administration/plateformes">Plateformes</Link>
      <Link to="/modeles">Modèles de refus</Link>
      <Link to="/administration/textes">Textes et affichage</Link>
      <Link to="/administration/delais">Délais</Link>
      <Link to="/administration/courriers">Courriers</Link>
      <Link to="/administration/conservation">Conservation</Link>
      <Link to="/administration/journal" activeOptions={{ includeSearch: false }}>
        Journal
      </Link>
      <Link to="/administration/sante">Santé</Link>
    </nav>
  );
}
