import { previewAudienceRoute } from './routes/preview-audience.ts';
import { listSilentPosRoute } from './routes/list-silent-pos.ts';
import { nameAudienceRoute } from './routes/name-audience.ts';
import { readAudienceChoicesRoute } from './routes/read-audience-choices.ts';
import { listAudiencesRoute } from './routes/list-audiences.ts';
import { createAudienceRoute } from './routes/create-audience.ts';
import { changeAudienceRoute } from './routes/change-audience.ts';
import { archiveAudienceRoute } from './routes/archive-audience.ts';
import { readCoverageRoute } from './routes/read-coverage.ts';
import { listUncoveredPosRoute } from './routes/list-uncovered-pos.ts';
import { listMailingsRoute } from './routes/list-mailings.ts';
import { readMailingRoute } from './routes/read-mailing.ts';
import { createMailingRoute } from './routes/create-mailing.ts';
import { saveMailingRoute } from './routes/save-mailing.ts';
import { discardMailingRoute } from './routes/discard-mailing.ts';
import { uploadMailingFileRoute } from './routes/upload-mailing-file.ts';
import { readMailingFileRoute } from './routes/read-mailing-file.ts';
import { listMailingTemplatesRoute } from './routes/list-mailing-templates.ts';
import { createMailingTemplateRoute } from './routes/create-mailing-template.ts';
import { changeMailingTemplateRoute } from './routes/change-mailing-template.ts';
import { archiveMailingTemplateRoute } from './routes/archive-mailing-template.ts';
import { listMailingReadersRoute } from './routes/list-mailing-readers.ts';
import { previewMailingRoute } from './routes/preview-mailing.ts';
import { showMailingRoute } from './routes/show-mailing.ts';
import { showMailingTemplateRoute } from './routes/show-mailing-template.ts';
import { readMailingTextRoute } from './routes/read-mailing-text.ts';
import { testMailingRoute } from './routes/test-mailing.ts';
import { checkMessageRoute } from './routes/check-message.ts';
import { SENDING_ROUTES } from './sending-routes.ts';

/** Writing to roles: whom, what, and who cannot be reached. */
export const MAILING_ROUTES = {
  previewAudience: previewAudienceRoute,
  listSilentPos: listSilentPosRoute,
  nameAudience: nameAudienceRoute,
  readAudienceChoices: readAudienceChoicesRoute,
  listAudiences: listAudiencesRoute,
  createAudience: createAudienceRoute,
  changeAudience: changeAudienceRoute,
  archiveAudience: archiveAudienceRoute,
  readCoverage: readCoverageRoute,
  listUncoveredPos: listUncoveredPosRoute,
  listMailings: listMailingsRoute,
  readMailing: readMailingRoute,
  createMailing: createMailingRoute,
  saveMailing: saveMailingRoute,
  discardMailing: discardMailingRoute,
  uploadMailingFile: uploadMailingFileRoute,
  readMailingFile: readMailingFileRoute,
  listMailingTemplates: listMailingTemplatesRoute,
  createMailingTemplate: createMailingTemplateRoute,
  changeMailingTemplate: changeMailingTemplateRoute,
  archiveMailingTemplate: archiveMailingTemplateRoute,
  listMailingReaders: listMailingReadersRoute,
  previewMailing: previewMailingRoute,
  showMailing: showMailingRoute,
  showMailingTemplate: showMailingTemplateRoute,
  readMailingText: readMailingTextRoute,
  testMailing: testMailingRoute,
  checkMessage: checkMessageRoute,
  ...SENDING_ROUTES,
};
