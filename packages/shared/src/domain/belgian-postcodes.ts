import { foldForSearch } from './text.ts';

/**
 * The Belgian postcodes and the localities that they serve, as bpost publishes them; the municipality, or what most
 * people write, comes first. The south of the country stands here village by village, with the names its people write;
 * of the north, one name per postcode. A facts table: it only ever proposes, and nothing is refused because of it.
 */
const TABLE = `
1000 Bruxelles; 1020 Laeken|Bruxelles; 1030 Schaerbeek; 1040 Etterbeek; 1050 Ixelles; 1060 Saint-Gilles
1070 Anderlecht; 1080 Molenbeek-Saint-Jean; 1081 Koekelberg; 1082 Berchem-Sainte-Agathe; 1083 Ganshoren; 1090 Jette
1120 Neder-Over-Heembeek|Bruxelles; 1130 Haren|Bruxelles; 1140 Evere; 1150 Woluwe-Saint-Pierre; 1160 Auderghem
1170 Watermael-Boitsfort; 1180 Uccle; 1190 Forest; 1200 Woluwe-Saint-Lambert; 1210 Saint-Josse-ten-Noode
1300 Wavre|Limal; 1301 Bierges; 1310 La Hulpe; 1315 Incourt|Glimes|Opprebais|Piétrebais|Roux-Miroir
1320 Beauvechain|Hamme-Mille|L’Écluse|Nodebais|Tourinnes-la-Grosse
1325 Chaumont-Gistoux|Bonlez|Corroy-le-Grand|Dion-Valmont|Longueville; 1330 Rixensart; 1331 Rosières; 1332 Genval
1340 Ottignies|Ottignies-Louvain-la-Neuve; 1341 Céroux-Mousty; 1342 Limelette; 1348 Louvain-la-Neuve
1350 Orp-Jauche|Enines|Folx-les-Caves|Jandrain-Jandrenouille|Jauche|Marilles|Noduwez|Orp-le-Grand
1357 Hélécine|Linsmeau|Neerheylissem|Opheylissem
1360 Perwez|Malèves-Sainte-Marie-Wastines|Orbais|Thorembais-les-Béguines|Thorembais-Saint-Trond
1367 Ramillies|Autre-Église|Bomal|Geest-Gérompont-Petit-Rosière|Gérompont|Grand-Rosière-Hottomont|Huppaye|Mont-Saint-André
1370 Jodoigne|Dongelberg|Jauchelette|Jodoigne-Souveraine|Lathuy|Mélin|Piétrain|Saint-Jean-Geest|Saint-Remy-Geest|Zétrud-Lumay
1380 Lasne|Couture-Saint-Germain|Lasne-Chapelle-Saint-Lambert|Maransart|Ohain|Plancenoit
1390 Grez-Doiceau|Archennes|Biez|Bossut-Gottechain|Nethen; 1400 Nivelles|Monstreux; 1401 Baulers; 1402 Thines
1404 Bornival; 1410 Waterloo; 1420 Braine-l’Alleud; 1421 Ophain-Bois-Seigneur-Isaac; 1428 Lillois-Witterzée
1430 Rebecq|Bierghes|Quenast|Rebecq-Rognon; 1435 Mont-Saint-Guibert|Corbais|Hévillers
1440 Braine-le-Château|Wauthier-Braine; 1450 Chastre|Chastre-Villeroux-Blanmont|Cortil-Noirmont|Gentinnes|Saint-Géry
1457 Walhain|Nil-Saint-Vincent-Saint-Martin|Tourinnes-Saint-Lambert|Walhain-Saint-Paul; 1460 Ittre|Virginal-Samme
1461 Haut-Ittre; 1470 Genappe|Baisy-Thy|Bousval; 1471 Loupoigne; 1472 Vieux-Genappe; 1473 Glabais; 1474 Ways
1476 Houtain-le-Val; 1480 Tubize|Clabecq|Oisquercq|Saintes; 1490 Court-Saint-Étienne
1495 Villers-la-Ville|Marbais|Mellery|Sart-Dames-Avelines|Tilly; 1500 Halle; 1501 Buizingen; 1502 Lembeek; 1540 Herne
1547 Biévène; 1560 Hoeilaart; 1570 Galmaarden; 1600 Sint-Pieters-Leeuw; 1601 Ruisbroek; 1602 Vlezenbeek
1620 Drogenbos; 1630 Linkebeek; 1640 Rhode-Saint-Genèse; 1650 Beersel; 1651 Lot; 1652 Alsemberg; 1653 Dworp
1654 Huizingen; 1670 Pepingen; 1700 Dilbeek; 1701 Itterbeek; 1702 Grand-Bigard; 1703 Schepdaal; 1730 Asse; 1731 Zellik
1740 Ternat; 1745 Opwijk; 1750 Lennik; 1755 Gooik; 1760 Roosdaal; 1770 Liedekerke; 1780 Wemmel; 1785 Merchtem
1790 Affligem; 1800 Vilvorde; 1820 Steenokkerzeel; 1830 Machelen; 1831 Diegem; 1840 Londerzeel; 1850 Grimbergen
1851 Humbeek; 1852 Beigem; 1853 Strombeek-Bever; 1860 Meise; 1861 Wolvertem; 1880 Kapelle-op-den-Bos; 1910 Kampenhout
1930 Zaventem; 1932 Sint-Stevens-Woluwe; 1933 Sterrebeek; 1950 Crainhem; 1970 Wezembeek-Oppem; 1980 Zemst
1981 Hofstade; 1982 Elewijt; 2000 Anvers; 2018 Anvers; 2020 Anvers; 2030 Anvers; 2040 Anvers; 2050 Anvers; 2060 Anvers
2070 Zwijndrecht; 2100 Deurne; 2110 Wijnegem; 2140 Borgerhout; 2150 Borsbeek; 2160 Wommelgem; 2170 Merksem
2180 Ekeren; 2200 Herentals; 2220 Heist-op-den-Berg; 2230 Herselt; 2235 Hulshout; 2240 Zandhoven; 2250 Olen
2260 Westerlo; 2270 Herenthout; 2275 Lille; 2280 Grobbendonk; 2290 Vorselaar; 2300 Turnhout; 2310 Rijkevorsel
2320 Hoogstraten; 2330 Merksplas; 2340 Beerse; 2350 Vosselaar; 2360 Oud-Turnhout; 2370 Arendonk; 2380 Ravels
2387 Baarle-Hertog; 2390 Malle; 2400 Mol; 2430 Laakdal; 2440 Geel; 2450 Meerhout; 2460 Kasterlee; 2470 Retie
2480 Dessel; 2490 Balen; 2500 Lierre; 2520 Ranst; 2530 Boechout; 2540 Hove; 2547 Lint; 2550 Kontich; 2560 Nijlen
2570 Duffel; 2580 Putte; 2590 Berlaar; 2600 Berchem; 2610 Wilrijk; 2620 Hemiksem; 2627 Schelle; 2630 Aartselaar
2640 Mortsel; 2650 Edegem; 2660 Hoboken; 2800 Malines; 2820 Bonheiden; 2830 Willebroek; 2840 Rumst; 2845 Niel
2850 Boom; 2860 Sint-Katelijne-Waver; 2870 Puurs-Sint-Amands; 2880 Bornem; 2900 Schoten; 2910 Essen; 2920 Kalmthout
2930 Brasschaat; 2940 Stabroek; 2950 Kapellen; 2960 Brecht; 2970 Schilde; 2980 Zoersel; 2990 Wuustwezel; 3000 Louvain
3001 Heverlee; 3010 Kessel-Lo; 3012 Wilsele; 3018 Wijgmaal; 3020 Herent; 3040 Huldenberg; 3050 Oud-Heverlee
3060 Bertem; 3070 Kortenberg; 3080 Tervuren; 3090 Overijse; 3110 Rotselaar; 3120 Tremelo; 3130 Begijnendijk
3140 Keerbergen; 3150 Haacht; 3190 Boortmeerbeek; 3200 Aarschot; 3210 Lubbeek; 3220 Holsbeek
3270 Scherpenheuvel-Zichem; 3290 Diest; 3300 Tirlemont; 3320 Hoegaarden; 3350 Linter; 3360 Bierbeek; 3370 Boutersem
3380 Glabbeek; 3390 Tielt-Winge; 3400 Landen; 3440 Léau; 3450 Geetbets; 3460 Bekkevoort; 3470 Kortenaken; 3500 Hasselt
3520 Zonhoven; 3530 Houthalen-Helchteren; 3540 Herk-de-Stad; 3545 Halen; 3550 Heusden-Zolder; 3560 Lummen; 3570 Alken
3580 Beringen; 3590 Diepenbeek; 3600 Genk; 3620 Lanaken; 3630 Maasmechelen; 3640 Kinrooi; 3650 Dilsen-Stokkem
3660 Oudsbergen; 3665 As; 3670 Oudsbergen; 3680 Maaseik; 3690 Zutendaal; 3700 Tongres; 3717 Herstappe; 3720 Kortessem
3730 Hoeselt; 3740 Bilzen; 3770 Riemst; 3790 Fourons|Mouland|Fouron-Saint-Martin; 3791 Rémersdael
3792 Fouron-Saint-Pierre; 3793 Teuven; 3798 Fouron-le-Comte; 3800 Saint-Trond; 3830 Wellen; 3840 Looz
3850 Nieuwerkerken; 3870 Heers; 3890 Gingelom; 3900 Pelt; 3910 Pelt; 3920 Lommel; 3930 Hamont-Achel
3940 Hechtel-Eksel; 3945 Ham; 3950 Bocholt; 3960 Bree; 3970 Leopoldsburg; 3980 Tessenderlo; 3990 Peer
4000 Liège|Glain|Rocourt; 4020 Liège|Bressoux|Jupille-sur-Meuse|Wandre; 4030 Grivegnée|Liège; 4031 Angleur
4032 Chênée; 4040 Herstal; 4041 Vottem|Milmort; 4042 Liers; 4050 Chaudfontaine; 4051 Vaux-sous-Chèvremont
4052 Beaufays; 4053 Embourg; 4100 Seraing|Boncelles; 4101 Jemeppe-sur-Meuse; 4102 Ougrée
4120 Neupré|Éhein|Rotheux-Rimière; 4121 Neuville-en-Condroz; 4122 Plainevaux; 4130 Esneux|Tilff
4140 Sprimont|Dolembreux|Gomzé-Andoumont|Rouvreux; 4141 Louveigné; 4160 Anthisnes; 4161 Villers-aux-Tours; 4162 Hody
4163 Tavier; 4170 Comblain-au-Pont; 4171 Poulseur; 4180 Hamoir|Comblain-Fairon|Comblain-la-Tour; 4181 Filot
4190 Ferrières|My|Vieuxville|Werbomont|Xhoris; 4210 Burdinne|Hannêche|Lamontzée|Marneffe|Oteppe
4217 Héron|Lavoir|Waret-l’Évêque; 4218 Couthuin; 4219 Wasseiges|Acosse|Ambresin|Meeffe
4250 Geer|Boëlhe|Hollogne-sur-Geer|Lens-Saint-Servais; 4252 Omal; 4253 Darion; 4254 Ligney
4257 Berloz|Corswarem|Rosoux-Crenwick; 4260 Braives|Avennes|Ciplet|Fallais|Fumal|Ville-en-Hesbaye; 4261 Latinne
4263 Tourinne
4280 Hannut|Abolens|Avernas-le-Bauduin|Avin|Bertrée|Blehen|Cras-Avernas|Crehen|Grand-Hallet|Lens-Saint-Remy|Merdorp|Moxhe|Petit-Hallet|Poucet|Thisnes|Trognée|Villers-le-Peuplier|Wansin
4287 Lincent|Pellaines|Racour; 4300 Waremme|Bettincourt|Bleret|Bovenistier|Grand-Axhe|Lantremange|Oleye
4317 Faimes|Aineffe|Borlez|Celles|Les Waleffes|Viemme; 4340 Awans|Fooz|Othée|Villers-l’Évêque; 4342 Hognoul
4347 Fexhe-le-Haut-Clocher|Freloux|Noville|Roloux|Voroux-Goreux; 4350 Remicourt|Lamine|Momalle|Pousset; 4351 Hodeige
4357 Donceel|Haneffe|Jeneffe|Limont; 4360 Oreye|Bergilers|Grandville|Lens-sur-Geer|Otrange
4367 Crisnée|Fize-le-Marsal|Kemexhe|Odeur|Thys
4400 Flémalle|Awirs|Chokier|Flémalle-Grande|Flémalle-Haute|Gleixhe|Ivoz-Ramet|Mons-lez-Liège
4420 Saint-Nicolas|Montegnée|Tilleur; 4430 Ans; 4431 Loncin; 4432 Alleur|Xhendremael; 4450 Juprelle|Lantin|Slins
4451 Voroux-lez-Liers; 4452 Wihogne|Paifve; 4453 Villers-Saint-Siméon; 4458 Fexhe-Slins
4460 Grâce-Hollogne|Bierset|Grâce-Berleur|Hollogne-aux-Pierres|Horion-Hozémont|Velroux; 4470 Saint-Georges-sur-Meuse
4480 Engis|Clermont-sous-Huy|Hermalle-sous-Huy; 4500 Huy|Ben-Ahin|Tihange
4520 Wanze|Antheit|Bas-Oha|Huccorgne|Moha|Vinalmont
4530 Villers-le-Bouillet|Fize-Fontaine|Vaux-et-Borset|Vieux-Waleffe|Warnant-Dreye
4537 Verlaine|Chapon-Seraing|Seraing-le-Château; 4540 Amay|Ampsin|Flône|Jehay|Ombret
4550 Nandrin|Saint-Séverin|Villers-le-Temple|Yernée-Fraineux; 4557 Tinlot|Abée|Fraiture|Ramelot|Seny|Soheit-Tinlot
4560 Clavier|Bois-et-Borsu|Les Avins|Ocquier|Pailhe|Terwagne; 4570 Marchin|Vyle-et-Tharoul
4577 Modave|Outrelouxhe|Strée-lez-Huy|Vierset-Barse; 4590 Ouffet|Ellemelle|Warzée; 4600 Visé|Lanaye|Lixhe|Richelle
4601 Argenteau; 4602 Cheratte; 4606 Saint-André; 4607 Dalhem|Berneau|Bombaye|Feneur|Mortroux; 4608 Warsage|Neufchâteau
4610 Beyne-Heusay|Bellaire|Queue-du-Bois; 4620 Fléron; 4621 Retinne; 4623 Magnée; 4624 Romsée
4630 Soumagne|Ayeneux|Micheroux|Tignée; 4631 Évegnée; 4632 Cérexhe-Heuseux; 4633 Melen
4650 Herve|Chaineux|Grand-Rechain|Julémont; 4651 Battice; 4652 Xhendelesse; 4653 Bolland; 4654 Charneux
4670 Blegny|Mortier|Trembleur; 4671 Saive|Barchon|Housse; 4672 Saint-Remy; 4680 Oupeye|Hermée
4681 Hermalle-sous-Argenteau; 4682 Heure-le-Romain|Houtain-Saint-Siméon; 4683 Vivegnis; 4684 Haccourt
4690 Bassenge|Boirs|Eben-Émael|Glons|Roclenge-sur-Geer|Wonck; 4700 Eupen; 4701 Kettenis; 4710 Lontzen; 4711 Walhorn
4720 La Calamine; 4721 Neu-Moresnet; 4728 Hergenrath; 4730 Raeren|Hauset; 4731 Eynatten; 4750 Butgenbach|Elsenborn
4760 Bullange|Manderfeld; 4761 Rocherath; 4770 Amblève|Meyerode; 4771 Heppenbach; 4780 Saint-Vith|Recht
4782 Schoenberg; 4783 Lommersweiler; 4784 Crombach; 4790 Burg-Reuland|Reuland; 4791 Thommen
4800 Verviers|Ensival|Lambermont|Petit-Rechain; 4801 Stembert; 4802 Heusy; 4820 Dison; 4821 Andrimont; 4830 Limbourg
4831 Bilstain; 4834 Goé; 4837 Baelen|Membach; 4840 Welkenraedt; 4841 Henri-Chapelle; 4845 Jalhay|Sart-lez-Spa
4850 Plombières|Montzen|Moresnet; 4851 Gemmenich|Sippenaeken; 4852 Hombourg; 4860 Pepinster|Cornesse|Wegnez
4861 Soiron; 4870 Trooz|Forêt|Fraipont|Nessonvaux; 4877 Olne; 4880 Aubel; 4890 Thimister-Clermont|Clermont|Thimister
4900 Spa; 4910 Theux|La Reid|Polleur; 4920 Aywaille|Ernonheid|Harzé|Sougné-Remouchamps
4950 Waimes|Faymonville|Robertville|Sourbrodt; 4960 Malmedy|Bellevaux-Ligneuville|Bévercé; 4970 Stavelot|Francorchamps
4980 Trois-Ponts|Fosse|Wanne; 4983 Basse-Bodeux; 4987 Stoumont|Chevron|La Gleize|Lorcé|Rahier
4990 Lierneux|Arbrefontaine|Bra; 5000 Namur|Beez; 5001 Belgrade; 5002 Saint-Servais; 5003 Saint-Marc; 5004 Bouge
5020 Champion|Daussoulx|Flawinne|Malonne|Suarlée|Temploux|Vedrin; 5021 Boninne; 5022 Cognelée
5024 Gelbressée|Marche-les-Dames; 5030 Gembloux|Beuzet|Ernage|Grand-Manil|Lonzée|Sauvenière; 5031 Grand-Leez
5032 Bossière|Bothey|Corroy-le-Château|Isnes|Mazy
5060 Sambreville|Arsimont|Auvelais|Falisolle|Keumiée|Moignelée|Tamines|Velaine-sur-Sambre
5070 Fosses-la-Ville|Aisemont|Le Roux|Sart-Eustache|Sart-Saint-Laurent|Vitrival
5080 La Bruyère|Émines|Rhisnes|Villers-lez-Heest|Warisoulx; 5081 Meux|Bovesse|Saint-Denis-Bovesse
5100 Jambes|Dave|Naninne|Wépion|Wierde; 5101 Erpent|Lives-sur-Meuse|Loyers; 5140 Sombreffe|Boignée|Ligny|Tongrinne
5150 Floreffe|Floriffoux|Franière|Soye; 5170 Profondeville|Arbre|Bois-de-Villers|Lesve|Lustin|Rivière
5190 Jemeppe-sur-Sambre|Balâtre|Ham-sur-Sambre|Mornimont|Moustier-sur-Sambre|Onoz|Saint-Martin|Spy
5300 Andenne|Bonneville|Coutisse|Landenne|Maizeret|Namêche|Sclayn|Seilles|Thon|Vezin
5310 Éghezée|Aische-en-Refail|Bolinne|Boneffe|Branchon|Dhuy|Hanret|Leuze|Liernu|Longchamps|Mehaigne|Noville-sur-Mehaigne|Saint-Germain|Taviers|Upigny|Waret-la-Chaussée
5330 Assesse|Maillen|Sart-Bernard; 5332 Crupet; 5333 Sorinne-la-Longue; 5334 Florée; 5336 Courrière
5340 Gesves|Faulx-les-Tombes|Haltinne|Mozet|Sorée; 5350 Ohey|Évelette; 5351 Haillot; 5352 Perwez-Haillot; 5353 Goesnes
5354 Jallet; 5360 Hamois|Natoye; 5361 Mohiville|Scy; 5362 Achet; 5363 Emptinne; 5364 Schaltin
5370 Havelange|Barvaux-Condroz|Flostoy|Jeneffe|Porcheresse|Verlée; 5372 Méan; 5374 Maffe; 5376 Miécret
5377 Somme-Leuze|Baillonville|Bonsin|Heure|Hogne|Nettinne|Noiseux|Sinsin|Waillet
5380 Fernelmont|Bierwart|Cortil-Wodon|Forville|Franc-Waret|Hemptinne|Hingeon|Marchovelette|Noville-les-Bois|Pontillas|Tillier
5500 Dinant|Anseremme|Bouvignes-sur-Meuse|Dréhance|Falmagne|Falmignoul|Furfooz; 5501 Lisogne; 5502 Thynes
5503 Sorinnes; 5504 Foy-Notre-Dame; 5520 Onhaye|Anthée; 5521 Serville; 5522 Falaën; 5523 Sommière|Weillen; 5524 Gerin
5530 Yvoir|Dorinne|Durnal|Évrehailles|Godinne|Houx|Mont|Purnode|Spontin
5537 Anhée|Annevoie-Rouillon|Bioul|Denée|Haut-le-Wastia|Sosoye|Warnant
5540 Hastière|Hastière-Lavaux|Hermeton-sur-Meuse|Waulsort; 5541 Hastière-par-Delà; 5542 Blaimont; 5543 Heer
5544 Agimont
5550 Vresse-sur-Semois|Alle|Bagimont|Bohan|Chairière|Laforêt|Membre|Mouzaive|Nafraiture|Orchimont|Pussemange|Sugny
5555 Bièvre|Baillamont|Bellefontaine|Cornimont|Graide|Gros-Fays|Monceau-en-Ardenne|Naomé|Oizy|Petit-Fays
5560 Houyet|Ciergnon|Finnevaux|Hulsonniaux|Mesnil-Église|Mesnil-Saint-Blaise; 5561 Celles; 5562 Custinne; 5563 Hour
5564 Wanlin; 5570 Beauraing|Baronville|Dion|Felenne|Feschaux|Honnay|Javingue|Vonêche|Wancennes|Winenne; 5571 Wiesme
5572 Focant; 5573 Martouzin-Neuville; 5574 Pondrôme
5575 Gedinne|Bourseigne-Neuve|Bourseigne-Vieille|Houdremont|Louette-Saint-Denis|Louette-Saint-Pierre|Malvoisin|Patignies|Rienne|Sart-Custinne|Vencimont|Willerzie
5576 Froidfontaine
5580 Rochefort|Ave-et-Auffe|Buissonville|Éprave|Han-sur-Lesse|Jemelle|Lavaux-Sainte-Anne|Lessive|Mont-Gauthier|Villers-sur-Lesse|Wavreille
5590 Ciney|Achêne|Braibant|Chevetogne|Conneux|Haversin|Leignon|Pessoux|Serinchamps|Sovet
5600 Philippeville|Fagnolle|Franchimont|Jamagne|Jamiolle|Merlemont|Neuville|Omezée|Roly|Romedenne|Samart|Sart-en-Fagne|Sautour|Surice|Villers-en-Fagne|Villers-le-Gambon|Vodecée
5620 Florennes|Corenne|Flavion|Hemptinne-lez-Florennes|Morville|Rosée|Saint-Aubin
5621 Hanzinelle|Hanzinne|Morialmé|Thy-le-Bauduin
5630 Cerfontaine|Daussois|Senzeilles|Silenrieux|Soumoy|Villers-Deux-Églises
5640 Mettet|Biesme|Biesmerée|Graux|Oret|Saint-Gérard; 5641 Furnaux; 5644 Ermeton-sur-Biert; 5646 Stave
5650 Walcourt|Castillon|Chastrès|Clermont|Fontenelle|Fraire|Pry|Vogenée|Yves-Gomezée
5651 Thy-le-Château|Berzée|Gourdinne|Laneffe|Rognée|Somzée|Tarcienne
5660 Couvin|Aublain|Boussu-en-Fagne|Brûly|Brûly-de-Pesche|Cul-des-Sarts|Dailly|Frasnes|Gonrieux|Mariembourg|Pesche|Petigny|Petite-Chapelle|Presgaux
5670 Viroinval|Dourbes|Le Mesnil|Mazée|Nismes|Oignies-en-Thiérache|Olloy-sur-Viroin|Treignes|Vierves-sur-Viroin
5680 Doische|Gimnée|Gochenée|Matagne-la-Grande|Matagne-la-Petite|Niverlée|Romerée|Soulme|Vaucelles|Vodelée
6000 Charleroi; 6001 Marcinelle; 6010 Couillet; 6020 Dampremy; 6030 Marchienne-au-Pont|Goutroux
6031 Monceau-sur-Sambre; 6032 Mont-sur-Marchienne; 6040 Jumet; 6041 Gosselies; 6042 Lodelinsart; 6043 Ransart
6044 Roux; 6060 Gilly; 6061 Montignies-sur-Sambre; 6110 Montigny-le-Tilleul; 6111 Landelies
6120 Ham-sur-Heure-Nalinnes|Cour-sur-Heure|Ham-sur-Heure|Jamioulx|Marbaix|Nalinnes; 6140 Fontaine-l’Évêque
6141 Forchies-la-Marche; 6142 Leernes; 6150 Anderlues; 6180 Courcelles; 6181 Gouy-lez-Piéton; 6182 Souvret
6183 Trazegnies; 6200 Châtelet|Bouffioulx|Châtelineau
6210 Les Bons Villers|Frasnes-lez-Gosselies|Rèves|Villers-Perwin|Wayaux; 6211 Mellet
6220 Fleurus|Heppignies|Lambusart|Wangenies; 6221 Saint-Amand; 6222 Brye; 6223 Wagnelée; 6224 Wanfercée-Baulet
6230 Pont-à-Celles|Buzet|Obaix|Thiméon|Viesville; 6238 Luttre|Liberchies; 6240 Farciennes|Pironchamps
6250 Aiseau-Presles|Aiseau|Pont-de-Loup|Presles|Roselies
6280 Gerpinnes|Acoz|Gougnies|Joncret|Loverval|Villers-Poterie
6440 Froidchapelle|Boussu-lez-Walcourt|Fourbechies|Vergnies; 6441 Erpion
6460 Chimay|Bailièvre|Robechies|Saint-Remy|Salles|Villers-la-Tour; 6461 Virelles; 6462 Vaulx-lez-Chimay; 6463 Lompret
6464 Baileux|Bourlers|Forges|L’Escaillère|Rièzes; 6470 Sivry-Rance|Grandrieu|Montbliart|Rance|Sautin|Sivry
6500 Beaumont|Barbençon|Leugnies|Leval-Chaudeville|Renlies|Solre-Saint-Géry|Thirimont; 6511 Strée
6530 Thuin|Leers-et-Fosteau; 6531 Biesme-sous-Thuin; 6532 Ragnies; 6533 Biercée; 6534 Gozée
6536 Thuillies|Donstiennes; 6540 Lobbes|Mont-Sainte-Geneviève; 6542 Sars-la-Buissière; 6543 Bienne-lez-Happart
6560 Erquelinnes|Bersillies-l’Abbaye|Grand-Reng|Hantes-Wihéries|Montignies-Saint-Christophe|Solre-sur-Sambre
6567 Merbes-le-Château|Fontaine-Valmont|Labuissière|Merbes-Sainte-Marie; 6590 Momignies; 6591 Macon
6592 Monceau-Imbrechies; 6593 Macquenoise; 6594 Beauwelz; 6596 Seloignes|Forge-Philippe
6600 Bastogne|Longvilly|Noville|Villers-la-Bonne-Eau|Wardin; 6630 Martelange; 6637 Fauvillers|Hollange|Tintange
6640 Vaux-sur-Sûre|Hompré|Morhet|Nives|Sibret|Vaux-lez-Rosières; 6642 Juseret; 6660 Houffalize|Nadrin
6661 Mont|Tailles; 6662 Tavigny; 6663 Mabompré; 6666 Wibrin; 6670 Gouvy|Limerlé; 6671 Bovigny; 6672 Beho; 6673 Cherain
6674 Montleban; 6680 Sainte-Ode|Amberloup|Tillet; 6681 Lavacherie; 6686 Flamierge; 6687 Bertogne; 6688 Longchamps
6690 Vielsalm|Bihain; 6692 Petit-Thier; 6698 Grand-Halleux; 6700 Arlon|Bonnert|Heinsch|Toernich; 6704 Guirsch
6706 Autelbas; 6717 Attert|Nobressart|Nothomb|Thiaumont|Tontelange; 6720 Habay|Habay-la-Neuve|Hachy; 6721 Anlier
6723 Habay-la-Vieille; 6724 Houdemont|Marbehan|Rulles; 6730 Tintigny|Bellefontaine|Rossignol|Saint-Vincent
6740 Étalle|Sainte-Marie-sur-Semois|Villers-sur-Semois; 6741 Vance; 6742 Chantemelle; 6743 Buzenol
6747 Saint-Léger|Châtillon|Meix-le-Tige; 6750 Musson|Mussy-la-Ville|Signeulx; 6760 Virton|Bleid|Ethe|Ruette
6761 Latour; 6762 Saint-Mard; 6767 Rouvroy|Dampicourt|Harnoncourt|Lamorteau|Torgny
6769 Meix-devant-Virton|Gérouville|Robelmont|Sommethonne|Villers-la-Loue; 6780 Messancy|Hondelange|Wolkrange
6781 Sélange; 6782 Habergy; 6790 Aubange; 6791 Athus; 6792 Halanzy|Rachecourt
6800 Libramont-Chevigny|Bras|Freux|Libramont|Moircy|Recogne|Remagne|Sainte-Marie-Chevigny|Saint-Pierre
6810 Chiny|Izel|Jamoigne; 6811 Les Bulles; 6812 Suxy; 6813 Termes; 6820 Florenville|Fontenoille|Muno|Sainte-Cécile
6821 Lacuisine; 6823 Villers-devant-Orval; 6824 Chassepierre; 6830 Bouillon|Les Hayons|Poupehan|Rochehaut
6831 Noirefontaine; 6832 Sensenruth; 6833 Ucimont|Vivy; 6834 Bellevaux; 6836 Dohan; 6838 Corbion
6840 Neufchâteau|Grandvoir|Grapfontaine|Hamipré|Longlier|Tournay; 6850 Paliseul|Carlsbourg|Offagne; 6851 Nollevaux
6852 Maissin|Opont; 6853 Framont; 6856 Fays-les-Veneurs; 6860 Léglise|Assenois|Ébly|Mellier|Witry
6870 Saint-Hubert|Arville|Awenne|Hatrival|Mirwart|Vesqueville; 6880 Bertrix|Auby-sur-Semois|Cugnon|Jehonville|Orgeo
6887 Herbeumont|Saint-Médard|Straimont; 6890 Libin|Anloy|Ochamps|Redu|Smuid|Transinne|Villance
6900 Marche-en-Famenne|Aye|Hargimont|Humain|On|Roy|Waha; 6920 Wellin|Sohier; 6921 Chanly; 6922 Halma; 6924 Lomprez
6927 Tellin|Bure|Grupont|Resteigne; 6929 Daverdisse|Gembes|Haut-Fays|Porcheresse
6940 Durbuy|Barvaux-sur-Ourthe|Grandhan|Septon|Wéris
6941 Bomal-sur-Ourthe|Bende|Borlon|Heyd|Izier|Tohogne|Villers-Sainte-Gertrude; 6950 Nassogne|Harsin; 6951 Bande
6952 Grune; 6953 Forrières|Ambly|Lesterny|Masbourg
6960 Manhay|Dochamps|Grandmenil|Harre|Malempré|Odeigne|Vaux-Chavanne; 6970 Tenneville; 6971 Champlon; 6972 Erneuville
6980 La Roche-en-Ardenne|Beausaint; 6982 Samrée; 6983 Ortho; 6984 Hives; 6986 Halleux
6987 Rendeux|Beffe|Hodister|Marcourt; 6990 Hotton|Fronville|Hampteau|Marenne; 6997 Érezée|Amonines|Mormont|Soy
7000 Mons; 7011 Ghlin; 7012 Jemappes|Flénu; 7020 Nimy|Maisières; 7021 Havré
7022 Hyon|Harmignies|Harveng|Mesvin|Nouvelles; 7024 Ciply; 7030 Saint-Symphorien; 7031 Villers-Saint-Ghislain
7032 Spiennes; 7033 Cuesmes; 7034 Obourg|Saint-Denis
7040 Quévy|Asquillies|Aulnois|Blaregnies|Bougnies|Genly|Goegnies-Chaussée|Quévy-le-Grand|Quévy-le-Petit
7041 Givry|Havay; 7050 Jurbise|Erbaut|Erbisoeul|Herchies|Masnuy-Saint-Jean|Masnuy-Saint-Pierre; 7060 Soignies|Horrues
7061 Casteau|Thieusies; 7062 Naast; 7063 Neufvilles|Chaussée-Notre-Dame-Louvignies
7070 Le Roeulx|Gottignies|Mignault|Thieu|Ville-sur-Haine; 7080 Frameries|Eugies|La Bouverie|Noirchain|Sars-la-Bruyère
7090 Braine-le-Comte|Hennuyères|Henripont|Petit-Roeulx-lez-Braine|Ronquières|Steenkerque
7100 La Louvière|Haine-Saint-Paul|Haine-Saint-Pierre|Saint-Vaast|Trivières
7110 Houdeng-Goegnies|Boussoit|Houdeng-Aimeries|Maurage|Strépy-Bracquegnies
7120 Estinnes|Croix-lez-Rouveroy|Estinnes-au-Mont|Estinnes-au-Val|Fauroeulx|Haulchin|Peissant|Rouveroy|Vellereille-les-Brayeux|Vellereille-le-Sec
7130 Binche|Battignies|Bray; 7131 Waudrez; 7133 Buvrinnes; 7134 Péronnes-lez-Binche|Épinois|Leval-Trahegnies|Ressaix
7140 Morlanwelz|Morlanwelz-Mariemont; 7141 Carnières|Mont-Sainte-Aldegonde
7160 Chapelle-lez-Herlaimont|Godarville|Piéton; 7170 Manage|Bellecourt|Bois-d’Haine|Fayt-lez-Manage|La Hestre
7180 Seneffe; 7181 Arquennes|Familleureux|Feluy|Petit-Roeulx-lez-Nivelles
7190 Écaussinnes|Écaussinnes-d’Enghien|Marche-lez-Écaussinnes; 7191 Écaussinnes-Lalaing; 7300 Boussu; 7301 Hornu
7320 Bernissart; 7321 Blaton|Harchies; 7322 Pommeroeul|Ville-Pommeroeul; 7330 Saint-Ghislain; 7331 Baudour
7332 Sirault|Neufmaison; 7333 Tertre; 7334 Hautrage|Villerot; 7340 Colfontaine|Pâturages|Warquignies|Wasmes
7350 Hensies|Hainin|Montroeul-sur-Haine|Thulin; 7370 Dour|Blaugies|Élouges|Wihéries; 7380 Quiévrain|Baisieux
7382 Audregnies
7387 Honnelles|Angre|Angreau|Athis|Autreppe|Erquennes|Fayt-le-Franc|Marchipont|Montignies-sur-Roc|Onnezies|Roisin
7390 Quaregnon|Wasmuel; 7500 Tournai|Ere|Saint-Maur; 7501 Orcq; 7502 Esplechin; 7503 Froyennes; 7504 Froidmont
7506 Willemeau; 7520 Templeuve|Ramegnies-Chin; 7521 Chercq; 7522 Blandain|Hertain|Lamain|Marquain
7530 Gaurain-Ramecroix; 7531 Havinnes; 7532 Béclers; 7533 Thimougies; 7534 Barry|Maulde; 7536 Vaulx; 7538 Vezon
7540 Kain|Melles|Quartes|Rumillies; 7542 Mont-Saint-Aubert; 7543 Mourcourt; 7548 Warchin; 7600 Péruwelz; 7601 Roucourt
7602 Bury; 7603 Bon-Secours; 7604 Baugnies|Braffe|Brasmenil|Callenelle|Wasmes-Audemez-Briffoeil; 7608 Wiers
7610 Rumes; 7611 La Glanerie; 7618 Taintignies; 7620 Brunehaut|Bléharies|Guignies|Hollain|Jollain-Merlin|Wez-Velvain
7621 Lesdain; 7622 Laplaigne; 7623 Rongy; 7624 Howardries; 7640 Antoing|Maubray|Péronnes-lez-Antoing; 7641 Bruyelle
7642 Calonne; 7643 Fontenoy; 7700 Mouscron|Luingne; 7711 Dottignies; 7712 Herseaux
7730 Estaimpuis|Bailleul|Estaimbourg|Évregnies|Leers-Nord|Néchin|Saint-Léger; 7740 Pecq|Warcoing
7742 Hérinnes-lez-Pecq; 7743 Obigies|Esquelmes; 7750 Mont-de-l’Enclus|Amougies|Anseroeul|Orroir|Russeignies
7760 Celles|Escanaffles|Molenbaix|Popuelles|Pottes|Velaines; 7780 Comines-Warneton|Comines; 7781 Houthem
7782 Ploegsteert; 7783 Bizet; 7784 Warneton|Bas-Warneton; 7800 Ath|Lanquesaint; 7801 Irchonwelz; 7802 Ormeignies
7803 Bouvignies; 7804 Rebaix|Ostiches; 7810 Maffle; 7811 Arbre
7812 Ligne|Houtaing|Mainvault|Moulbaix|Villers-Notre-Dame|Villers-Saint-Amand
7822 Ghislenghien|Isières|Meslin-l’Évêque; 7823 Gibecq
7830 Silly|Bassilly|Fouleng|Gondregnies|Graty|Hellebecq|Hoves|Thoricourt; 7850 Enghien|Marcq|Petit-Enghien
7860 Lessines; 7861 Papignies|Wannebecq; 7862 Ogy; 7863 Ghoy; 7864 Deux-Acren; 7866 Ollignies|Bois-de-Lessines
7870 Lens|Bauffe|Cambron-Saint-Vincent|Lombise|Montignies-lez-Lens; 7880 Flobecq; 7890 Ellezelles|Lahamaide|Wodecq
7900 Leuze-en-Hainaut|Grandmetz; 7901 Thieulain; 7903 Blicquy|Chapelle-à-Oie|Chapelle-à-Wattines
7904 Pipaix|Tourpes|Willaupuis; 7906 Gallaix
7910 Frasnes-lez-Anvaing|Anvaing|Arc-Ainières|Arc-Wattripont|Cordes|Ellignies-lez-Frasnes|Forest|Wattripont
7911 Frasnes-lez-Buissenal|Buissenal|Hacquegnies|Herquegies|Montroeul-au-Bois|Moustier|Oeudeghien
7912 Saint-Sauveur|Dergneau; 7940 Brugelette|Cambron-Casteau; 7941 Attre; 7942 Mévergnies-lez-Lens; 7943 Gages
7950 Chièvres|Grosage|Huissignies|Ladeuze|Tongre-Saint-Martin; 7951 Tongre-Notre-Dame; 7970 Beloeil
7971 Basècles|Ramegnies|Thumaide|Wadelincourt; 7972 Quevaucamps|Aubechies|Ellignies-Sainte-Anne
7973 Stambruges|Grandglise; 8000 Bruges; 8020 Oostkamp; 8200 Sint-Andries; 8210 Zedelgem; 8300 Knokke-Heist
8310 Assebroek; 8340 Damme; 8370 Blankenberge; 8377 Zuienkerke; 8380 Zeebruges; 8400 Ostende; 8420 Le Coq
8430 Middelkerke; 8434 Westende; 8450 Bredene; 8460 Oudenburg; 8470 Gistel; 8480 Ichtegem; 8490 Jabbeke; 8500 Courtrai
8520 Kuurne; 8530 Harelbeke; 8540 Deerlijk; 8550 Zwevegem; 8560 Wevelgem; 8570 Anzegem; 8580 Avelgem
8587 Espierres-Helchin|Espierres|Helchin; 8600 Dixmude; 8610 Kortemark; 8620 Nieuport; 8630 Furnes; 8640 Vleteren
8647 Lo-Reninge; 8650 Houthulst; 8660 La Panne; 8670 Coxyde|Oostduinkerke; 8680 Koekelare; 8690 Alveringem; 8700 Tielt
8710 Wielsbeke; 8720 Dentergem; 8730 Beernem; 8740 Pittem; 8750 Wingene; 8755 Ruiselede; 8760 Meulebeke
8770 Ingelmunster; 8780 Oostrozebeke; 8790 Waregem; 8800 Roulers; 8810 Lichtervelde; 8820 Torhout; 8830 Hooglede
8840 Staden; 8850 Ardooie; 8860 Lendelede; 8870 Izegem; 8880 Ledegem; 8890 Moorslede; 8900 Ypres
8920 Langemark-Poelkapelle; 8930 Menin; 8940 Wervik; 8950 Heuvelland; 8957 Messines; 8970 Poperinge; 8980 Zonnebeke
9000 Gand; 9030 Mariakerke; 9031 Drongen; 9032 Wondelgem; 9040 Sint-Amandsberg; 9041 Oostakker; 9050 Gentbrugge
9051 Sint-Denijs-Westrem; 9052 Zwijnaarde; 9060 Zelzate; 9070 Destelbergen; 9080 Lochristi; 9090 Melle
9100 Saint-Nicolas (Waes); 9120 Beveren; 9140 Tamise; 9150 Kruibeke; 9160 Lokeren; 9170 Sint-Gillis-Waas
9180 Moerbeke; 9185 Wachtebeke; 9190 Stekene; 9200 Termonde; 9220 Hamme; 9230 Wetteren; 9240 Zele; 9250 Waasmunster
9255 Buggenhout; 9260 Wichelen; 9270 Laarne; 9280 Lebbeke; 9290 Berlare; 9300 Alost; 9320 Erembodegem; 9340 Lede
9400 Ninove; 9420 Erpe-Mere; 9450 Haaltert; 9470 Denderleeuw; 9500 Grammont; 9520 Sint-Lievens-Houtem; 9550 Herzele
9570 Lierde; 9600 Renaix; 9620 Zottegem; 9630 Zwalm; 9660 Brakel; 9667 Horebeke; 9680 Maarkedal; 9690 Kluisbergen
9700 Audenarde; 9750 Zingem; 9770 Kruishoutem; 9790 Wortegem-Petegem; 9800 Deinze; 9810 Nazareth; 9820 Merelbeke
9830 Sint-Martens-Latem; 9840 De Pinte; 9850 Nevele; 9860 Oosterzele; 9870 Zulte; 9880 Aalter; 9890 Gavere; 9900 Eeklo
9910 Knesselare; 9920 Lovendegem; 9930 Zomergem; 9940 Evergem; 9950 Waarschoot; 9960 Assenede; 9970 Kaprijke
9980 Sint-Laureins; 9990 Maldegem
`;

