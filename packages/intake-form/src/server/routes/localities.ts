import { localitiesOf } from '@guichet/shared/domain/belgian-postcodes';
import type { Express } from 'express';

/** The localities of a postcode, for the script that proposes them; the same for everybody, so anyone may keep them. */
export function localityRoutes(app: Express): void {
  app.get('/localites/:postcode', (req, res) => {
    res.set('Cache-Control', 'public, max-age=86400');
    res.json(localitiesOf(req.params.postcode));
  });
}
