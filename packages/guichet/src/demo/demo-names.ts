/** Names that are common in Namur and Luxembourg, put together at random: nobody is meant. */
export const FIRST_NAMES: readonly string[] = (
  'Anne, Benoît, Brigitte, Catherine, Christian, Christine, Claude, Colette, Daniel, Dominique, Élise, ' +
  'Emmanuel, Étienne, Fabienne, Françoise, Frédéric, Geneviève, Georges, Guy, Hélène, Isabelle, ' +
  'Jacques, Jean-Luc, Jeannine, Joëlle, Julien, Laurence, Léon, Luc, Marc, Marie-Claire, Martine, ' +
  'Maxime, Michel, Monique, Nathalie, Nicole, Olivier, Pascale, Patrick, Paul, Philippe, Pierre, ' +
  'Quentin, Raymond, Renée, Sabine, Sébastien, Solange, Stéphane, Thérèse, Thierry, Véronique, ' +
  'Vincent, Viviane, Yves'
).split(', ');

export const LAST_NAMES: readonly string[] = (
  'Adam, Antoine, Baudoin, Bertrand, Bodart, Bourguignon, Burnotte, Charlier, Collard, Collignon, ' +
  'Cornet, De Smet, Defoin, Delvaux, Denis, Detal, Dewez, Dieudonné, Dubuisson, Evrard, Feller, ' +
  'Gaspard, Georis, Gillain, Goffin, Goossens, Grégoire, Hardy, Henrotte, Jacquemin, Jadot, Joris, ' +
  'Lallemand, Lambotte, Lamy, Lecocq, Ledent, Lejeune, Lemaire, Louis, Magnée, Maréchal, Mathieu, ' +
  'Maes, Noël, Neuville, Octave, Paquet, Peeters, Pierret, Poncelet, Quinet, Remacle, Rolin, Rousseau, ' +
  'Simon, Sacré, Thiry, Toussaint, Urbain, Van Damme, Vandenberghe, Wauthier, Willems, Wuidart, Zune'
).split(', ');

export const STREETS: readonly string[] = (
  'Rue de la Station, Rue des Écureuils, Chemin du Gros Chêne, Rue du Vivier, Avenue des Acacias, ' +
  'Rue de l’Ancien Tram, Rue des Genêts, Clos des Merisiers, Rue du Sabotier, Rue Basse, ' +
  'Chemin de la Drève, Rue des Ardoisières, Place du Vieux Puits, Rue du Tienne, Rue de la Fontaine, ' +
  'Allée des Charmes, Rue du Fourneau, Rue Saint-Roch, Route de la Crête, Rue du Pont de Bois'
).split(', ');

export const MAIL_DOMAINS: readonly string[] = 'courriel.example, boite.example, maison.example'.split(', ');