const localities = new Map(
  TABLE.trim()
    .split(/\n|; /)
    .map((line) => [line.slice(0, 4), line.slice(5).split('|')] as const),
);

/** Whether a locality is one of those of a postcode, written with or without accents and hyphens. */
export function isLocalityOf(postcode: string, locality: string): boolean {
  return localitiesOf(postcode).some((name) => foldForSearch(name) === foldForSearch(locality));
}

/** The localities of a Belgian postcode of four digits, the likeliest first; none for a postcode that is not known. */
export function localitiesOf(postcode: string): readonly string[] {
  return localities.get(postcode) ?? [];
}

/**
 * Whether a locality lies somewhere else than its postcode: it is known, and none of its own postcodes begins with the
 * same two digits. What is not known is not doubted: people write their locality in many ways.
 */
export function isElsewhere(postcode: string, locality: string): boolean {
  const own = postcodesByName().get(foldForSearch(locality)) ?? [];
  return own.length > 0 && !own.some((code) => code.slice(0, 2) === postcode.slice(0, 2));
}

let byName: ReadonlyMap<string, readonly string[]> | undefined;

function postcodesByName(): ReadonlyMap<string, readonly string[]> {
  if (byName) return byName;
  const codes = new Map<string, string[]>();
  for (const [code, names] of localities)
    for (const name of names) codes.set(foldForSearch(name), [...(codes.get(foldForSearch(name)) ?? []), code]);
  byName = codes;
  return codes;
}
